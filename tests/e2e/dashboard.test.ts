import { expect, test } from "vitest";
import { meeting } from "#support/meetings.ts";
import { published, type Reviewing, reviewing } from "#support/reviews.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

/** A provider with four published reviews and a meeting to come, on Monday, 23 March 2026. */
async function scene(): Promise<Reviewing> {
  const made = await reviewing(stage.kith, 4);
  await published(stage.kith, made);
  await meeting(stage.kith, made, { at: "2026-03-24T10:00Z" });
  return made;
}

test.each(usualWindows("phone light", "phone dark", "desktop light", "desktop dark"))(
  "the dashboard is in order for axe and fits: %s",
  async (name, look) => {
    const { community, talia } = await scene();
    const page = await stage.open(talia, look);
    expect((await page.goto(`${community.base}/dashboard`))?.status()).toBe(200);
    await expectGood(page, `dashboard ${name}`);
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

test("without script the number leads to a page of the reviews", async () => {
  const { community, talia } = await scene();
  const page = await stage.open(talia, { javaScriptEnabled: false });
  await page.goto(`${community.base}/dashboard`);
  await page.getByRole("link", { name: "Read 4 reviews" }).click();
  await page.getByText("Words number 0").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "My contributions" }).waitFor();
});
