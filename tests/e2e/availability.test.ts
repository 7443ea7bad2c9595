import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import type { TestPerson } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage({ now: "2026-03-02T09:00:00Z" });

let scene: Programme;
let talia: TestPerson;
let coordinator: TestPerson;
let root: string;

beforeAll(async () => {
  // Mondays and Tuesdays from 9 to 12, and a night in which the clocks are changed.
  const hours = [
    [1, 540, 720],
    [2, 540, 720],
    [0, 0, 300],
  ] as const;
  scene = await programme(stage.kith, { providers: 2, hours });
  const [first] = scene.providers;
  if (!first) throw new Error("there is no provider");
  talia = first;
  coordinator = await stage.kith.person(scene.community, { roles: ["coordinator"] });
  root = `${scene.community.base}/availability`;
  await meeting(stage.kith, scene, { at: "2026-03-09T10:00Z" });
  await meeting(stage.kith, scene, { at: "2026-03-12T15:00Z", state: "pending" });
  const own = { community_id: scene.community.id, id: newId() };
  const [from_date, until_date] = [
    Temporal.PlainDate.from("2026-03-13"),
    Temporal.PlainDate.from("2026-03-14"),
  ];
  await stage.kith.inside(scene.community, async (trx) => {
    await trx
      .insertInto("closings")
      .values({ ...own, name: "Spring break", from_date, until_date })
      .execute();
    const off = {
      ...own,
      provider_id: talia.id,
      from_date: Temporal.PlainDate.from("2026-03-10"),
      note: "With the family",
    };
    await trx
      .insertInto("hour_exceptions")
      .values({ ...off, until_date: off.from_date })
      .execute();
  });
});

const storedHours = () =>
  stage.kith.inside(scene.community, (trx) =>
    trx.selectFrom("weekly_hours").select("id").where("provider_id", "=", talia.id).execute(),
  );

test.each(usualWindows("desktop light", "phone dark"))(
  "every page about hours can be read, reached and fits: %s",
  async (name, looks) => {
    const panel = `${scene.community.base}/admin`;
    const about = `service=${scene.generic}&format=${scene.format}&from=2026-03-09`;
    const pages: [TestPerson, string][] = [
      [talia, `${root}?week=2026-03-09`],
      [talia, `${root}?week=2026-03-29`],
      [talia, `${root}?week=2026-10-25`],
      [talia, `${root}/hours/new`],
      [talia, `${root}/exceptions/new`],
      [talia, `${root}/rules`],
      [coordinator, `${root}?provider=${talia.id}`],
      [coordinator, `${panel}/why?${about}&until=2026-03-15`],
      [coordinator, `${panel}/why?${about}&time=09:30`],
      [coordinator, `${panel}/closings`],
      [coordinator, `${panel}/closings/new`],
    ];
    const windows = new Map([
      [talia, await stage.open(talia, looks)],
      [coordinator, await stage.open(coordinator, looks)],
    ]);
    for (const [person, path] of pages) {
      const page = windows.get(person);
      if (!page) throw new Error("nobody looks");
      expect((await page.goto(path))?.status(), path).toBe(200);
      await expectGood(page, `${name} ${path.replace(scene.community.base, "")}`);
    }
  },
);

/** Presses at one place, moves on to another, and lets go. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error("it is not to be seen");
  return box;
}

/** So that the whole of a week can be drawn upon. */
const tall = { viewport: { width: 1280, height: 1600 } };

/** Height of an hour on the week. */
const hour = 48;

test("hours are drawn on the week, moved to another day, stretched, and stored by the form alone", async () => {
  const page = await stage.open(talia, tall);
  const week = `${root}?week=2026-03-16`;
  const filledIn = async () => ({
    days: await page.locator("[name=days]:checked, select[name=days]").inputValue(),
    start: await page.inputValue("[name=start]"),
    end: await page.inputValue("[name=end]"),
  });
  const before = await storedHours();

  await page.goto(week);
  const thursday = await boxOf(page.locator("[data-weekday='4']"));
  const top = { x: thursday.x + 30, y: thursday.y + 10 * hour + 5 };
  await drag(page, top, { x: top.x, y: top.y + 2 * hour });
  await page.waitForURL(/\/hours\/new/);
  expect(await filledIn()).toEqual({ days: "4", start: "10:00", end: "12:30" });

  await page.goto(week);
  const monday = await boxOf(page.locator("[data-weekday='1'] a[data-start]"));
  const held = { x: monday.x + 40, y: monday.y + hour };
  await drag(page, held, { x: thursday.x + 40, y: held.y + hour });
  await page.waitForURL(/\/hours\/[0-9a-f-]{36}/);
  expect(await filledIn()).toEqual({ days: "4", start: "10:00", end: "13:00" });

  // Back on the week, the block leads to the hours as they are.
  await page.goBack();
  await page.locator("[data-weekday='1'] a[data-start]").click();
  await page.waitForURL(/\/hours\/[0-9a-f-]{36}$/);
  expect(await filledIn()).toEqual({ days: "1", start: "09:00", end: "12:00" });

  await page.goto(week);
  const foot = { x: monday.x + 40, y: monday.y + monday.height - 2 };
  await drag(page, foot, { x: foot.x, y: foot.y + hour });
  await page.waitForURL(/end=13/);
  expect(await filledIn()).toEqual({ days: "1", start: "09:00", end: "13:00" });
  expect(await storedHours()).toEqual(before);

  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(root);
  await page.getByText("Monday, 09:00–13:00").first().waitFor();
  expect(await storedHours()).toEqual(before);
});

test("a drawing is dropped by Escape, and a week with a change of clocks is not drawn upon", async () => {
  const page = await stage.open(talia, tall);
  await page.goto(`${root}?week=2026-03-16`);
  const day = await boxOf(page.locator("[data-weekday='5']"));
  await page.mouse.move(day.x + 30, day.y + 100);
  await page.mouse.down();
  await page.mouse.move(day.x + 30, day.y + 200, { steps: 4 });
  expect(await page.locator("[data-drawn]").count()).toBe(1);
  await page.keyboard.press("Escape");
  expect(await page.locator("[data-drawn]").count()).toBe(0);
  await page.mouse.up();
  expect(page.url()).toContain("week=2026-03-16");

  await page.goto(`${root}?week=2026-03-29`);
  await drag(page, { x: day.x + 30, y: day.y + 100 }, { x: day.x + 30, y: day.y + 200 });
  expect(page.url()).toContain("week=2026-03-29");
});

test("hours are entered with a keyboard alone, without script", async () => {
  const page = await stage.open(talia, { javaScriptEnabled: false });
  await page.goto(root);
  await page.locator("section[aria-labelledby=weekly-hours] a", { hasText: "Add hours" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/hours\/new/);
  await page.getByRole("checkbox", { name: "Saturday" }).focus();
  await page.keyboard.press("Space");
  await page.getByLabel("From").focus();
  await page.keyboard.type("0230PM");
  await page.getByLabel("To", { exact: true }).focus();
  await page.keyboard.type("0400PM");
  await page.keyboard.press("Enter");
  await page.waitForURL(root);
  await page.getByText("Saturday, 14:30–16:00").first().waitFor();
});
