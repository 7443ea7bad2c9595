import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { another, type Gathering, gathering } from "#support/places.ts";

let kith: TestApp;
let first: Gathering;
let givers: TestPerson[];
let people: TestPerson[];
beforeAll(async () => {
  kith = await testApp();
  first = await gathering(kith);
  givers = [first.host, ...(await persons(2, "provider"))];
  people = await persons(5, "member");
});
afterAll(() => kith.end());

const persons = (count: number, role: "provider" | "member") =>
  Promise.all(Array.from({ length: count }, () => kith.person(first.community, { roles: [role] })));

type Table = Record<string, unknown>[];

/** What is kept for the figures, and the same counted anew from what stands. */
async function figures(): Promise<{ kept: Table[]; counted: Table[] }> {
  return kith.inside(first.community, async (trx) => {
    const rows = async (query: ReturnType<typeof sql>) => (await query.execute(trx)).rows as Table;
    const kept = [
      await rows(sql`select meeting_id, person_id, host, starts_at, ends_at, state, grouped, registered, attended, no_show, feedback
        from given_meetings order by meeting_id, person_id`),
      await rows(
        sql`select provider_id, person_id, attended, first_at from encounters order by provider_id, person_id`,
      ),
    ];
    const gives = sql`(
      select m.id, m.provider_id as person_id, true as host from meetings m
      union all select h.meeting_id, h.person_id, false from co_hosts h)`;
    const places = (what: ReturnType<typeof sql>) => sql`(
      select count(*)::int from registrations r where r.meeting_id = m.id and r.state = 'registered' and ${what})`;
    const counted = [
      await rows(sql`
        select m.id as meeting_id, g.person_id, g.host, m.starts_at, m.ends_at, m.state, m.seats is not null as grouped,
          ${places(sql`true`)} as registered, ${places(sql`r.attendance = 'attended'`)} as attended,
          ${places(sql`r.attendance = 'no_show'`)} as no_show,
          (select count(*)::int from feedback b where b.meeting_id = m.id) as feedback
        from meetings m join ${gives} g on g.id = m.id order by 1, 2`),
      await rows(sql`
        select g.person_id as provider_id, r.person_id, count(*)::int as attended, min(m.starts_at) as first_at
        from meetings m join ${gives} g on g.id = m.id join registrations r on r.meeting_id = m.id
        where r.state = 'registered' and r.attendance = 'attended' group by 1, 2 order by 1, 2`),
    ];
    return { kept, counted };
  });
}

const place = fc.record({
  person: fc.nat({ max: 4 }),
  state: fc.constantFrom("registered", "registered", "registered", "cancelled"),
  attendance: fc.constantFrom("attended", "attended", "no_show", null),
});
const step = fc.oneof(
  fc.record({ do: fc.constant("plan" as const), host: fc.nat({ max: 2 }), coHost: fc.nat({ max: 2 }) }),
  fc.record({
    do: fc.constant("write" as const),
    meeting: fc.nat(),
    places: fc.array(place, { maxLength: 5 }),
  }),
  fc.record({
    do: fc.constant("say" as const),
    person: fc.nat({ max: 4 }),
    attendance: fc.constantFrom("attended", null),
  }),
  fc.record({
    do: fc.constant("move" as const),
    meeting: fc.nat(),
    days: fc.integer({ min: -20, max: 20 }),
  }),
  fc.record({ do: fc.constant("cancel" as const), meeting: fc.nat() }),
  fc.record({ do: fc.constant("change hosts" as const), meeting: fc.nat(), giver: fc.nat({ max: 2 }) }),
  fc.record({ do: fc.constant("give feedback" as const), person: fc.nat({ max: 4 }) }),
  fc.record({ do: fc.constant("forget" as const), person: fc.nat({ max: 4 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Writes straight into the tables: the figures must follow whoever writes, and however many rows at once. */
async function write(step: Step, meetings: string[]): Promise<void> {
  const meeting = "meeting" in step ? meetings[step.meeting % meetings.length] : undefined;
  const own = first.community.id;
  const run = (query: ReturnType<typeof sql>) => kith.inside(first.community, (trx) => query.execute(trx));
  if (step.do === "plan") {
    const [host, coHost] = [givers[step.host], givers[step.coHost]];
    if (!host || !coHost) return;
    const coHosts = coHost === host ? [] : [coHost];
    const at = Temporal.Instant.from("2026-03-09T10:00Z").add({ hours: meetings.length * 2 });
    const planned = await another(kith, { ...first, host }, { seats: 9, at: at.toString(), coHosts });
    meetings.push(planned.meeting);
  } else if (step.do === "write") {
    const rows = step.places.map((p, seat) => ({ ...p, person: people[p.person]?.id, seat }));
    await run(sql`
      insert into registrations (community_id, meeting_id, person_id, state, attendance)
      select distinct on (w.person) ${own}::uuid, ${meeting}::uuid, w.person, w.state, w.attendance
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w (person uuid, state text, attendance text, seat int)
      order by w.person, w.seat
      on conflict (community_id, meeting_id, person_id) do update set state = excluded.state, attendance = excluded.attendance`);
  } else if (step.do === "say") {
    await run(
      sql`update registrations set attendance = ${step.attendance} where person_id = ${people[step.person]?.id}`,
    );
  } else if (step.do === "move") {
    const by = sql`make_interval(days => ${step.days})`;
    await run(
      sql`update meetings set starts_at = starts_at + ${by}, ends_at = ends_at + ${by} where id = ${meeting}`,
    );
  } else if (step.do === "cancel") {
    await run(sql`
      with off as (update meetings set state = 'cancelled' where id = ${meeting} returning id)
      update registrations set state = 'cancelled' where meeting_id in (select id from off)`);
  } else if (step.do === "change hosts") {
    const giver = givers[step.giver]?.id;
    await run(sql`
      with off as (delete from co_hosts where meeting_id = ${meeting} and person_id = ${giver} returning person_id)
      insert into co_hosts (community_id, meeting_id, person_id)
      select ${own}, m.id, ${giver} from meetings m
      where m.id = ${meeting} and m.provider_id <> ${giver} and not exists (select from off)
      on conflict do nothing`);
  } else if (step.do === "give feedback") {
    await run(sql`
      insert into feedback (community_id, meeting_id, person_id, answers, created_at, changed_at)
      select r.community_id, r.meeting_id, r.person_id, '[]', now(), now() from registrations r
      where r.person_id = ${people[step.person]?.id} on conflict do nothing`);
  } else {
    await run(sql`delete from registrations where person_id = ${people[step.person]?.id}`);
  }
}

test("what is kept for the figures is what counting anew gives, whatever is written", async () => {
  const meetings = [first.meeting];
  const most = [0, 0];
  const history = fc.array(step, { minLength: 4, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      for (const step of steps) await write(step, meetings);
      const { kept, counted } = await figures();
      expect(kept).toEqual(counted);
      kept.forEach((table, i) => {
        most[i] = Math.max(most[i] ?? 0, table.length);
      });
    }),
    { numRuns: 40 },
  );
  const { kept } = await figures();
  expect(most.map((rows) => rows > 3)).toEqual([true, true]);
  await kith.inside(first.community, (trx) =>
    sql`select rebuild_figures(${first.community.id})`.execute(trx),
  );
  expect((await figures()).kept).toEqual(kept);
});

test("somebody who came to two meetings of the same giver, said at the same moment, is counted for both", async () => {
  const host = givers[1] as TestPerson;
  const [guest] = await persons(1, "member");
  const days = Array.from({ length: 8 }, (_, i) => `2026-05-0${i + 1}T10:00Z`);
  const meetings: string[] = [];
  for (const at of days) {
    const { meeting } = await another(kith, { ...first, host }, { at });
    meetings.push(meeting);
    await kith.inside(first.community, (trx) =>
      trx
        .insertInto("registrations")
        .values({
          community_id: first.community.id,
          meeting_id: meeting,
          person_id: guest?.id ?? "",
          state: "registered",
        })
        .execute(),
    );
  }
  await Promise.all(
    meetings.map((meeting) =>
      kith.inside(first.community, (trx) =>
        trx
          .updateTable("registrations")
          .set({ attendance: "attended" })
          .where("meeting_id", "=", meeting)
          .execute(),
      ),
    ),
  );
  const row = await kith.inside(first.community, (trx) =>
    trx
      .selectFrom("encounters")
      .select(["attended", "first_at"])
      .where("person_id", "=", guest?.id ?? "")
      .executeTakeFirst(),
  );
  expect([row?.attended, row?.first_at.toString()]).toEqual([8, "2026-05-01T10:00:00Z"]);
});
