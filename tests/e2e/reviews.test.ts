import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import type { TestPerson } from "#support/app.ts";
import { phone, picture } from "#support/browser.ts";
import { at, meet, published, type Reviewing, reviewing, stored } from "#support/reviews.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

interface Scene extends Reviewing {
  readonly coordinator: TestPerson;
  /** A meeting that the member and the provider had, with a message in it. */
  readonly meeting: string;
}

/** Four published reviews with a reply, a note, an open report and a settled one, and somebody who can still write. */
async function scene(): Promise<Scene> {
  const made = await reviewing(stage.kith, 4);
  const { community, member, talia } = made;
  const coordinator = await stage.kith.person(community, {
    roles: ["coordinator"],
    firstName: "Cora",
    lastName: "Vale",
  });
  await published(stage.kith, made);
  const meeting = await meet(stage.kith, made, member, "2026-03-20T10:00Z");
  const own = { community_id: community.id };
  const [thread] = [newId()];
  await stage.kith.inside(community, async (trx) => {
    await trx
      .insertInto("threads")
      .values({ ...own, id: thread, meeting_id: meeting, last_number: 2 })
      .execute();
    const said = { ...own, thread_id: thread, created_at: stage.kith.clock.now().subtract({ hours: 60 }) };
    await trx
      .insertInto("messages")
      .values([
        { ...said, number: 1, author_id: member.id, text: "Thank you, see you on Friday." },
        { ...said, number: 2, author_id: talia.id, text: "Send me your photo first, or I will not come." },
      ])
      .execute();
  });
  const client = await stage.kith.signIn(talia);
  const [first] = await stored(stage.kith, made);
  await client.post(`${community.base}/reviews/${first?.id}/reply`, { said: "Thank you for saying so." });
  const writer = await stage.kith.signIn(member);
  await writer.post(`${community.base}/providers/${talia.id}/note`, {
    said: "The link to the room did not work.",
  });
  await writer.post(`${community.base}/report/message/${thread}.2`, {
    reason: "harassment",
    words: "She asked twice.",
  });
  await writer.post(`${community.base}/report/person/${talia.id}`, { reason: "other", words: "" });
  return { ...made, coordinator, meeting };
}

const looks = usualWindows("phone light", "phone dark", "desktop light", "desktop dark");

test.each(looks)("reviews, reports and leaving are in order for axe and fit: %s", async (name, look) => {
  const here = await scene();
  const { base } = here.community;
  const [review] = await stored(stage.kith, here);
  const [, second] = await stored(stage.kith, here);
  const reports = await stage.kith.inside(here.community, (trx) =>
    trx.selectFrom("reports").select("id").orderBy("kind").execute(),
  );
  const settled = await stage.kith.signIn(here.coordinator);
  await settled.post(`${base}/admin/reports/${reports[1]?.id}/settle`, {
    answer: "We talked to her. Thank you.",
  });
  const visits: [string, TestPerson, string][] = [
    ["reviews", here.member, `/providers/${here.talia.id}/reviews`],
    ["reviews-own", here.talia, `/providers/${here.talia.id}/reviews`],
    ["write", here.member, `/providers/${here.talia.id}/review?from=meetings`],
    ["note", here.member, `/providers/${here.talia.id}/note`],
    ["reply", here.talia, `/reviews/${second?.id}/reply`],
    ["meeting", here.member, `/meetings/${here.meeting}`],
    ["panel-reviews", here.coordinator, "/admin/reviews"],
    ["panel-notes", here.coordinator, "/admin/reviews/notes"],
    ["report-person", here.member, `/report/person/${here.talia.id}`],
    ["report-review", here.member, `/report/review/${review?.id}`],
    ["own-reports", here.member, "/reports"],
    ["panel-reports", here.coordinator, "/admin/reports"],
    ["panel-report", here.coordinator, `/admin/reports/${reports[0]?.id}`],
    ["privacy", here.member, "/privacy"],
    ["erase", here.member, "/erase"],
    ["erase-other", here.coordinator, `/admin/members/${here.member.id}/erase`],
  ];
  for (const [shown, person, path] of visits) {
    const page = await stage.open(person, look);
    expect([shown, (await page.goto(`${base}${path}`))?.status()]).toEqual([shown, 200]);
    await expectGood(page, `reviews-${shown}-${name}`);
    await page.context().close();
  }
});

test.each([
  ["with", true],
  ["without", false],
])(
  "a member reviews whom they met, and reads it when it is published, %s JavaScript",
  async (name, javaScriptEnabled) => {
    const here = await reviewing(stage.kith, 2);
    const { base } = here.community;
    const meeting = await meet(stage.kith, here, here.member, "2026-02-27T16:00Z");
    const page = await stage.open(here.member, { viewport: phone, javaScriptEnabled });
    await page.goto(`${base}/meetings/${meeting}`);
    await page.getByRole("link", { name: "Write a review" }).click();
    await page.getByRole("heading", { name: "What was it like with Talia K?" }).waitFor();
    await page.getByLabel("In your own words").fill("I could say everything.");
    await expectGood(page, `reviews-writing-${name}`);
    await page.getByLabel("4 stars").check();
    await page.getByRole("button", { name: "Give the review" }).click();
    await page.getByText("It will be shown together with others.").waitFor();
    await page.getByText("You can change it until Mon 16 Mar").waitFor();
    await page.getByRole("link", { name: "Change your review" }).click();
    await page.getByLabel("5 stars").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(async () => (await stored(stage.kith, here)).map(({ stars, text }) => [stars, text]))
      .toEqual([[5, "I could say everything."]]);

    for (const client of here.clients)
      await client.post(`${base}/providers/${here.talia.id}/review`, { stars: "4", said: "Good." });
    await at(stage.kith, "2026-03-23T09:00:00Z");
    const talia = await stage.open(here.talia, { viewport: phone, javaScriptEnabled });
    await talia.goto(`${base}/providers/${here.talia.id}/reviews`);
    await talia.getByText("3 reviews").waitFor();
    const card = talia.locator("li", { hasText: "I could say everything." });
    await card.getByRole("link", { name: "Reply" }).click();
    await talia.getByRole("textbox", { name: "Your reply" }).fill("That is good to hear.");
    await talia.getByRole("button", { name: "Reply" }).click();
    await talia.getByText("Your reply is shown below the review.").waitFor();
    await page.goto(`${base}/providers/${here.talia.id}/reviews`);
    await page.getByText("That is good to hear.").waitFor();
  },
);

test.each([
  ["with", true],
  ["without", false],
])("a member reports a message and reads the answer, %s JavaScript", async (name, javaScriptEnabled) => {
  const here = await scene();
  const { base } = here.community;
  const other = await stage.open(here.coordinator, { javaScriptEnabled });
  const page = await stage.open(here.member, { viewport: phone, javaScriptEnabled });
  await stage.kith.inside(here.community, (trx) => trx.deleteFrom("reports").execute());
  await page.goto(`${base}/meetings/${here.meeting}`);
  await page.locator("#message-2").getByRole("link", { name: "Report" }).click();
  await page.getByRole("heading", { name: "Report this message" }).waitFor();
  await page.getByLabel("Unwelcome advances or pressure").check();
  await page.getByLabel("What should the coordinators know?").fill("It is the second time.");
  await picture(page, `reviews-reporting-${name}`);
  await page.getByRole("button", { name: "Send to the coordinators" }).click();
  await page.getByText("Thank you. The coordinators have it").waitFor();
  await page.getByRole("heading", { name: "Messages" }).waitFor();

  await other.goto(`${base}/admin/reports`);
  await other.getByRole("link", { name: "A message" }).click();
  await other.getByText("It is the second time.").waitFor();
  await other.getByText("Send me your photo first").waitFor();
  expect(await other.getByText("Mina").count()).toBe(0);
  await other.getByLabel("Your answer").fill("We spoke with her, and she gives no more meetings.");
  await other.getByRole("button", { name: "Send the answer and settle" }).click();
  await other.getByText("Your answer is on its way.").waitFor();

  await page.goto(`${base}/notifications`);
  await page.getByText("The coordinators answered your report.").click();
  await page.getByText("We spoke with her, and she gives no more meetings.").waitFor();
});

test.each([
  ["with", true],
  ["without", false],
])("somebody leaves for good, %s JavaScript", async (_name, javaScriptEnabled) => {
  const here = await reviewing(stage.kith, 0);
  const page = await stage.open(here.member, { viewport: phone, javaScriptEnabled });
  await page.goto(here.community.base);
  await page.getByText("More", { exact: true }).click();
  await page.getByRole("link", { name: "Privacy and safety" }).click();
  await page.getByRole("link", { name: "Erase me from this community" }).click();
  await page.getByRole("button", { name: "Erase me" }).click();
  await page.getByText("Please tick this if you are sure.").waitFor();
  await page.getByLabel("Yes, I want this").check();
  await page.getByRole("button", { name: "Erase me" }).click();
  await page.getByText("You are erased there. Take care.").waitFor();
  const person = await stage.kith.inside(here.community, (trx) =>
    trx
      .selectFrom("people")
      .select(["first_name", "account_id"])
      .where("id", "=", here.member.id)
      .executeTakeFirst(),
  );
  expect(person).toEqual({ first_name: "Somebody who left", account_id: null });
});
