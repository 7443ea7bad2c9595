import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import type { TestPerson } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { published, type Reviewing, reviewing } from "#support/reviews.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

interface Scene extends Reviewing {
  readonly coordinator: TestPerson;
}

let made: Promise<Scene> | undefined;

/** A provider on the premium plan with four published reviews, earnings of some months and a meeting to come, on Monday, 23 March 2026. */
function scene(): Promise<Scene> {
  made ??= makeScene();
  return made;
}

async function makeScene(): Promise<Scene> {
  const { kith } = stage;
  const here = await reviewing(kith, 4);
  const { community, talia } = here;
  const coordinator = await kith.person(community, {
    roles: ["coordinator"],
    firstName: "Cora",
    lastName: "Vale",
  });
  await published(kith, here);
  await meeting(kith, here, { at: "2026-03-24T10:00Z" });
  const client = await kith.signIn(coordinator);
  await client.post(`${community.base}/admin/providers/${talia.id}/premium`, { premium: "on" });
  const given = await meeting(kith, here, { at: "2026-03-12T10:00Z" });
  await kith.inside(community, async (trx) => {
    for (const [paid, amount, back] of [
      ["2025-11-20", 40_000, null],
      ["2026-01-12", 123_450, "2026-02-20"],
      ["2026-01-30", 45_000, null],
      ["2026-03-02", 64_500, null],
      ["2026-03-10", 30_000, null],
    ] as const) {
      const id = newId();
      const at = (day: string) => Temporal.Instant.from(`${day}T10:00:00Z`);
      await trx
        .insertInto("payments")
        .values({
          community_id: community.id,
          id,
          meeting_id: given,
          payer_id: here.member.id,
          payee_id: talia.id,
          method: "card",
          reference: id,
          amount,
          currency: "USD",
          fee: amount === 30_000 ? null : Math.round(amount * 0.03),
          paid_at: at(paid),
          refunded_at: back && at(back),
          refund_amount: back && amount,
          created_at: at(paid),
        })
        .execute();
    }
  });
  return { ...here, coordinator };
}

test.each(usualWindows("phone light", "phone dark", "desktop light", "desktop dark"))(
  "the dashboard and what was earned are in order for axe and fit: %s",
  async (name, look) => {
    const { community, talia, coordinator } = await scene();
    const page = await stage.open(talia, look);
    const pages = [
      ["hub", "/dashboard"],
      ["earnings", "/dashboard/earnings"],
      ["month", "/dashboard/earnings/2026-03"],
    ] as const;
    const all = name === "phone dark" || name === "desktop light";
    for (const [shown, path] of all ? pages : pages.slice(0, 1)) {
      expect([shown, (await page.goto(`${community.base}${path}`))?.status()]).toEqual([shown, 200]);
      await expectGood(page, `dashboard ${shown} ${name}`);
    }
    if (name !== "desktop light") return;
    const panel = await stage.open(coordinator, look);
    await panel.goto(`${community.base}/admin/providers/${talia.id}`);
    await panel.getByRole("button", { name: "Take off the premium plan" }).waitFor();
    await expectGood(panel, `dashboard panel ${name}`);
  },
);

test("the number of reviews opens them over the dashboard, and its X and Escape close them", async () => {
  const { community, talia } = await scene();
  const page = await stage.open(talia);
  await page.goto(`${community.base}/dashboard`);
  const number = page.getByRole("link", { name: "Read 4 reviews" });
  expect(await number.textContent()).toBe("(4)");
  const popup = page.getByRole("dialog");
  await number.click();
  await popup.getByText("Words number 0").waitFor();
  expect(await popup.getByText("5 stars").count()).toBeGreaterThan(0);
  const cross = await popup.getByRole("button", { name: "Close" }).boundingBox();
  const box = await popup.boundingBox();
  if (!cross || !box) throw new Error("the pop-up is not there");
  expect(cross.x + cross.width / 2).toBeGreaterThan(box.x + box.width - 60);
  expect(cross.y).toBeLessThan(box.y + 40);
  await expectGood(page, "dashboard reviews");
  await popup.getByRole("button", { name: "Close" }).click();
  await popup.waitFor({ state: "hidden" });
  await number.press("Enter");
  await popup.getByText("Words number 0").waitFor();
  await page.keyboard.press("Escape");
  await popup.waitFor({ state: "hidden" });
  expect(new URL(page.url()).pathname).toBe(`${community.base}/dashboard`);
});

test("from the metrics and from a month the browser's Back leads to where one was, with its scroll", async () => {
  const { community, talia } = await scene();
  const page = await stage.open(talia, { viewport: { width: 390, height: 500 } });
  await page.goto(`${community.base}/dashboard`);
  const top = () => page.evaluate(() => Math.round(scrollY));
  const metrics = page.getByRole("link", { name: "Metrics", exact: true });
  await metrics.evaluate((link) => link.scrollIntoView({ block: "center" }));
  const before = await top();
  expect(before).toBeGreaterThan(100);
  await metrics.click();
  await page.getByRole("heading", { name: "Metrics" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "My contributions" }).waitFor();
  await expect.poll(top).toBe(before);
  await page.getByRole("link", { name: "All months" }).click();
  await page.getByRole("link", { name: "2025", exact: true }).click();
  await page.getByRole("link", { name: "November 2025" }).click();
  await page.getByRole("heading", { name: "Monies earned in November 2025" }).waitFor();
  await page.goBack();
  await page.waitForURL(/earnings\?year=2025$/);
  await page.goBack();
  await page.goBack();
  await page.waitForURL(/\/dashboard$/);
  await page.getByRole("heading", { name: "My contributions" }).waitFor();
});

test("without script the number leads to a page of the reviews, and the years to theirs", async () => {
  const { community, talia } = await scene();
  const page = await stage.open(talia, { javaScriptEnabled: false });
  await page.goto(`${community.base}/dashboard`);
  await page.getByRole("link", { name: "Read 4 reviews" }).click();
  await page.getByText("Words number 0").waitFor();
  await page.getByRole("link", { name: "Back" }).click();
  await page.getByRole("link", { name: "All months" }).click();
  await page.getByRole("link", { name: "2025", exact: true }).click();
  await page.getByRole("rowheader", { name: "2025 in all" }).waitFor();
});
