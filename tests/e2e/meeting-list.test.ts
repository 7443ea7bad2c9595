import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import { desktop, phone } from "#support/browser.ts";
import { leave, seat } from "#support/metrics.ts";
import { another, gathering, guestsOf } from "#support/places.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

interface Scene {
  readonly base: string;
  readonly host: TestPerson;
}

/** Somebody who gave sixty meetings, which is more than a page of the list. */
async function scene(): Promise<Scene> {
  const { kith } = stage;
  const first = await gathering(kith, { at: "2026-01-01T10:00Z", seats: 9 });
  const people = (await guestsOf(kith, first, 5)).map(({ person }) => person);
  await seat(kith, first, people, "attended");
  for (let n = 1; n < 60; n++) {
    const at = Temporal.Instant.from("2026-01-01T10:00Z").add({ hours: n * 24 });
    const meeting = await another(kith, first, { at: String(at), seats: 9 });
    await seat(kith, meeting, people.slice(0, n % 5), "attended");
    await seat(kith, meeting, people.slice(n % 5, (n % 5) + 1), "no_show");
    if (n % 20 === 19) await leave(kith, meeting, "cancelled");
  }
  await kith.inside(first.community, async (trx) => {
    const names = [
      "Walking talk",
      "Sleep without worry",
      "Starting over after a hard year, slowly and together",
    ];
    for (const [i, name] of names.entries())
      await trx
        .updateTable("meetings")
        .set({
          name,
          topic: ["Rest", "Sleep", "Change"][i] ?? "",
          focus: ["", "Evening habits", "First steps"][i] ?? "",
        })
        .where("starts_at", "=", Temporal.Instant.from("2026-01-01T10:00Z").add({ hours: 24 * (50 + i) }))
        .execute();
  });
  kith.clock.set("2026-03-20T09:00:00Z");
  return { base: first.community.base, host: first.host };
}

const looks = usualWindows("phone light", "phone dark", "desktop light", "desktop dark", "phone, no script");

let here: Scene;
beforeAll(async () => {
  here = await scene();
});

test.each(looks)("the list and a meeting's data are in order for axe and fit: %s", async (name, look) => {
  const page = await stage.open(here.host, look);
  const days = "from=2026-02-16&until=2026-02-22";
  expect((await page.goto(`${here.base}/dashboard/metrics/meetings?${days}`))?.status()).toBe(200);
  await page.getByText("1 to 7 of 7").waitFor();
  await expectGood(page, `meeting-list-${name}`);
  await page.getByRole("link", { name: "Sleep without worry" }).click();
  await page.getByRole("heading", { name: "Who had a place" }).waitFor();
  await expectGood(page, `meeting-data-${name}`);
});

const scrolled = (page: Page): Promise<number> => page.evaluate(() => Math.round(scrollY));

test("back and forward through dashboard, tabs, search and a row keep what was shown and where one was", async () => {
  const page = await stage.open(here.host, { viewport: desktop });
  await page.goto(`${here.base}/dashboard`);
  await page.getByRole("link", { name: "Metrics" }).click();
  await page.getByRole("link", { name: "Meeting List" }).click();
  await page.getByRole("link", { name: "Participants" }).click();
  await page.locator("th[aria-sort=descending]", { hasText: "Participants" }).waitFor();
  await page.getByLabel("Search your meetings").fill("beginning");
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/q=beginning/);
  const list = page.url();
  expect(list).toContain("sort=participants");
  const row = page.getByRole("rowheader").nth(40);
  await row.scrollIntoViewIfNeeded();
  const depth = await scrolled(page);
  expect(depth).toBeGreaterThan(300);
  await row.getByRole("link").click();
  await page.getByRole("heading", { name: "Who had a place" }).waitFor();

  await page.goBack();
  await page.getByRole("table").waitFor();
  expect(page.url()).toBe(list);
  expect(await page.getByLabel("Search your meetings").inputValue()).toBe("beginning");
  await expect.poll(() => scrolled(page), { timeout: 10_000 }).toBe(depth);
  await page.goForward();
  await page.getByRole("heading", { name: "Who had a place" }).waitFor();
  for (const shown of [/q=beginning/, /sort=participants/, /metrics\/meetings$/, /metrics$/, /dashboard$/]) {
    await page.goBack();
    await page.waitForURL(shown);
  }
  await page.getByRole("heading", { level: 1, name: "Dashboard" }).waitFor();
});

test("a day is looked for, and the list ordered, by keyboard alone", async () => {
  const page = await stage.open(here.host, { viewport: phone });
  await page.goto(`${here.base}/dashboard/metrics/meetings`);
  await page.getByLabel("On this day, or from").focus();
  await page.keyboard.type("02202026");
  await page.keyboard.press("Enter");
  await page.waitForURL(/from=2026-02-20/);
  await page.getByRole("rowheader", { name: "Walking talk" }).waitFor();
  expect(await page.getByRole("rowheader").count()).toBe(1);
  await page.getByRole("link", { name: "Reset" }).press("Enter");
  await page.getByText("1 to 50 of 57").waitFor();
  await page.getByRole("link", { name: "Name" }).press("Enter");
  await page.waitForURL(/sort=name/);
  expect(await page.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe("ascending");
});
