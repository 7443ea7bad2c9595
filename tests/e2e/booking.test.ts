import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
import { type Programme, programme } from "#support/programme.ts";

let kith: TestApp;
let served: Served;
let browser: Browser;
let scene: Programme;

const words = {
  provider: { one: "Peer Mentor", many: "Peer Mentors" },
  service: { one: "Peer Mentor", many: "Peer Mentors" },
};

beforeAll(async () => {
  kith = await testApp({ demo: true });
  served = await serveApp(kith);
  browser = await openBrowser();
  scene = await programme(kith, { providers: 3, words });
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

/** Every page on the way is looked at in the same way. axe itself is script, so it looks where there is script. */
async function look(page: Page, name: string, looks: Looks): Promise<void> {
  expect(await page.title()).not.toBe("");
  if (looks.javaScriptEnabled !== false) {
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    expect([name, await scrollsSideways(page)]).toEqual([name, false]);
  }
  await picture(page, `booking-${name}`);
}

describe("a member books Talia K in six steps", () => {
  test.each(windows)("%s", async (name, looks) => {
    const member = await kith.person(scene.community);
    const context = await openWindow(browser, served, kith, member, looks);
    const page = await context.newPage();
    const at = (step: string) => look(page, `${step}-${name.replaceAll(/\W+/g, "-")}`, looks);
    const heading = (text: string) => page.getByRole("heading", { level: 1, name: text }).waitFor();

    await page.goto(scene.community.base);
    await heading("Schedule a Meeting");
    await at("1-format");
    await page.getByRole("link", { name: /30 minutes online/ }).click();
    await heading("Pick a Peer Mentor");
    await page.getByText("Select your Peer Mentor").waitFor();
    await at("2-service");
    await page.getByRole("link", { name: /Peer Mentoring with Talia K/ }).click();
    await heading("Pick a time");
    await page.getByRole("link", { name: /^Thursday 5 March/ }).click();
    await page.getByRole("heading", { name: "Thursday 5 March" }).waitFor();
    await at("3-time");
    await page
      .getByRole("link", { name: /Thursday 5 March 1\d:\d0/ })
      .first()
      .click();
    await heading("Available Peer Mentors");
    await page.getByText("Which Peer Mentor would you like?").waitFor();
    await at("4-provider");
    await page.getByRole("link", { name: "Select Talia K" }).click();
    await page.getByText("Where would you like to meet?").waitFor();
    await at("5-location");
    await page.getByRole("link", { name: /Video room/ }).click();
    await heading("Topic");
    await at("6-topic");
    await page.getByLabel("What is it about?").fill("Choosing courses\nand starting over");
    await page.getByRole("button", { name: "Continue" }).click();
    await heading("Is everything right?");
    await at("7-review");
    await page.getByRole("button", { name: "Confirm" }).click();
    await heading("Meeting with Talia K");
    await page.getByRole("status").getByText("It is booked.").waitFor();
    await at("8-meeting");

    const meetings = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("registrations").select("meeting_id").where("person_id", "=", member.id).execute(),
    );
    expect(meetings).toHaveLength(1);
    await context.close();
  });
});

test("the whole way can be gone by keyboard alone", async () => {
  const member = await kith.person(scene.community);
  const context = await openWindow(browser, served, kith, member);
  const page = await context.newPage();
  await page.goto(scene.community.base);
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
      });
      if (name.test(focused.trim())) return;
    }
    throw new Error(`${name} cannot be reached by keyboard`);
  };
  const press = async (name: RegExp, next: string) => {
    await tabTo(name);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: next }).waitFor();
  };
  await press(/30 minutes online/, "Pick a Peer Mentor");
  await press(/with Talia K/, "Pick a time");
  await press(/\d\d:\d\d$/, "Available Peer Mentors");
  await press(/^Select Talia K/, "Location");
  await press(/Video room/, "Topic");
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.tagName === "TEXTAREA")) break;
  }
  await page.keyboard.type("By keyboard");
  await press(/^Continue$/, "Is everything right?");
  await press(/^Confirm$/, "Meeting with Talia K");
  await context.close();
});

test("back and reload on any step keep what was chosen", async () => {
  const member = await kith.person(scene.community);
  const context = await openWindow(browser, served, kith, member);
  const page = await context.newPage();
  const { base } = scene.community;
  await page.goto(
    `${base}/book/${scene.format}/${scene.services[0]}/2026-03-06T12:00Z/${scene.providers[0]?.id}/${scene.location}`,
  );
  await page.getByLabel("What is it about?").fill("Kept through back and reload");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "Is everything right?" }).waitFor();
  await page.reload();
  await page.getByText("Kept through back and reload").waitFor();
  await page.getByRole("link", { name: "Back", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Topic" }).waitFor();
  expect(await page.getByLabel("What is it about?").inputValue()).toBe("Kept through back and reload");
  await page.goBack();
  await page.getByRole("heading", { name: "Is everything right?" }).waitFor();
  await context.close();
});
