import type { Browser, BrowserContext, Page } from "playwright-core";
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
import { meeting } from "#support/meetings.ts";
import { type Agreed, agreed, scheduled } from "#support/scheduling.ts";

let kith: TestApp;
let served: Served;
let browser: Browser;

beforeAll(async () => {
  kith = await testApp({ demo: true });
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

async function look(page: Page, name: string, looks: Looks): Promise<void> {
  if (looks.javaScriptEnabled !== false) {
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    expect([name, await scrollsSideways(page)]).toEqual([name, false]);
  }
  await picture(page, `scheduling-${name}`);
}

/** Two who agreed, of whom the member reads times in New York, and a meeting of the provider's at ten on the day. */
async function scene(): Promise<Agreed> {
  const pair = await agreed(kith, { price: "12.50", subject: "Somebody who knows what panic is" });
  const { scene: programme } = pair.on;
  await kith.platform.db
    .updateTable("accounts")
    .set({ zone: "America/New_York" })
    .where("id", "=", programme.member.accountId ?? "")
    .execute();
  const ben = await kith.person(programme.community, { firstName: "Ben", lastName: "Okri" });
  await meeting(kith, programme, { at: "2026-03-05T10:00Z", member: ben.id });
  return pair;
}

const windowOf = (pair: Agreed, who: "provider" | "member", looks: Looks): Promise<BrowserContext> => {
  const [provider] = pair.on.people;
  return openWindow(
    browser,
    served,
    kith,
    who === "provider" ? (provider ?? null) : pair.on.scene.member,
    looks,
  );
};

describe("the provider schedules, in both zones, and is told what stands against a time", () => {
  test.each(windows)("%s", async (name, looks) => {
    const pair = await scene();
    const context = await windowOf(pair, "provider", looks);
    const page = await context.newPage();
    const at = (step: string) => look(page, `${step}-${name.replaceAll(/\W+/g, "-")}`, looks);
    const script = looks.javaScriptEnabled !== false;
    const check = async () => {
      if (!script) await page.getByRole("button", { name: "Check this time" }).click();
    };
    await page.goto(`${pair.base}/proposals/${pair.proposal}`);
    await page.getByRole("link", { name: "Schedule Meeting", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Schedule Meeting" }).waitFor();
    expect(await page.getByLabel("What it is about").inputValue()).toBe("Somebody who knows what panic is");
    expect(await page.getByLabel(/^Price/).inputValue()).toBe("12.50");
    await at("1-form");

    await page.getByLabel("Date").fill("2026-03-05");
    await page.getByLabel("Time", { exact: true }).fill("10:15");
    await check();
    await page
      .getByText("You have “30 minutes online” with Ben Okri then: Thu 5 Mar, 10:00–10:30.")
      .waitFor();
    await at("2-clash");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("One thing needs another look").waitFor();
    await at("3-refused");

    await page.getByLabel("Time", { exact: true }).fill("11:00");
    await page.getByLabel(/^Price/).fill("20");
    await check();
    await page.getByText("Thu 5 Mar, 06:00–06:30, New York", { exact: false }).waitFor();
    await page.getByText("You are both free then.").waitFor();
    expect(await page.getByText("with Ben Okri then", { exact: false }).count()).toBe(0);
    await at("4-free");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "Meeting with Talia K" }).waitFor();
    await page.getByText("This waits for Mina Alvarez to pay $20.00.", { exact: false }).waitFor();
    await at("5-waits");
    await context.close();

    const members = await windowOf(pair, "member", looks);
    const theirs = await members.newPage();
    await theirs.goto(page.url());
    await theirs.getByText("The proposal said $12.50.").waitFor();
    await theirs.getByRole("link", { name: "Pay $20.00" }).waitFor();
    await look(theirs, `6-member-${name.replaceAll(/\W+/g, "-")}`, looks);
    await theirs.getByRole("link", { name: "Cancel" }).click();
    await theirs.getByText("Nothing has been paid yet").waitFor();
    await look(theirs, `7-cancel-${name.replaceAll(/\W+/g, "-")}`, looks);
    await members.close();
  });
});

test("the form can be filled in and sent by keyboard alone", async () => {
  const pair = await agreed(kith);
  const context = await windowOf(pair, "provider", { viewport: desktop });
  const page = await context.newPage();
  await page.goto(`${pair.base}/proposals/${pair.proposal}/schedule`);
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate((wanted) => {
        const element = document.activeElement;
        return element?.getAttribute("name") === wanted || element?.textContent?.trim() === wanted;
      }, name);
      if (found) return;
    }
    throw new Error(`${name} cannot be reached by keyboard`);
  };
  await tabTo("date");
  await page.keyboard.type("03052026");
  await tabTo("time");
  await page.keyboard.type("1100AM");
  await page.getByText("You are both free then.").waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("time");
  await tabTo("Save");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Meeting with Talia K" }).waitFor();
  await context.close();
});

test("the provider moves it, and the other one's open page says so by itself or when it is loaded again", async () => {
  const pair = await agreed(kith);
  const id = await scheduled(pair, { date: "2026-03-05", time: "11:00" });
  const looks = { viewport: phone };
  const [context, others] = [await windowOf(pair, "provider", looks), await windowOf(pair, "member", looks)];
  const [page, theirs] = [await context.newPage(), await others.newPage()];
  await theirs.goto(`${pair.base}/meetings/${id}`);
  await page.goto(`${pair.base}/meetings/${id}`);
  await page.getByRole("link", { name: "Choose another time" }).click();
  await page.getByLabel("Time", { exact: true }).fill("14:30");
  await page.getByText("Thu 5 Mar, 14:30–15:00").first().waitFor();
  await look(page, "8-move-phone", looks);
  await page.getByRole("button", { name: "Move it" }).click();
  await page.getByText("It is moved.", { exact: false }).waitFor();
  await look(page, "9-moved-phone", looks);
  await theirs.reload();
  await theirs.getByText("Thu 5 Mar, 14:30–15:00").first().waitFor();
  await Promise.all([context.close(), others.close()]);
});
