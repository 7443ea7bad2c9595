import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  desktop,
  type Looks,
  openBrowser,
  openWindow,
  phone,
  type Served,
  serveApp,
} from "#support/browser.ts";
import { anotherProcess, type Process } from "#support/processes.ts";
import { expectGood } from "#support/stage.ts";
import { Till } from "#support/stripe/till.ts";

let till: Till;
let browser: Browser;
let here: Served;
let there: Process;

beforeAll(async () => {
  till = await Till.open();
  browser = await openBrowser();
  there = await anotherProcess(till.kith);
  here = await serveApp(till.kith);
  await till.kith.platform.live.start();
  // Where the card service sends people back to.
  Object.assign(till.kith.platform.config, { baseUrl: here.origin });
  await till.kith.platform.jobs.start();
  await till.kith.startWorkers();
});
afterAll(async () => {
  await browser?.close();
  await there?.close();
  await here?.close();
  await till?.kith.platform.live.stop();
  await till?.close();
});

const ways: readonly (readonly [string, Looks, Looks])[] = [
  ["with script", { viewport: phone, colorScheme: "light" }, { viewport: desktop, colorScheme: "dark" }],
  [
    "without script",
    { viewport: phone, javaScriptEnabled: false },
    { viewport: desktop, javaScriptEnabled: false },
  ],
];

describe("from asking to a meeting that is paid, a member and a provider side by side on two processes", () => {
  test.each(ways)(
    "%s",
    async (way, theirs, hosts) => {
      const script = theirs.javaScriptEnabled !== false;
      const [host] = till.scene.providers;
      if (!host) throw new Error("a programme has a provider");
      const { base } = till.scene.community;
      const open = async (served: Served, who: typeof host, looks: Looks) => {
        const window = await openWindow(browser, served, till.kith, who, looks);
        window.setDefaultTimeout(20_000);
        return window.newPage();
      };
      const member = await open(here, till.scene.member, theirs);
      const provider = await open(there, host, hosts);
      /** What somebody else did is there by itself; without script, after a reload. */
      const shows = async (page: Page, text: string) => {
        if (script) return page.getByText(text).first().waitFor();
        await expect
          .poll(
            async () => {
              await page.reload();
              return page.getByText(text).first().isVisible();
            },
            { timeout: 10_000 },
          )
          .toBe(true);
      };
      const look = (page: Page, name: string) => expectGood(page, `asking-${name}-${way}`, { within: 5_000 });

      await provider.goto(`${base}/requests`);
      await provider.getByRole("heading", { name: "Support requests" }).waitFor();

      await member.goto(base);
      await member.getByText("More", { exact: true }).click();
      await member.getByRole("link", { name: "Support requests" }).click();
      await member.getByRole("link", { name: "Ask for support" }).first().click();
      await member.getByLabel("In a few words").fill("After my first exam");
      await member
        .getByLabel("What kind of support are you looking for?")
        .fill("I failed it, and I would like to talk with somebody who did too.");
      await member.getByLabel("I am flexible").check();
      await look(member, "form");
      await member.getByRole("button", { name: "Ask for support" }).click();
      await member.getByRole("heading", { name: "After my first exam" }).waitFor();
      const request = new URL(member.url()).pathname;

      await shows(provider, "After my first exam");
      await look(provider, "list");
      await provider.goto(request);
      await provider.getByRole("link", { name: "Submit a proposal" }).click();
      const form = script
        ? provider.getByRole("dialog", { name: "Submit a proposal" })
        : provider.locator("main");
      await form
        .getByLabel("How and why are you a good fit?")
        .fill("I failed mine, and passed it a year later.");
      await form.getByLabel("Price in USD").fill("20");
      await form.getByRole("button", { name: "Submit" }).click();
      await provider.getByRole("heading", { name: "Your proposal" }).waitFor();

      await shows(member, "I failed mine, and passed it a year later.");
      await look(member, "compare");
      await member
        .getByRole("link", { name: /Accept this proposal/ })
        .or(member.getByRole("button", { name: /Accept this proposal/ }))
        .first()
        .click();
      await look(member, "accepted");

      await shows(provider, "accepted");
      await provider.goto(`${base}/notifications`);
      await shows(provider, "accepted your proposal");
      await look(provider, "told");
      await provider
        .getByRole("link", { name: /accepted your proposal/ })
        .first()
        .click();
      await provider.getByRole("link", { name: "Schedule Meeting" }).waitFor();
      const proposal = new URL(provider.url()).pathname;

      await member.goto(proposal);
      await provider.getByLabel("Write a message").fill("Is Thursday at ten all right?");
      await provider.getByRole("button", { name: "Send" }).click();
      await shows(member, "Is Thursday at ten all right?");
      await member.getByLabel("Write a message").fill("Yes, gladly.");
      await member.getByRole("button", { name: "Send" }).click();
      await shows(provider, "Yes, gladly.");
      await look(provider, "talk");

      await provider.getByRole("link", { name: "Schedule Meeting" }).click();
      expect(await provider.getByLabel("Price (USD)").inputValue()).toBe("20.00");
      await provider.getByLabel("Date").fill("2026-03-05");
      await provider.getByLabel("Time", { exact: true }).fill(script ? "10:00" : "11:00");
      await provider.getByLabel("Price (USD)").fill("25");
      await look(provider, "schedule");
      await provider.getByRole("button", { name: "Save" }).click();
      await provider.getByText("It is saved. The time is kept").waitFor();
      await look(provider, "scheduled");

      await shows(member, "To be paid");
      await look(member, "waits");
      await member
        .getByRole("link", { name: /Thu 5 Mar/ })
        .first()
        .click();
      await member.getByRole("link", { name: "Pay $25.00" }).waitFor();
      await look(member, "due");
      await member.getByRole("link", { name: "Pay $25.00" }).click();
      await member.getByText("The proposal you accepted said $20.00").waitFor();
      await member.getByRole("button", { name: "Pay $25.00 by card" }).click();
      await member.waitForURL(`${till.stripe.origin}/pay/*`);
      await member.getByRole("button", { name: "Pay", exact: true }).click();
      await shows(member, "It is paid, and it is sure");
      await look(member, "paid");

      await provider.goto(`${base}/notifications`);
      await shows(provider, "You have a Meeting with");
      const [meeting] = await till.kith.inside(till.scene.community, (trx) =>
        trx.selectFrom("meetings").selectAll().orderBy("created_at", "desc").limit(1).execute(),
      );
      expect(meeting).toMatchObject({ state: "final", private: true, price: 2_500, currency: "USD" });
      await member.context().close();
      await provider.context().close();
    },
    120_000,
  );
});
