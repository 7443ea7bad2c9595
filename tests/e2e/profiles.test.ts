import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { optionsOf } from "#features/options/queries.ts";
import type { TestPerson } from "#support/app.ts";
import { phone, picture } from "#support/browser.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

interface Scene extends Programme {
  talia: TestPerson;
  coordinator: TestPerson;
  /** The page of a meeting of Talia and the member. */
  meeting: string;
}

async function scene(): Promise<Scene> {
  const made = await programme(stage.kith, { providers: 2 });
  const [talia] = made.providers;
  if (!talia) throw new Error("a programme has a provider");
  const id = await meeting(stage.kith, made, { at: "2026-03-03T10:00Z" });
  const coordinator = await stage.kith.person(made.community, { roles: ["coordinator"] });
  return { ...made, talia, coordinator, meeting: `${made.community.base}/meetings/${id}` };
}

/** Presses Tab until the keyboard stands on something whose words these are. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const here = document.activeElement;
      const label = here instanceof HTMLInputElement ? here.labels?.[0]?.textContent : here?.textContent;
      return label?.trim() ?? "";
    });
    if (at.startsWith(words)) return;
  }
  throw new Error(`the keyboard never came to ${words}`);
}

const looks = usualWindows("phone light", "phone dark", "desktop light", "desktop dark");

test.each(looks)(
  "profile, lists, settings and blocking are in order for axe and fit: %s",
  async (name, look) => {
    const at = await scene();
    const { base } = at.community;
    const [option] = await stage.kith.inside(at.community, (trx) => optionsOf(trx, "experience"));
    const visits: [string, TestPerson, string][] = [
      ["profile", at.talia, `${base}/profile`],
      ["staff-profile", at.coordinator, `${base}/admin/providers/${at.talia.id}/profile`],
      ["lists", at.coordinator, `${base}/admin/lists`],
      ["option", at.coordinator, `${base}/admin/lists/${option?.id}`],
      ["settings", at.coordinator, `${base}/admin/settings`],
      ["meeting", at.member, at.meeting],
      ["block", at.member, `${base}/people/${at.talia.id}/block`],
      ["blocked-nobody", at.member, `${base}/blocked`],
    ];
    for (const [shown, person, path] of visits) {
      const page = await stage.open(person, look);
      expect([shown, (await page.goto(path))?.status()]).toEqual([shown, 200]);
      await expectGood(page, `profiles-${shown}-${name}`);
    }
    const member = await stage.open(at.member, look);
    await member.goto(`${base}/people/${at.talia.id}/block`);
    await member.getByRole("button", { name: "Block Talia K" }).click();
    await member.getByText("Since Mon 2 Mar").waitFor();
    await expectGood(member, `profiles-blocked-${name}`);
  },
);

test.each([
  ["with", true],
  ["without", false],
])(
  "a provider tells about themself and a member reads it, %s JavaScript",
  async (name, javaScriptEnabled) => {
    const at = await scene();
    const talia = await stage.open(at.talia, { viewport: phone, javaScriptEnabled });
    await talia.goto(at.community.base);
    await talia.getByText("More", { exact: true }).click();
    await talia.getByRole("link", { name: "Your profile" }).click();
    await talia.getByLabel("About you").fill("I began again.");
    await talia.getByRole("group", { name: "What you know from your own life" }).getByText("Choose").click();
    await talia.getByLabel("Homesickness").check();
    await talia.getByLabel("Gender").selectOption({ label: "Woman" });
    await talia.getByRole("button", { name: "Save" }).click();
    await talia.getByText("Your profile is saved.").waitFor();
    expect(await talia.getByLabel("Homesickness").isChecked()).toBe(true);

    const member = await stage.open(at.member, { viewport: phone, javaScriptEnabled });
    await member.goto(`${at.community.base}/book/${at.format}/${at.generic}/2026-03-04T10:00Z`);
    await member.getByText("Talia K", { exact: true }).first().click();
    await member.getByText("I began again.").waitFor();
    await member.getByText("Homesickness").waitFor();
    await picture(member, `profiles-card-${name}`);
  },
);

test.each([
  ["with", true],
  ["without", false],
])(
  "a member blocks somebody from their meeting and takes it back, by keyboard alone, %s JavaScript",
  async (_name, javaScriptEnabled) => {
    const at = await scene();
    const page = await stage.open(at.member, { javaScriptEnabled });
    await page.goto(at.meeting);
    await tabTo(page, "Block Talia K");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Block Talia K?" }).waitFor();
    await tabTo(page, "Block Talia K");
    await page.keyboard.press("Enter");
    await page.getByText("Blocked. You and they do not find each other").waitFor();
    await page.goto(at.meeting);
    await page.getByText("cancelled").first().waitFor();

    await page.goto(`${at.community.base}/blocked`);
    await tabTo(page, "Unblock");
    await page.keyboard.press("Enter");
    await page.getByText("You have blocked nobody").waitFor();
  },
);

test.each([
  ["with", true],
  ["without", false],
])("a coordinator edits a list and the settings, %s JavaScript", async (_name, javaScriptEnabled) => {
  const at = await scene();
  const { base } = at.community;
  const page = await stage.open(at.coordinator, { javaScriptEnabled });
  await page.goto(`${base}/admin/lists`);
  await page.getByLabel("Another lived experience").fill("Twins");
  await page.locator("#list-experience").getByRole("button", { name: "Add" }).click();
  await page.getByText("Added, at the end of the list.").waitFor();
  await page.getByRole("button", { name: "Move Twins up" }).click();
  await page.getByRole("button", { name: "Move Twins down" }).and(page.locator(":enabled")).waitFor();
  await page.getByRole("link", { name: "Twins" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Being a twin");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Being a twin" }).click();
  await page.getByRole("button", { name: "Archive" }).click();
  await page.getByText("Archived. You can restore it any time.").waitFor();
  const offered = await stage.kith.inside(at.community, (trx) => optionsOf(trx, "experience"));
  expect(offered.map((option) => option.name)).not.toContain("Being a twin");

  await page.goto(`${base}/admin/settings`);
  await page.getByLabel("Meetings can have a price").uncheck();
  await page.getByLabel("Currency").selectOption("KWD");
  const answer = page.getByRole("group", { name: "A request should have an answer within" });
  await answer.getByRole("textbox").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await answer.getByText("Please fill this in.").waitFor();
  expect(await page.getByLabel("Currency").inputValue()).toBe("KWD");
  await answer.getByRole("textbox").fill("3");
  await answer.getByRole("combobox").selectOption("hours");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The settings hold from now on.").waitFor();
  const { settings } = await stage.kith.inside(at.community, (trx) =>
    trx
      .selectFrom("communities")
      .select("settings")
      .where("id", "=", at.community.id)
      .executeTakeFirstOrThrow(),
  );
  expect(settings).toMatchObject({
    currency: "KWD",
    answerMinutes: 180,
    modules: { requests: true, payments: false },
  });
});
