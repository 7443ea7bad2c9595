import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import { phone, picture } from "#support/browser.ts";
import { optionIn, withTalia } from "#support/profiles.ts";
import { met } from "#support/reached.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage({ now: "2026-03-10T09:00:00Z" });

interface Scene {
  base: string;
  talia: TestPerson;
  member: TestPerson;
  /** The tab's address. */
  tab: string;
}

let made: Promise<Scene> | undefined;

/** A provider who met 107 people in five months, and hopes for some of them. */
function scene(): Promise<Scene> {
  made ??= set();
  return made;
}

async function set(): Promise<Scene> {
  const at = await withTalia(stage.kith);
  const { base } = at.community;
  const option = (list: Parameters<typeof optionIn>[2], name: string) => optionIn(stage.kith, at, list, name);
  const [woman, man] = [await option("gender", "Woman"), await option("gender", "Man")];
  const [african, latino] = [
    await option("ethnicity", "African"),
    await option("ethnicity", "Hispanic or Latino"),
  ];
  const [europe, caribbean] = [await option("region", "Europe"), await option("region", "Caribbean")];
  const talia = await stage.kith.signIn(at.talia);
  const hopes = { ages: ["18_24", "65_up"], genders: man, regions: [europe, caribbean], note: "" };
  await talia.post(`${base}/profile/preferences`, hopes);
  const young = { age: "18_24", gender: woman, ethnicity: latino, region: europe };
  const older = { age: "25_34", gender: man, ethnicity: african, region: caribbean };
  for (const [month, people, told] of [
    ["2025-10", 24, young],
    ["2025-11", 14, older],
    ["2025-12", 11, undefined],
    ["2026-01", 26, young],
    ["2026-02", 20, older],
    ["2026-02", 12, undefined],
  ] as const)
    await met(stage.kith, at, { at: `${month}-10T10:00Z`, people, ...(told ? { told } : {}) });
  return { base, talia: at.talia, member: at.member, tab: `${base}/dashboard/metrics/demographics` };
}

const looks = usualWindows("phone light", "phone dark", "desktop light", "desktop dark");

test.each(looks)(
  "what one tells and whom one reached are in order for axe and fit: %s",
  async (name, look) => {
    const at = await scene();
    const talia = await stage.open(at.talia, look);
    await talia.goto(at.tab);
    await talia.getByRole("img", { name: "Graph: Age." }).first().waitFor();
    await talia.getByText("Show as a table").first().click();
    await expectGood(talia, `demographics-tab-${name}`);
    const member = await stage.open(at.member, look);
    await member.goto(`${at.base}/about-you`);
    await expectGood(member, `demographics-about-you-${name}`);
  },
);

/** Presses Tab until the keyboard stands on something with these words. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    if (at.startsWith(words)) return;
  }
  throw new Error(`the keyboard never came to ${words}`);
}

test("without script, by keyboard: other months are chosen, and the figures are read as a table", async () => {
  const at = await scene();
  const page = await stage.open(at.talia, { viewport: phone, javaScriptEnabled: false });
  await page.goto(at.tab);
  await page.getByLabel("First met from").selectOption({ label: "January 2026" });
  await tabTo(page, "Show");
  await page.keyboard.press("Enter");
  await page.getByText("People whom you first met from January 2026 to February 2026.").waitFor();
  expect(new URL(page.url()).search).toBe("?from=2026-01&to=2026-02");
  await tabTo(page, "Show as a table");
  await page.keyboard.press("Enter");
  const table = page.getByRole("region", { name: "Table: Age" });
  await table.getByRole("row", { name: "25 to 34 12 to 32" }).waitFor();
  await page.goBack();
  await page.getByText("People whom you first met from October 2025 to February 2026.").waitFor();
  await picture(page, "demographics-no-script");
});

test("on paper it is dark on white with its tables open, whatever the look", async () => {
  const at = await scene();
  const page = await stage.open(at.talia, { colorScheme: "dark" });
  await page.goto(at.tab);
  await page.emulateMedia({ media: "print" });
  const colours = () =>
    page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return [style.backgroundColor, style.getPropertyValue("--chart-1").trim()];
    });
  // Colours pass over to the others, however quickly.
  await expect.poll(colours).toEqual(["rgb(255, 255, 255)", "#0072b2"]);
  expect(await page.getByRole("region", { name: "Table: Age" }).isVisible()).toBe(true);
  expect(await page.getByRole("navigation", { name: "Main" }).isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: "Show" }).isVisible()).toBe(false);
  await picture(page, "demographics-print");
});

test("a member tells of themself and takes it back, from the page about privacy", async () => {
  const at = await scene();
  const page = await stage.open(at.member, { viewport: phone });
  await page.goto(`${at.base}/privacy`);
  await page.getByRole("link", { name: "About you What you tell" }).click();
  await page.getByLabel("Age", { exact: true }).selectOption({ label: "35 to 44" });
  await page.getByLabel("Count me, without my name").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("You are counted from next month on.").waitFor();
  await page.getByRole("button", { name: "Delete what I told" }).click();
  await page.getByText("Deleted. You are not counted.").waitFor();
  expect(await page.getByLabel("Age", { exact: true }).inputValue()).toBe("");
});
