import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Answering, answering, proposed, stored } from "#support/answering.ts";
import type { TestPerson } from "#support/app.ts";
import { desktop, phone } from "#support/browser.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage({ demo: true });

const scripted = usualWindows("phone light", "phone dark", "desktop light", "desktop dark");
const windows = [...scripted, ...usualWindows("phone, no script")];

/** Its pages are refreshed by themselves, so each has a moment to be in order. */
const look = (page: Page, name: string) => expectGood(page, `proposals-${name}`, { within: 5_000 });

const person = (on: Answering, place = 0): TestPerson => {
  const found = on.people[place];
  if (!found) throw new Error("there is a provider");
  return found;
};

describe("a provider writes, edits and withdraws a proposal", () => {
  test.each(windows)(
    "%s",
    async (name, looks) => {
      const script = looks.javaScriptEnabled !== false;
      const on = await answering(stage.kith);
      const page = await stage.open(person(on), looks);
      await page.goto(`${on.base}/requests/${on.request}`);
      await page.getByRole("link", { name: "Submit a proposal" }).click();
      const form = script ? page.getByRole("dialog", { name: "Submit a proposal" }) : page.locator("main");
      await form.getByLabel("How and why are you a good fit?").fill("I know these nights, and what helped.");
      await look(page, `1-form-${name}`);

      await form.getByLabel("Price in USD").fill("a lot");
      await form.getByLabel("Date of time 1").fill("2026-03-05");
      await form.getByLabel("Start of time 1").fill("10:00");
      await form.getByRole("button", { name: "Submit" }).click();
      await form.getByText("Please write an amount as in the example").waitFor();
      expect(await form.getByLabel("Date of time 1").inputValue()).toBe("2026-03-05");
      await look(page, `2-faults-${name}`);

      await form.getByLabel("Price in USD").fill("12.50");
      await form.getByRole("button", { name: "Submit" }).click();
      await page.getByRole("status").getByText("Your proposal is submitted.").waitFor();
      expect(new URL(page.url()).pathname).toBe(`${on.base}/requests/${on.request}`);
      await page.getByRole("heading", { name: "Your proposal" }).waitFor();
      expect(await page.getByRole("dialog").count()).toBe(0);
      await look(page, `3-in-place-${name}`);

      await page.getByRole("link", { name: "Edit" }).click();
      const edit = script ? page.getByRole("dialog", { name: "Edit your proposal" }) : page.locator("main");
      expect(await edit.getByLabel("Price in USD").inputValue()).toBe("12.50");
      await edit.getByLabel("Length in minutes").fill("45");
      await edit.getByRole("button", { name: "Save" }).click();
      await page.getByRole("status").getByText("Your proposal is saved.").waitFor();
      expect((await stored(stage.kith, on)).proposals[0]).toMatchObject({
        minutes: 45,
        price: 1250,
        version: 2,
      });

      await page.getByRole("link", { name: "Withdraw" }).click();
      await page.getByRole("button", { name: "Withdraw it" }).waitFor();
      await look(page, `4-withdraw-${name}`);
      await page.getByRole("button", { name: "Withdraw it" }).click();
      await page.getByRole("status").getByText("Your proposal is withdrawn.").waitFor();
      await page.getByRole("link", { name: "Submit a proposal" }).waitFor();
    },
    60_000,
  );
});

describe("a member compares, declines and accepts", () => {
  test.each(windows)(
    "%s",
    async (name, looks) => {
      const on = await answering(stage.kith, { providers: 3 });
      await stage.kith.inside(on.scene.community, (trx) =>
        trx
          .updateTable("providers")
          .set({
            bio: "Ten years of panic, five of them well. I listen more than I talk, and I like to walk.",
          })
          .where("person_id", "=", person(on).id)
          .execute(),
      );
      await proposed(stage.kith, on, 0, {
        text: "I know these nights.\n\nWhat helped me was a plan on paper, and somebody who asked about it.",
        price: "12.50",
        locationId: on.scene.location,
        times: ["2026-03-05 10:00", "2026-03-06 14:00"],
      });
      await proposed(stage.kith, on, 1, { text: "Let us talk. I have time in the evenings.", minutes: "60" });
      await proposed(stage.kith, on, 2, { text: `https://example.org/${"a-long-address/".repeat(12)}` });
      const page = await stage.open(on.scene.member, looks);
      await page.goto(`${on.base}/requests/${on.request}`);
      await look(page, `5-compare-${name}`);

      await page.getByRole("link", { name: "Decline from Provider2 K" }).click();
      await page.getByRole("button", { name: "Decline it" }).waitFor();
      await look(page, `6-decline-${name}`);
      await page.getByRole("button", { name: "Decline it" }).click();
      await page.getByRole("status").getByText("The proposal is declined.").waitFor();

      await page.getByLabel("Fri 6 Mar, 14:00–14:30").check();
      await page.getByRole("button", { name: "Accept this proposal from Talia K" }).click();
      await page.getByRole("status").getByText("You accepted this proposal.").waitFor();
      await page.getByText("Fri 6 Mar, 14:00–14:30").waitFor();
      await page.getByLabel("Write a message").waitFor();
      await look(page, `7-accepted-${name}`);
      const { request, meetings } = await stored(stage.kith, on);
      expect([request.state, meetings.length]).toEqual(["accepted", 1]);
      await page.context().close();

      const host = await stage.open(person(on), looks);
      await host.goto(`${on.base}/proposals/${meetings[0]?.proposal_id}`);
      await host.getByRole("link", { name: "Fri 6 Mar, 14:00–14:30" }).waitFor();
      expect(await host.getByRole("link", { name: "Schedule Meeting" }).count()).toBe(0);
      await look(host, `8-provider-${name}`);
    },
    60_000,
  );
});

test("what changed since it was read is said before it can be accepted", async () => {
  const looks = { viewport: phone, colorScheme: "light" } as const;
  const on = await answering(stage.kith);
  const id = await proposed(stage.kith, on, 0, { text: "As it was.", price: "10" });
  const page = await stage.open(on.scene.member, looks);
  await page.goto(`${on.base}/requests/${on.request}`);
  await page.getByText("As it was.").waitFor();
  // Without a word to the page, as if it had lost its connection.
  await stage.kith.inside(on.scene.community, (trx) =>
    trx.updateTable("proposals").set({ price: 2500, version: 2 }).where("id", "=", id).execute(),
  );
  await page.getByRole("button", { name: "Accept this proposal from Talia K" }).click();
  await page.getByText("The price: $25.00 instead of $10.00").waitFor();
  await look(page, "9-changed");
  await page.getByRole("button", { name: "Accept this proposal from Talia K" }).click();
  await page.getByRole("status").getByText("You accepted this proposal.").waitFor();
}, 60_000);

test("with a keyboard alone the pop-up opens, is left, and is submitted, and the focus comes back", async () => {
  const on = await answering(stage.kith);
  const page = await stage.open(person(on), { viewport: desktop });
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
}, 60_000);

test("a new proposal appears on the member's open page, and a choice made there stays", async () => {
  const on = await answering(stage.kith);
  await proposed(stage.kith, on, 0, { times: ["2026-03-05 10:00"] });
  const page = await stage.open(on.scene.member, { viewport: desktop });
  await page.goto(`${on.base}/requests/${on.request}`);
  await page.getByLabel("Thu 5 Mar, 10:00–10:30").check();
  await proposed(stage.kith, on, 1, { text: "Here I am, too." });
  await page.getByText("Here I am, too.").waitFor();
  expect(await page.getByLabel("Thu 5 Mar, 10:00–10:30").isChecked()).toBe(true);
}, 60_000);
