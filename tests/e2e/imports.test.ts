import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
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
import { meeting } from "#support/meetings.ts";
import { programme } from "#support/programme.ts";

let kith: TestApp;
let served: Served;
let browser: Browser;

const words = {
  provider: { one: "Peer Mentor", many: "Peer Mentors" },
  service: { one: "Peer Mentoring Service", many: "Peer Mentoring Services" },
  member: { one: "Student", many: "Students" },
};

beforeAll(async () => {
  kith = await testApp();
  served = await serveApp(kith);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await kith?.end();
});

const windows: [string, Looks][] = [
  ["phone light", { viewport: phone, colorScheme: "light" }],
  ["phone dark, no script", { viewport: phone, colorScheme: "dark", javaScriptEnabled: false }],
  ["desktop light, no script", { viewport: desktop, colorScheme: "light", javaScriptEnabled: false }],
  ["desktop dark", { viewport: desktop, colorScheme: "dark" }],
];

/** axe itself is script, so it looks where there is script. */
async function look(page: Page, name: string, looks: Looks): Promise<void> {
  await picture(page, `imports-${name}`);
  if (looks.javaScriptEnabled !== false) {
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    expect([name, await scrollsSideways(page)]).toEqual([name, false]);
  }
}

const files = [
  { kind: "services", label: /Peer Mentoring Services file/, file: "courses", added: 13 },
  { kind: "providers", label: /Peer Mentors file/, file: "tutors", added: 12 },
  { kind: "enrollment", label: /Enrollment file/, file: "enrollment", added: 160 },
] as const;

const heading = (page: Page, text: string) =>
  page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor();

async function upload(page: Page, base: string, label: RegExp, file: string): Promise<void> {
  await page.goto(`${base}/admin/imports`);
  await page.getByRole("link", { name: "Upload a file" }).click();
  await heading(page, "Upload a file");
  await page.getByRole("radio", { name: label }).check();
  await page.getByLabel("The file", { exact: true }).setInputFiles(`tests/fixtures/csv/${file}.csv`);
  await page.getByRole("radio", { name: /^Replace/ }).check();
}

describe("a coordinator sets the peer mentoring programme up by its three files", () => {
  test.each(windows)("%s", async (name, looks) => {
    const community = await kith.community({ words });
    const coordinator: TestPerson = await kith.person(community, {
      roles: ["coordinator"],
      firstName: "Cora",
      lastName: "Reyes",
    });
    const context = await openWindow(browser, served, kith, coordinator, looks);
    const page = await context.newPage();
    const at = (step: string) => look(page, `${step}-${name.replaceAll(/\W+/g, "-")}`, looks);

    await page.goto(`${community.base}/admin/imports`);
    await at("1-empty");
    for (const { kind, label, file, added } of files) {
      await upload(page, community.base, label, `peer-mentoring/${file}`);
      if (kind === "services") await at("2-upload");
      await page.getByRole("button", { name: "Upload and review" }).click();
      await heading(page, "Review before anything changes");
      await page.getByText("nothing has changed yet.").waitFor();
      await page.getByText(`Adds ${added}.`).waitFor();
      await at(`3-review-${kind}`);
      await page.getByRole("main").getByRole("button", { name: "Apply" }).click();
      await heading(page, "Applied");
      await at(`4-applied-${kind}`);
    }
    await page.goto(`${community.base}/admin/imports`);
    expect(await page.getByText("Applied", { exact: true }).count()).toBe(3);
    await at("5-recent");

    await page.getByRole("link", { name: "enrollment.csv" }).click();
    await page.getByRole("button", { name: "Undo this import" }).click();
    await heading(page, "Undone");
    await at("6-undone");
    const left = await kith.inside(community, (trx) => trx.selectFrom("enrollments").selectAll().execute());
    expect(left).toEqual([]);
    await context.close();
  });

  test.each(windows)("and sees what is wrong or at stake: %s", async (name, looks) => {
    const scene = await programme(kith, { providers: 3, words });
    for (const day of ["05", "06"])
      await meeting(kith, scene, { at: `2026-03-${day}T10:00Z`, service: scene.generic });
    const coordinator = await kith.person(scene.community, { roles: ["coordinator"] });
    const context = await openWindow(browser, served, kith, coordinator, looks);
    const page = await context.newPage();
    const at = (step: string) => look(page, `${step}-${name.replaceAll(/\W+/g, "-")}`, looks);

    await upload(page, scene.community.base, /Peer Mentors file/, "messy/tutors-errors");
    await page.getByRole("button", { name: "Upload and review" }).click();
    await page.getByRole("heading", { name: "3 errors have to be mended first" }).waitFor();
    await page.getByText("“not-an-email” is not an e-mail address.").waitFor();
    expect(await page.getByRole("main").getByRole("button", { name: "Apply" }).count()).toBe(0);
    await at("7-errors");

    await upload(page, scene.community.base, /Peer Mentors file/, "messy/tutors-semicolon-cp1252");
    await page.getByRole("button", { name: "Upload and review" }).click();
    await page.getByText("2 of the coming Meetings are affected").waitFor();
    await at("8-at-stake");
    await page.getByRole("link", { name: /Meetings affected/ }).click();
    await page.getByText("Mina Alvarez with Talia K").first().waitFor();
    await at("9-meetings");

    await upload(page, scene.community.base, /Peer Mentoring Services file/, "peer-mentoring/tutors");
    await page.getByRole("button", { name: "Upload and review" }).click();
    await page.getByText("This looks like a Peer Mentors file.").waitFor();
    await context.close();
  });
});

describe("a long file is read and applied while its page tells how far it is, and comes on by itself", () => {
  let quiet: TestApp;
  let door: Served;
  beforeAll(async () => {
    quiet = await testApp();
    door = await serveApp(quiet);
  });
  afterAll(async () => {
    await door?.close();
    await quiet?.end();
  });

  test.each(windows)("%s", async (name, looks) => {
    const community = await quiet.community({ words });
    const coordinator = await quiet.person(community, { roles: ["coordinator"] });
    const context = await openWindow(browser, door, quiet, coordinator, looks);
    const page = await context.newPage();
    await upload(page, community.base, /Enrollment file/, "tutoring-centre/enrollment");
    await page.getByRole("button", { name: "Upload and review" }).click();
    if (name === "phone light") {
      // Before the workers start, the page waits.
      await heading(page, "Reading your file");
      // It is looked at standing still; the reload then starts it again.
      await page.evaluate(() =>
        document.querySelector("[data-controller=refresh]")?.removeAttribute("data-controller"),
      );
      await look(page, "10-reading", looks);
      await page.reload();
    }
    await quiet.startWorkers();
    await heading(page, "Review before anything changes");
    await look(page, `11-long-${name.replaceAll(/\W+/g, "-")}`, looks);
    await page.getByRole("main").getByRole("button", { name: "Apply" }).click();
    await heading(page, "Applied");
    await context.close();
  });
});
