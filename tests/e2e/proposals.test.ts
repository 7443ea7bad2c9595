import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answering, answering, proposed, stored } from "#support/answering.ts";
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

const scripted: [string, Looks][] = [
  ["phone light", { viewport: phone, colorScheme: "light" }],
  ["phone dark", { viewport: phone, colorScheme: "dark" }],
  ["desktop light", { viewport: desktop, colorScheme: "light" }],
  ["desktop dark", { viewport: desktop, colorScheme: "dark" }],
];
const windows: [string, Looks][] = [
  ...scripted,
  ["phone, no script", { viewport: phone, colorScheme: "light", javaScriptEnabled: false }],
];

/** axe itself is script, so it looks where there is script; again, when it comes while the page is being refreshed. */
async function look(page: Page, name: string, looks: Looks): Promise<void> {
  await picture(page, name);
  if (looks.javaScriptEnabled === false) return;
  const findings = async () => [name, await axeFindings(page)];
  await expect.poll(findings, { timeout: 5_000 }).toEqual([name, []]);
  expect([name, await scrollsSideways(page)]).toEqual([name, false]);
}

const person = (on: Answering, place = 0): TestPerson => {
  const found = on.people[place];
  if (!found) throw new Error("there is a provider");
  return found;
};

const open = async (who: TestPerson, looks: Looks): Promise<Page> =>
  (await openWindow(browser, served, kith, who, looks)).newPage();

describe("a provider writes, edits and withdraws a proposal", () => {
  test.each(windows)(
    "%s",
    async (window, looks) => {
      const name = window.replaceAll(/\W+/g, "-");
      const script = looks.javaScriptEnabled !== false;
      const on = await answering(kith);
      const page = await open(person(on), looks);
      await page.goto(`${on.base}/requests/${on.request}`);
      await page.getByRole("link", { name: "Submit a proposal" }).click();
      const form = script ? page.getByRole("dialog", { name: "Submit a proposal" }) : page.locator("main");
      await form.getByLabel("How and why are you a good fit?").fill("I know these nights, and what helped.");
      await look(page, `proposals-1-form-${name}`, looks);

      await form.getByLabel("Price in USD").fill("a lot");
      await form.getByLabel("Date of time 1").fill("2026-03-05");
      await form.getByLabel("Start of time 1").fill("10:00");
      await form.getByRole("button", { name: "Submit" }).click();
      await form.getByText("Please write an amount as in the example").waitFor();
      expect(await form.getByLabel("Date of time 1").inputValue()).toBe("2026-03-05");
      await look(page, `proposals-2-faults-${name}`, looks);

      await form.getByLabel("Price in USD").fill("12.50");
      await form.getByRole("button", { name: "Submit" }).click();
      await page.getByRole("status").getByText("Your proposal is submitted.").waitFor();
      expect(new URL(page.url()).pathname).toBe(`${on.base}/requests/${on.request}`);
      await page.getByRole("heading", { name: "Your proposal" }).waitFor();
      expect(await page.getByRole("dialog").count()).toBe(0);
      await look(page, `proposals-3-in-place-${name}`, looks);

      await page.getByRole("link", { name: "Edit" }).click();
      const edit = script ? page.getByRole("dialog", { name: "Edit your proposal" }) : page.locator("main");
      expect(await edit.getByLabel("Price in USD").inputValue()).toBe("12.50");
      await edit.getByLabel("Length in minutes").fill("45");
      await edit.getByRole("button", { name: "Save" }).click();
      await page.getByRole("status").getByText("Your proposal is saved.").waitFor();
      expect((await stored(kith, on)).proposals[0]).toMatchObject({ minutes: 45, price: 1250, version: 2 });

      await page.getByRole("link", { name: "Withdraw" }).click();
      await page.getByRole("button", { name: "Withdraw it" }).waitFor();
      await look(page, `proposals-4-withdraw-${name}`, looks);
      await page.getByRole("button", { name: "Withdraw it" }).click();
      await page.getByRole("status").getByText("Your proposal is withdrawn.").waitFor();
      await page.getByRole("link", { name: "Submit a proposal" }).waitFor();
      await page.context().close();
    },
    60_000,
  );
});

describe("a member compares, declines and accepts", () => {
  test.each(windows)(
    "%s",
    async (window, looks) => {
      const name = window.replaceAll(/\W+/g, "-");
      const on = await answering(kith, { providers: 3 });
      await kith.inside(on.scene.community, (trx) =>
        trx
          .updateTable("providers")
          .set({
            bio: "Ten years of panic, five of them well. I listen more than I talk, and I like to walk.",
          })
          .where("person_id", "=", person(on).id)
          .execute(),
      );
      await proposed(kith, on, 0, {
        text: "I know these nights.\n\nWhat helped me was a plan on paper, and somebody who asked about it.",
        price: "12.50",
        locationId: on.scene.location,
        times: ["2026-03-05 10:00", "2026-03-06 14:00"],
      });
      await proposed(kith, on, 1, { text: "Let us talk. I have time in the evenings.", minutes: "60" });
      await proposed(kith, on, 2, { text: `https://example.org/${"a-long-address/".repeat(12)}` });
      const page = await open(on.scene.member, looks);
      await page.goto(`${on.base}/requests/${on.request}`);
      await look(page, `proposals-5-compare-${name}`, looks);

      await page.getByRole("link", { name: "Decline from Provider2 K" }).click();
      await page.getByRole("button", { name: "Decline it" }).waitFor();
      await look(page, `proposals-6-decline-${name}`, looks);
      await page.getByRole("button", { name: "Decline it" }).click();
      await page.getByRole("status").getByText("The proposal is declined.").waitFor();

      await page.getByLabel("Fri 6 Mar, 14:00–14:30").check();
      await page.getByRole("button", { name: "Accept this proposal from Talia K" }).click();
      await page.getByRole("status").getByText("You accepted this proposal.").waitFor();
      await page.getByText("Fri 6 Mar, 14:00–14:30").waitFor();
      await page.getByLabel("Write a message").waitFor();
      await look(page, `proposals-7-accepted-${name}`, looks);
      const { request, meetings } = await stored(kith, on);
      expect([request.state, meetings.length]).toEqual(["accepted", 1]);
      await page.context().close();

      const host = await open(person(on), looks);
      await host.goto(`${on.base}/proposals/${meetings[0]?.proposal_id}`);
      await host.getByRole("link", { name: "Fri 6 Mar, 14:00–14:30" }).waitFor();
      expect(await host.getByRole("link", { name: "Schedule Meeting" }).count()).toBe(0);
      await look(host, `proposals-8-provider-${name}`, looks);
      await host.context().close();
    },
    60_000,
  );
});

test("what changed since it was read is said before it can be accepted", async () => {
  const looks = { viewport: phone, colorScheme: "light" } as const;
  const on = await answering(kith);
  const id = await proposed(kith, on, 0, { text: "As it was.", price: "10" });
  const page = await open(on.scene.member, looks);
  await page.goto(`${on.base}/requests/${on.request}`);
  await page.getByText("As it was.").waitFor();
  // Without a word to the page, as if it had lost its connection.
  await kith.inside(on.scene.community, (trx) =>
    trx.updateTable("proposals").set({ price: 2500, version: 2 }).where("id", "=", id).execute(),
  );
  await page.getByRole("button", { name: "Accept this proposal from Talia K" }).click();
  await page.getByText("The price: $25.00 instead of $10.00").waitFor();
  await look(page, "proposals-9-changed", looks);
  await page.getByRole("button", { name: "Accept this proposal from Talia K" }).click();
  await page.getByRole("status").getByText("You accepted this proposal.").waitFor();
  await page.context().close();
}, 60_000);

test("with a keyboard alone the pop-up opens, is left, and is submitted, and the focus comes back", async () => {
  const on = await answering(kith);
  const page = await open(person(on), { viewport: desktop });
  await page.goto(`${on.base}/requests/${on.request}`);
  const link = page.getByRole("link", { name: "Submit a proposal" });
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  const dialog = page.getByRole("dialog", { name: "Submit a proposal" });
  await link.focus();
  const opener = await focused();
  expect(opener).not.toBe("");

  await page.keyboard.press("Enter");
  await dialog.waitFor();
  await expect.poll(focused).toBe("text");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(focused).toBe(opener);

  await page.keyboard.press("Enter");
  await dialog.waitFor();
  // All that can be reached lies in the pop-up, its X first.
  await expect.poll(focused).toBe("text");
  await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Close");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(focused).toBe(opener);

  await page.keyboard.press("Enter");
  await dialog.waitFor();
  await expect.poll(focused).toBe("text");
  await page.keyboard.type("I have been there.");
  page.once("dialog", (question) => question.dismiss());
  await page.keyboard.press("Escape");
  expect(await dialog.isVisible()).toBe(true);
  expect(await page.getByLabel("How and why are you a good fit?").inputValue()).toBe("I have been there.");

  for (let presses = 0; presses < 30; presses += 1) {
    if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === "Submit") break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("Your proposal is submitted.").waitFor();
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(focused).toBe(opener);
  await page.context().close();
}, 60_000);

test("a new proposal appears on the member's open page, and a choice made there stays", async () => {
  const on = await answering(kith);
  await proposed(kith, on, 0, { times: ["2026-03-05 10:00"] });
  const page = await open(on.scene.member, { viewport: desktop });
  await page.goto(`${on.base}/requests/${on.request}`);
  await page.getByLabel("Thu 5 Mar, 10:00–10:30").check();
  await proposed(kith, on, 1, { text: "Here I am, too." });
  await page.getByText("Here I am, too.").waitFor();
  expect(await page.getByLabel("Thu 5 Mar, 10:00–10:30").isChecked()).toBe(true);
  await page.context().close();
}, 60_000);
