import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { keepHouse } from "./jobs.ts";

let kith: TestApp;
let scene: Programme;
beforeAll(async () => {
  kith = await testApp();
});
beforeEach(async () => {
  scene = await programme(kith);
});
afterAll(() => kith?.end());

const ago = (time: string) => sql<Temporal.Instant>`now() - ${time}::interval`;
const ours = () => ({ community_id: scene.community.id });

/** Which of these are left, by name, after a night's work. */
async function left(table: string, key: string): Promise<string[]> {
  await keepHouse(kith.platform);
  const { rows } = await kith.inside(scene.community, (trx) =>
    sql<{ key: string }>`select ${sql.ref(key)} as key from ${sql.table(table)} order by 1`.execute(trx),
  );
  return rows.map((row) => row.key);
}

test("answers that were begun and not booked go after a day", async () => {
  const [old, fresh] = [newId(), newId()];
  const draft = {
    person_id: scene.member.id,
    format_id: scene.format,
    service_id: scene.generic,
    answers: "{}",
  };
  await kith.inside(scene.community, (trx) =>
    trx
      .insertInto("booking_drafts")
      .values([
        { ...ours(), ...draft, id: old, updated_at: ago("25 hours") },
        { ...ours(), ...draft, id: fresh, updated_at: ago("23 hours") },
      ])
      .execute(),
  );
  expect(await left("booking_drafts", "id")).toEqual([fresh]);
});

test("what keeps a second click from doing a thing again goes after a week", async () => {
  await kith.inside(scene.community, (trx) =>
    trx
      .insertInto("idempotency_keys")
      .values([
        { ...ours(), key: "old", action: "x", created_at: ago("8 days") },
        { ...ours(), key: "fresh", action: "x", created_at: ago("6 days") },
      ])
      .execute(),
  );
  expect(await left("idempotency_keys", "key")).toEqual(["fresh"]);
});

test("more than one batch goes in one night", async () => {
  await kith.inside(scene.community, (trx) =>
    sql`insert into idempotency_keys (community_id, key, action, created_at)
      select ${scene.community.id}, 'old ' || i, 'x', now() - interval '8 days' from generate_series(1, 2500) i`.execute(
      trx,
    ),
  );
  expect(await left("idempotency_keys", "key")).toEqual([]);
});

test("notices go half a year after they were read, and never unread", async () => {
  const notice = (once: string, read_at: ReturnType<typeof ago> | null) => ({
    ...ours(),
    id: newId(),
    person_id: scene.member.id,
    kind: "booked",
    once,
    message: "news",
    path: "/meetings",
    created_at: ago("2 years"),
    read_at,
  });
  await kith.inside(scene.community, (trx) =>
    trx
      .insertInto("notifications")
      .values([notice("old", ago("181 days")), notice("fresh", ago("179 days")), notice("unread", null)])
      .execute(),
  );
  expect(await left("notifications", "once")).toEqual(["fresh", "unread"]);
});

test("that somebody was reminded is forgotten a month after the meeting", async () => {
  const id = await meeting(kith, scene, { at: "2026-03-10T10:00Z" });
  const reminder = { ...ours(), meeting_id: id, at: ago("0") };
  await kith.inside(scene.community, (trx) =>
    trx
      .insertInto("reminders")
      .values([
        { ...reminder, which: "day", starts_at: ago("31 days") },
        { ...reminder, which: "hour", starts_at: ago("29 days") },
      ])
      .execute(),
  );
  expect(await left("reminders", "which")).toEqual(["hour"]);
});

const letter = (to_address: string, state: string, age: string) => ({
  id: newId(),
  to_address,
  subject: "Something new from Talia",
  body_text: "Words",
  body_html: "<p>Words</p>",
  state,
  message_id: newId(),
  created_at: ago(age),
});

test("after 90 days it stays known that a letter was sent, and no longer what it said", async () => {
  await kith.inside(scene.community, (trx) =>
    trx
      .insertInto("mails")
      .values(
        [
          letter("old", "sent", "91 days"),
          letter("failed", "failed", "91 days"),
          letter("waits", "queued", "91 days"),
          letter("fresh", "sent", "89 days"),
        ].map((row) => ({ ...ours(), ...row, kind: "message", calendar: "BEGIN:VCALENDAR" })),
      )
      .execute(),
  );
  expect(await left("mails", "to_address")).toEqual(["failed", "fresh", "old", "waits"]);
  const rows = await kith.inside(scene.community, (trx) =>
    trx
      .selectFrom("mails")
      .select(["to_address", "subject", "body_text", "body_html", "calendar", "kind"])
      .orderBy("to_address")
      .execute(),
  );
  const empty = { subject: "", body_text: "", body_html: "", calendar: null, kind: "message" };
  const whole = {
    subject: "Something new from Talia",
    body_text: "Words",
    body_html: "<p>Words</p>",
    calendar: "BEGIN:VCALENDAR",
    kind: "message",
  };
  expect(rows).toEqual([
    { to_address: "failed", ...empty },
    { to_address: "fresh", ...whole },
    { to_address: "old", ...empty },
    { to_address: "waits", ...whole },
  ]);
});

test("letters about accounts lose their words alike", async () => {
  const { db } = kith.platform;
  await db
    .insertInto("account_mails")
    .values([letter("old", "sent", "91 days"), letter("fresh", "sent", "89 days")])
    .execute();
  await keepHouse(kith.platform);
  const rows = await db
    .selectFrom("account_mails")
    .select(["to_address", "body_text"])
    .orderBy("created_at")
    .execute();
  expect(rows).toEqual([
    { to_address: "old", body_text: "" },
    { to_address: "fresh", body_text: "Words" },
  ]);
});

test("sessions and links that ended are gone, and the others are not", async () => {
  const { db } = kith.platform;
  const account_id = scene.member.accountId ?? "";
  const ends = { old: ago("1 second"), fresh: ago("-1 hour") };
  for (const [name, expires_at] of Object.entries(ends)) {
    await db.insertInto("sessions").values({ id: newId(), account_id, token: name, expires_at }).execute();
    await db
      .insertInto("verifications")
      .values({ id: name, identifier: name, value: name, expires_at })
      .execute();
  }
  await keepHouse(kith.platform);
  const sessions = await db
    .selectFrom("sessions")
    .select("token")
    .where("account_id", "=", account_id)
    .execute();
  expect(sessions).toEqual([{ token: "fresh" }]);
  expect(await db.selectFrom("verifications").select("id").execute()).toEqual([{ id: "fresh" }]);
});

test("who looked at something is known for two years, and for as long after it is over", async () => {
  const [over, still] = [
    await meeting(kith, scene, { at: "2020-03-10T10:00Z" }),
    await meeting(kith, scene, { at: "2020-03-10T12:00Z", state: "cancelled" }),
  ];
  const look = (record_id: string | null, what: string | null, age: string, kind = "meeting") => ({
    ...ours(),
    id: newId(),
    person_id: scene.member.id,
    kind,
    record_id,
    what,
    at: ago(age),
  });
  await kith.inside(scene.community, async (trx) => {
    await trx
      .updateTable("meetings")
      .set({ starts_at: ago("24 months"), ends_at: ago("23 months") })
      .where("id", "=", still)
      .execute();
    await trx
      .insertInto("staff_looks")
      .values([
        look(over, null, "25 months"),
        look(over, null, "23 months"),
        look(still, null, "25 months"),
        look(newId(), null, "25 months", "report"),
        look(null, "providers", "25 months", "file"),
        look(null, "enrollment", "23 months", "file"),
      ])
      .execute();
  });
  await keepHouse(kith.platform);
  const { rows } = await kith.inside(scene.community, (trx) =>
    sql<{ key: string }>`select coalesce(what, record_id::text) as key from staff_looks`.execute(trx),
  );
  expect(rows.map(({ key }) => key).toSorted()).toEqual([over, still, "enrollment"].toSorted());
});
