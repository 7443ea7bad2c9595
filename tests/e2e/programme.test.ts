import { resolve } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { openBrowser, type Served, serveApp } from "#support/browser.ts";
import { expectGood } from "#support/stage.ts";
import { foundingCode } from "../../src/features/founding/code.ts";

const files = resolve(import.meta.dirname, "../fixtures/csv/peer-mentoring");

let kith: TestApp;
let served: Served;
let browser: Browser;
let window: BrowserContext;
let page: Page;

beforeAll(async () => {
  // A Thursday: "next Tuesday" is five days away.
  kith = await testApp({ now: "2026-11-26T15:00:00Z", demo: true });
  await kith.startWorkers();
  served = await serveApp(kith);
  browser = await openBrowser();
  window = await browser.newContext({ baseURL: served.origin, reducedMotion: "reduce" });
  window.setDefaultTimeout(15_000);
  page = await window.newPage();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await kith?.end();
});

const base = "/c/northgate-mentoring";
const field = (name: string) => page.locator(`[name="${name}"]`).first();
const choose = (name: string, value: string) => page.locator(`[name="${name}"][value="${value}"]`).check();
const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();

const clean = (name: string) => expectGood(page, `programme-${name}`);

test("an operator founds a community and its coordinator signs in", async () => {
  expect((await page.goto("/setup?code=guessed"))?.status()).toBe(404);
  await page.goto(`/setup?code=${foundingCode(kith.platform.secret)}`);
  await field("community").fill("Northgate Peer Mentoring");
  await field("slug").fill("Northgate Mentoring");
  await field("zone").fill("America/New_York");
  await field("firstName").fill("Robin");
  await field("email").fill("robin@northgate.example");
  await field("password").fill("a long enough password");
  await page.getByRole("button", { name: "Create the community" }).click();
  await page.getByRole("alert").waitFor();
  expect(await field("community").inputValue()).toBe("Northgate Peer Mentoring");
  await clean("founding");
  await field("slug").fill("northgate-mentoring");
  await field("password").fill("a long enough password");
  await page.getByRole("button", { name: "Create the community" }).click();
  await heading("Sign in");
  await field("email").fill("robin@northgate.example");
  await field("password").fill("a long enough password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await heading("Overview");
});

test("the coordinator words it as Peer Mentor", async () => {
  await page.goto(`${base}/admin/language`);
  for (const word of ["provider", "service"]) {
    await field(`${word}.one`).fill("Peer Mentor");
    await field(`${word}.many`).fill("Peer Mentors");
  }
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").waitFor();
  await page.goto(base);
  await clean("words");
});

test("a format with a question and a location are added", async () => {
  await page.goto(`${base}/admin/formats/new`);
  await field("name").fill("30 minutes online");
  await field("minutes").fill("30");
  await choose("ways", "online");
  await page.locator("main form button[type=submit]").first().click();
  await page.getByRole("status").waitFor();
  await page.goto(`${base}/admin/locations/new`);
  await field("name").fill("Video room");
  await choose("way", "online");
  await page.locator("main form button[type=submit]").first().click();
  await page.getByRole("status").waitFor();
});

test.each([
  ["services", "courses.csv", "13"],
  ["providers", "tutors.csv", "12"],
  ["enrollment", "enrollment.csv", "160"],
])("the %s file is uploaded, reviewed and applied", async (kind, file, rows) => {
  await page.goto(`${base}/admin/imports/new?kind=${kind}`);
  await page.locator("input[type=file]").setInputFiles(resolve(files, file));
  await page.getByRole("button", { name: "Upload and review" }).click();
  await page.getByRole("button", { name: "Apply" }).waitFor();
  await page.getByText(rows, { exact: false }).first().waitFor();
  await clean(`review-${kind}`);
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: /Undo/ }).waitFor();
});

test("the provider comes with a link, and enters hours", async () => {
  const accountId = await kith.account("talia.k@northgate.example", "Talia K");
  const client = await kith.signIn(accountId);
  const own = await browser.newContext({ baseURL: served.origin });
  await own.addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: served.origin })));
  const desk = await own.newPage();
  await desk.goto(`${base}/availability`);
  await desk.getByRole("link", { name: /Add/ }).first().click();
  for (const day of ["2", "4"]) await desk.locator(`[name="days"][value="${day}"]`).check();
  await desk.locator('[name="start"]').fill("10:00");
  await desk.locator('[name="end"]').fill("13:00");
  await desk.locator("main form button[type=submit]").first().click();
  await desk.getByRole("status").waitFor();
  await own.close();
});

test("a member of the list books Talia K for next Tuesday, in six steps", async () => {
  const accountId = await kith.account("nils.rossi@students.northgate.example", "Nils Rossi");
  const client = await kith.signIn(accountId);
  const own = await browser.newContext({ baseURL: served.origin, viewport: { width: 390, height: 844 } });
  await own.addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: served.origin })));
  page = await own.newPage();
  await page.goto(base);
  await page.getByRole("link", { name: /30 minutes online/ }).click();
  await page.getByText("Select your Peer Mentor").waitFor();
  await page.getByRole("heading", { name: "Your Peer Mentors" }).waitFor();
  await page.getByRole("link", { name: /Peer Mentoring with Talia K/ }).click();
  await heading("Pick a time");
  await page.getByRole("link", { name: "Next month" }).click();
  await page.getByRole("link", { name: /^Tuesday 1 December, / }).click();
  await page.getByRole("link", { name: "Tuesday 1 December 10:30" }).click();
  await page.getByText("Which Peer Mentor would you like?").waitFor();
  await page.getByRole("link", { name: "Select Talia K" }).click();
  await page.getByText("Where would you like to meet?").waitFor();
  await page.getByRole("link", { name: /Video room/ }).click();
  await heading("Topic");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Confirm" }).click();
  await heading("Meeting with Talia K");
  await page.getByText("Tue 1 Dec, 10:30–11:00").waitFor();
  await clean("booked");
  const stored = await kith.platform.db
    .selectFrom("communities")
    .select("id")
    .where("slug", "=", "northgate-mentoring")
    .execute();
  expect(stored).toHaveLength(1);
  await kith.drainMail();
  await page.goto("/outbox");
  await page.getByText("talia.k@northgate.example").first().waitFor();
  await own.close();
});
