import { expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import { phone } from "#support/browser.ts";
import { leave, seat } from "#support/metrics.ts";
import { another, gathering, guestsOf } from "#support/places.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

interface Scene {
  readonly base: string;
  readonly host: TestPerson;
}

/** Somebody who gave a meeting a month for fourteen months, to eight people who came more or less. */
async function scene(): Promise<Scene> {
  const { kith } = stage;
  const first = await gathering(kith, { at: "2025-01-07T18:00Z", seats: 12 });
  const people = (await guestsOf(kith, first, 8)).map(({ person }) => person);
  const beginning = Temporal.ZonedDateTime.from("2025-01-07T19:00[Europe/London]");
  for (let n = 0; n < 14; n++) {
    const at = beginning.add({ months: n }).toInstant();
    const meeting = await another(kith, first, { at: String(at), seats: 12 });
    const came = 2 + ((n * 5) % 5);
    await seat(kith, meeting, people.slice(0, came), "attended");
    await seat(kith, meeting, people.slice(came, came + (n % 3)), n % 4 === 0 ? null : "no_show");
    if (n === 9) await leave(kith, meeting, "cancelled");
  }
  kith.clock.set("2026-03-02T09:00:00Z");
  return { base: first.community.base, host: first.host };
}

const looks = usualWindows("phone light", "phone dark", "desktop light", "desktop dark", "phone, no script");

test("the summary is in order for axe and fits, light and dark, on a phone and without script", async () => {
  const here = await scene();
  for (const [name, look] of looks) {
    const page = await stage.open(here.host, look);
    expect((await page.goto(`${here.base}/dashboard/metrics`))?.status()).toBe(200);
    await page.getByText("Show as a table").click();
    await page.getByRole("rowheader", { name: "Apr 2025" }).waitFor();
    await expectGood(page, `metrics-summary-${name}`);
    await page.context().close();
  }
});

test("other months are chosen by keyboard, and Back leads to those shown before", async () => {
  const here = await scene();
  const page = await stage.open(here.host, { viewport: phone });
  await page.goto(`${here.base}/dashboard/metrics`);
  await page.getByText("April 2025 to March 2026").waitFor();
  await page.getByRole("link", { name: "This year" }).press("Enter");
  await page.getByText("January 2026 to March 2026").waitFor();
  await page.getByLabel("From").focus();
  await page.keyboard.type("November 2025");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("November 2025 to March 2026").waitFor();
  expect(new URL(page.url()).search).toBe("?from=2025-11&to=2026-03");
  await page.goBack();
  await page.getByText("January 2026 to March 2026").waitFor();
  await page.goBack();
  await page.getByText("April 2025 to March 2026").waitFor();
});
