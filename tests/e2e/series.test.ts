import { expect, test } from "vitest";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";
import { weeklyFormat } from "#support/weekly.ts";

const stage = browserStage({ now: "2026-03-02T09:00:00Z", demo: true });

async function scene(): Promise<Programme> {
  const made = await programme(stage.kith, { zone: "Europe/London", settings: { horizonDays: 120 } });
  await weeklyFormat(stage.kith, made);
  const other = await stage.kith.person(made.community);
  await meeting(stage.kith, made, { at: "2026-03-31T09:00Z", member: other.id });
  return made;
}

const windows = usualWindows("phone light", "phone dark, no script", "desktop dark");

test.each(windows)(
  "a member books nine of ten weeks and cancels the rest of them: %s",
  async (name, looks) => {
    const { community, member } = await scene();
    const page = await stage.open(member, looks);
    const at = (step: string) => expectGood(page, `series-${step}-${name}`);
    const heading = (text: string) => page.getByRole("heading", { level: 1, name: text }).waitFor();

    await page.goto(community.base);
    await page.getByRole("link", { name: /Every week/ }).click();
    await page
      .getByRole("link", { name: /Talia K/ })
      .first()
      .click();
    await heading("Pick a time");
    await page.getByText("Step 3 of 7").waitFor();
    await at("0-times");
    await page.getByRole("link", { name: /^Tuesday 17 March/ }).click();
    await page.getByRole("link", { name: "Tuesday 17 March 10:00" }).click();
    await page.getByRole("link", { name: "Select Talia K" }).click();
    await page.getByRole("link", { name: /Video room/ }).click();
    await heading("How often?");
    await at("1-question");
    await page.getByLabel("For how many weeks?").selectOption("10");
    await page.getByRole("button", { name: "See the dates" }).click();
    await page.getByRole("heading", { name: "9 of 10 dates are free" }).waitFor();
    await page.getByText("This time is taken.").waitFor();
    await at("2-dates");
    await page.getByRole("link", { name: "Go on with these 9" }).click();
    await heading("Topic");
    await page.getByText("Step 7 of 7").waitFor();
    await page.getByLabel("What about?").fill("Getting through the term");
    await page.getByRole("button", { name: "Continue" }).click();
    await heading("Is everything right?");
    await at("3-review");
    await page.getByRole("button", { name: "Confirm" }).click();
    await heading("Meeting with Talia K");
    await page.getByText("1 of 9").waitFor();
    await page.getByText("All 9 Meetings").click();
    await at("4-meeting");
    await page.getByRole("link", { name: "Tue 7 Apr, 10:00–10:30" }).click();
    await page.getByText("3 of 9").waitFor();
    await page.getByRole("link", { name: "Cancel this and the rest" }).click();
    await heading("Cancel this Meeting and the rest?");
    await page.getByRole("heading", { name: "These 7 are cancelled" }).waitFor();
    await at("5-cancel");
    await page.getByRole("button", { name: "Yes, cancel these 7" }).click();
    await page.getByRole("status").getByText("They are cancelled.").waitFor();
    await at("6-cancelled");
    const left = await stage.kith.inside(community, (trx) =>
      trx
        .selectFrom("meetings")
        .select("id")
        .where("state", "=", "final")
        .where("series_id", "is not", null)
        .execute(),
    );
    expect(left).toHaveLength(2);
  },
);
