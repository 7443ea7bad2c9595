import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import type { TestPerson } from "#support/app.ts";
import { connected } from "#support/connecting.ts";
import { meeting } from "#support/meetings.ts";
import { programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

/** A provider who has begun: some meetings, two connections, goals of which one is reached. */
async function begun(): Promise<{ talia: TestPerson; path: string }> {
  const { kith } = stage;
  const made = await programme(kith);
  const [talia] = made.providers;
  if (!talia) throw new Error("a programme has a provider");
  const path = `${made.community.base}/dashboard/points`;
  const client = await kith.signIn(talia);
  for (const goal of ["connected:1", "alone_weeks:5", "bio:1"])
    await client.post(`${path}/goals`, { goal, key: newId() });
  for (const day of ["2026-02-10", "2026-02-17", "2026-02-24"])
    await meeting(kith, made, { at: `${day}T10:00Z` });
  await connected(kith, made.community, [talia, made.member]);
  await kith.inside(made.community, (trx) =>
    trx
      .updateTable("providers")
      .set({ greeting: "Hello", qualification: "A course" })
      .where("person_id", "=", talia.id)
      .execute(),
  );
  return { talia, path };
}

test.each(usualWindows("phone light", "phone dark", "desktop light", "desktop dark"))(
  "the points of somebody who has begun are in order for axe and fit: %s",
  async (name, look) => {
    const { talia, path } = await begun();
    const page = await stage.open(talia, look);
    await page.goto(path);
    await page.getByText("Done on Mon 2 Mar").waitFor();
    await expectGood(page, `points-${name}`);
  },
);

test.each(usualWindows("phone dark", "desktop light"))(
  "the points on the dashboard lead to their page and back: %s",
  async (name, look) => {
    const { talia, path } = await begun();
    const page = await stage.open(talia, look);
    await page.goto(path);
    await page.getByRole("main").getByRole("link", { name: "Dashboard" }).click();
    await page.getByText("3 of 5", { exact: true }).waitFor();
    await expectGood(page, `points-section-${name}`);
    await page.getByRole("link", { name: "Points, rules and goals" }).click();
    await page.getByRole("heading", { name: "Your points", level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Dashboard", level: 1 }).waitFor();
  },
);

test.each([
  ["with", true],
  ["without", false],
])("a goal is chosen from a rule and taken off again by keyboard alone, %s script", async (name, script) => {
  const { kith } = stage;
  const made = await programme(kith);
  const page = await stage.open(made.providers[0] ?? made.member, {
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: script,
  });
  await page.goto(`${made.community.base}/dashboard/points`);
  await expectGood(page, `points-new-${name}-script`);
  const rule = page.getByRole("link", { name: "Make it a goal A week with a 1:1 Meeting" });
  await rule.focus();
  await page.keyboard.press("Enter");
  const select = page.getByLabel("Add a goal");
  await page.waitForURL(/goal=alone_weeks:1#pick/);
  expect(await select.inputValue()).toBe("alone_weeks:1");
  await select.focus();
  // The first opens the list.
  for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  expect(await select.inputValue()).toBe("alone_weeks:3");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("It is on your list.").waitFor();
  await page.getByText("0 of 3", { exact: true }).waitFor();
  await page.getByText("On your list", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Take off the list Give 1:1 Meetings in 3 weeks" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("It is off your list.").waitFor();
});
