import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { keepDeadlines } from "../../deadlines.ts";

let kith: TestApp;
let scene: Programme;
let host: TestPerson;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
beforeEach(async () => {
  scene = await programme(kith);
  const [provider] = scene.providers;
  if (!provider) throw new Error("a programme has a provider");
  host = provider;
});
afterAll(() => kith?.end());

const start = "2026-03-10T10:00Z";

/** A meeting of Tuesday, 10 March, 10:00 in London, agreed on a week before unless it says otherwise. */
async function agreed(what: Partial<Parameters<typeof meeting>[2]> & { on?: string } = {}): Promise<string> {
  const { on = "2026-03-03T10:00Z", ...more } = what;
  const id = await meeting(kith, scene, { at: start, ...more });
  await kith.inside(scene.community, (trx) =>
    trx
      .updateTable("meetings")
      .set({ created_at: Temporal.Instant.from(on) })
      .where("id", "=", id)
      .execute(),
  );
  return id;
}

async function at(time: string): Promise<void> {
  kith.clock.set(time);
  await keepDeadlines(kith.platform);
  await kith.drainMail();
}

const letters = (person: TestPerson) =>
  kith.inside(scene.community, (trx) =>
    trx
      .selectFrom("mails")
      .select(["subject", "body_text", "kind"])
      .where("to_address", "=", person.email)
      .orderBy("id")
      .execute(),
  );

const count = async (): Promise<[number, number]> => [
  (await letters(host)).length,
  (await letters(scene.member)).length,
];

test("everybody in a meeting is reminded a day and an hour before, once each", async () => {
  await agreed();
  await at("2026-03-09T09:59Z");
  expect(await count()).toEqual([0, 0]);
  await at("2026-03-09T10:00Z");
  expect(await count()).toEqual([1, 1]);
  await at("2026-03-09T10:01Z");
  await at("2026-03-10T08:59Z");
  expect(await count()).toEqual([1, 1]);
  await at("2026-03-10T09:00Z");
  await at("2026-03-10T09:00Z");
  await at("2026-03-10T10:01Z");
  expect(await count()).toEqual([2, 2]);
  expect((await letters(scene.member))[0]).toMatchObject({
    kind: "reminder",
    subject: "Reminder: Tue 10 Mar, 10:00–10:30, London (GMT+0)",
    body_text: expect.stringContaining("a reminder of your Meeting with Talia K"),
  });
  expect((await letters(host))[0]?.body_text).toContain("with Mina Alvarez");
});

test("two processes that look at the same time remind nobody twice", async () => {
  for (let i = 0; i < 5; i++) await agreed({ at: `2026-03-10T1${i}:00Z` });
  kith.clock.set("2026-03-10T06:00Z");
  await Promise.all(Array.from({ length: 4 }, () => keepDeadlines(kith.platform)));
  await kith.drainMail();
  expect(await count()).toEqual([5, 5]);
});

test("what was agreed on, or moved, within the last hour is not forgotten yet", async () => {
  const late = await agreed({ on: "2026-03-09T09:30Z" });
  await at("2026-03-09T10:00Z");
  await at("2026-03-09T12:00Z");
  expect(await count()).toEqual([0, 0]);
  await kith.inside(scene.community, (trx) =>
    trx
      .insertInto("meeting_events")
      .values({
        community_id: scene.community.id,
        id: newId(),
        meeting_id: late,
        kind: "moved",
        at: Temporal.Instant.from("2026-03-10T08:30Z"),
      })
      .execute(),
  );
  await at("2026-03-10T09:00Z");
  expect(await count()).toEqual([0, 0]);
});

test("a reminder that nobody sent in time is sent late, and not any more when it makes no sense", async () => {
  await agreed();
  await at("2026-03-10T06:00Z");
  expect(await count()).toEqual([1, 1]);
  await at("2026-03-10T09:56Z");
  expect(await count()).toEqual([1, 1]);
});

test("nobody is reminded of what is not sure, is off, or was at another time", async () => {
  await agreed({ state: "pending" });
  await agreed({ at: "2026-03-10T12:00Z", state: "cancelled" });
  const moved = await agreed({ at: "2026-03-10T14:00Z" });
  const to = (at: string) =>
    kith.inside(scene.community, (trx) => {
      const starts_at = Temporal.Instant.from(at);
      const span = { starts_at, ends_at: starts_at.add({ minutes: 30 }) };
      return trx.updateTable("meetings").set(span).where("id", "=", moved).execute();
    });
  await to("2026-03-12T14:00Z");
  await at("2026-03-09T15:00Z");
  expect(await count()).toEqual([0, 0]);
  await at("2026-03-11T14:00Z");
  expect(await count()).toEqual([1, 1]);
  await to("2026-03-14T14:00Z");
  await at("2026-03-13T14:00Z");
  expect(await count()).toEqual([2, 2]);
});

test("who does not want reminders gets none, and the other gets theirs", async () => {
  await agreed();
  const { community, member } = scene;
  await kith.inside(community, (trx) =>
    trx
      .insertInto("notification_choices")
      .values({
        community_id: community.id,
        person_id: member.id,
        kind: "reminder",
        bell: false,
        mail: false,
      })
      .execute(),
  );
  await at("2026-03-09T10:00Z");
  expect(await count()).toEqual([1, 0]);
});

test("the coordinator's list of mail does not say whom a private meeting's reminder is about", async () => {
  const id = await agreed();
  await kith.inside(scene.community, (trx) =>
    trx.updateTable("meetings").set({ private: true }).where("id", "=", id).execute(),
  );
  await at("2026-03-09T10:00Z");
  expect((await letters(scene.member))[0]?.kind).toBe("private");
});
