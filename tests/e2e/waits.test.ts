import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import {
  axeFindings,
  desktop,
  type Looks,
  openBrowser,
  openWindow,
  phone,
  picture,
  type Served,
  scrollsSideways,
  serveApp,
} from "#support/browser.ts";
import { programme } from "#support/programme.ts";
import { cancelled, fullDay } from "#support/waiting.ts";

let kith: TestApp;
let served: Served;
let browser: Browser;

beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
  served = await serveApp(kith);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await kith?.end();
});

async function look(page: Page, name: string, looks: Looks): Promise<void> {
  if (looks.javaScriptEnabled !== false) {
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    expect([name, await scrollsSideways(page)]).toEqual([name, false]);
  }
  await picture(page, `waits-${name}`);
}

const windows: [string, Looks][] = [
  ["phone light", { viewport: phone, colorScheme: "light" }],
  ["phone dark, no script", { viewport: phone, colorScheme: "dark", javaScriptEnabled: false }],
  ["desktop dark", { viewport: desktop, colorScheme: "dark" }],
];

test.each(windows)("who finds no time waits for one, is told, and takes it: %s", async (name, looks) => {
  // Wednesdays alone, and only one of them lies near enough.
  const scene = await programme(kith, { hours: [[3, 540, 1020]], settings: { horizonDays: 6 } });
  const meetings = await fullDay(kith, scene, "2026-03-04");
  const member = await kith.person(scene.community);
  const context = await openWindow(browser, served, kith, member, looks);
  const page = await context.newPage();
  const at = (step: string) => look(page, `${step}-${name.replaceAll(/\W+/g, "-")}`, looks);
  const heading = (text: string) => page.getByRole("heading", { level: 1, name: text }).waitFor();

  await page.goto(`${scene.community.base}/book/${scene.format}/${scene.services[0]}`);
  await at("1-none");
  await page.getByRole("link", { name: "Tell me when a time becomes free" }).click();
  await heading("Tell me when a time becomes free");
  await page.getByLabel("From").fill("2026-03-04");
  await page.getByLabel("Until").fill("2026-03-06");
  await at("2-wish");
  await page.getByRole("button", { name: "Wait for a time" }).click();
  await heading("You are waiting for a time");
  await at("3-waiting");

  await cancelled(kith, scene, meetings[4] ?? "");
  await kith.drainMail();
  // A page that is open hears of it by itself; without script it is asked again.
  if (looks.javaScriptEnabled === false) await page.reload();
  await heading("A time is kept for you");
  await page.getByText("Wed 4 Mar, 11:00–11:30").waitFor();
  await at("4-kept");
  await page.goto(`${scene.community.base}/meetings`);
  await at("4-meetings");
  await page.getByRole("link", { name: "Times you wait for" }).click();
  await heading("Times you wait for");
  await at("5-list");
  await page.getByRole("link", { name: /Kept for you/ }).click();
  await page.getByRole("link", { name: "Take it" }).click();
  await page.getByRole("link", { name: /Video room/ }).click();
  await heading("Topic");
  await page.getByLabel("What is it about?").fill("It was worth the wait");
  await page.getByRole("button", { name: "Continue" }).click();
  await heading("Is everything right?");
  await page.getByRole("button", { name: "Confirm" }).click();
  await heading("Meeting with Talia K");
  await page.getByRole("status").getByText("It is booked.").waitFor();
  await page.goto(`${scene.community.base}/waits`);
  await page.getByText("Booked").waitFor();
  await at("6-past");
  await context.close();
});

test("who comes a moment too late can wait for that very time, by keyboard alone", async () => {
  const scene = await programme(kith);
  const [first, second] = [await kith.person(scene.community), await kith.person(scene.community)];
  const context = await openWindow(browser, served, kith, first);
  const page = await context.newPage();
  const topic = `${scene.community.base}/book/${scene.format}/${scene.services[0]}/2026-03-04T10:00Z/${scene.providers[0]?.id}/${scene.location}`;
  await page.goto(topic);
  await page.getByLabel("What is it about?").fill("Too slow");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "Is everything right?" }).waitFor();
  const rival = await kith.signIn(second);
  const { location } = await rival.post(topic, { [`answer-${scene.question}`]: "Fast" });
  const fields = [
    ...(await rival.get(location)).text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g),
  ];
  await rival.post(
    `${scene.community.base}/book`,
    Object.fromEntries(fields.map(([, key, value]) => [key, value])),
  );
  await page.getByRole("button", { name: "Confirm" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "That time was just taken" }).waitFor();
  await look(page, "taken-desktop", {});
  await page.getByRole("link", { name: "Tell me if this time becomes free again" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Tell me when a time becomes free" }).waitFor();
  expect(await page.getByLabel("Only Wed 4 Mar, 10:00–10:30").isChecked()).toBe(true);
  await look(page, "exact-desktop", {});
  await page.getByRole("button", { name: "Wait for a time" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "You are waiting for a time" }).waitFor();
  await context.close();
});
