import { describe, expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import { desktop, phone } from "#support/browser.ts";
import { meeting } from "#support/meetings.ts";
import { type Agreed, agreed, scheduled } from "#support/scheduling.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage({ demo: true });

const windows = usualWindows(
  "phone light",
  "phone dark, no script",
  "desktop light, no script",
  "desktop dark",
);

/** Two who agreed, of whom the member reads times in New York, and a meeting of the provider's at ten on the day. */
async function scene(): Promise<Agreed> {
  const pair = await agreed(stage.kith, { price: "12.50", subject: "Somebody who knows what panic is" });
  const { scene: programme } = pair.on;
  await stage.kith.platform.db
    .updateTable("accounts")
    .set({ zone: "America/New_York" })
    .where("id", "=", programme.member.accountId ?? "")
    .execute();
  const ben = await stage.kith.person(programme.community, { firstName: "Ben", lastName: "Okri" });
  await meeting(stage.kith, programme, { at: "2026-03-05T10:00Z", member: ben.id });
  return pair;
}

const providerOf = ({ on }: Agreed): TestPerson => {
  const [provider] = on.people;
  if (!provider) throw new Error("there is a provider");
  return provider;
};

describe("the provider schedules, in both zones, and is told what stands against a time", () => {
  test.each(windows)("%s", async (name, looks) => {
    const pair = await scene();
    const page = await stage.open(providerOf(pair), looks);
    const at = (step: string) => expectGood(page, `scheduling-${step}-${name}`);
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

    const theirs = await stage.open(pair.on.scene.member, looks);
    await theirs.goto(page.url());
    await theirs.getByText("The proposal said $12.50.").waitFor();
    await theirs.getByRole("link", { name: "Pay $20.00" }).waitFor();
    await expectGood(theirs, `scheduling-6-member-${name}`);
    await theirs.getByRole("link", { name: "Cancel" }).click();
    await theirs.getByText("Nothing has been paid yet").waitFor();
    await expectGood(theirs, `scheduling-7-cancel-${name}`);
  });
});

test("the form can be filled in and sent by keyboard alone", async () => {
  const pair = await agreed(stage.kith);
  const page = await stage.open(providerOf(pair), { viewport: desktop });
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
});

test("the provider moves it, and the other one's open page says so by itself or when it is loaded again", async () => {
  const pair = await agreed(stage.kith);
  const id = await scheduled(pair, { date: "2026-03-05", time: "11:00" });
  const looks = { viewport: phone };
  const page = await stage.open(providerOf(pair), looks);
  const theirs = await stage.open(pair.on.scene.member, looks);
  await theirs.goto(`${pair.base}/meetings/${id}`);
  await page.goto(`${pair.base}/meetings/${id}`);
  await page.getByRole("link", { name: "Choose another time" }).click();
  await page.getByLabel("Time", { exact: true }).fill("14:30");
  await page.getByText("Thu 5 Mar, 14:30–15:00").first().waitFor();
  await expectGood(page, "scheduling-8-move-phone");
  await page.getByRole("button", { name: "Move it" }).click();
  await page.getByText("It is moved.", { exact: false }).waitFor();
  await expectGood(page, "scheduling-9-moved-phone");
  await theirs.reload();
  await theirs.getByText("Thu 5 Mar, 14:30–15:00").first().waitFor();
});
