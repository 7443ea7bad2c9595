import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";

interface Cast {
  communityId: string;
  /** In the order of `demoProviders`; the first has written notes. */
  providers: readonly string[];
  format: { id: string };
  now: Temporal.Instant;
}

const helped = { label: "Did it help you to take a next step?", options: ["Yes", "A little", "Not yet"] };
const missing = { label: "Is there something you would have liked to be different?" };

/** What was answered, from the earliest meeting on, and again from the beginning. */
const answered: readonly (readonly [string, string?])[] = [
  ["Yes", "Nothing. I wrote to my tutor the same evening."],
  ["A little"],
  ["Yes"],
  ["A little", "Half an hour is short. We could have gone on."],
  ["Not yet", "I was too nervous to say what I came for. Next time!"],
];

/** Who came to the meetings that are over, what the format asks afterwards, what was answered, and one provider's notes. */
export async function addComing(trx: Scoped, cast: Cast): Promise<void> {
  const { communityId, format, now } = cast;
  const own = { community_id: communityId };
  const over = sql`m.id = r.meeting_id and m.seats is null and m.state = 'final' and m.ends_at < ${now}`;
  await sql`
    update registrations r set attendance = 'no_show', attendance_by = m.provider_id, attendance_at = m.ends_at
    from meetings m where ${over} and (m.id, r.person_id) in (
      select m.id, r.person_id from meetings m, registrations r where ${over} order by m.starts_at limit 1)`.execute(
    trx,
  );
  await sql`
    insert into registration_events (community_id, id, meeting_id, person_id, kind, by_person, at)
    select r.community_id, ${newId()}, r.meeting_id, r.person_id, 'no_show', r.attendance_by, r.attendance_at
    from registrations r where r.attendance = 'no_show'`.execute(trx);
  const came = await sql<{ meeting: string; person: string; at: Temporal.Instant }>`
    update registrations r set attendance = 'attended', attendance_at = m.ends_at,
      joined_at = m.starts_at - interval '3 minutes', left_at = m.ends_at - interval '1 minute'
    from meetings m where ${over} and r.attendance is null
    returning r.meeting_id as meeting, r.person_id as person, m.ends_at as at`.execute(trx);

  const [first, second] = [newId(), newId()];
  const question = { ...own, format_id: format.id, purpose: "feedback" };
  await trx
    .insertInto("questions")
    .values([
      { ...question, ...helped, id: first, kind: "choice", required: true, position: 10 },
      { ...question, ...missing, id: second, kind: "long", position: 11 },
    ])
    .execute();
  const rows = came.rows
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
    .flatMap(({ meeting, person, at }, i) => {
      const [choice, words] = answered[i % answered.length] ?? [];
      if (!choice || i % 2 === 1) return [];
      const answers = [
        { question: first, label: helped.label, answer: [choice] },
        ...(words ? [{ question: second, label: missing.label, answer: [words] }] : []),
      ];
      const said = { created_at: at, changed_at: at, answers: JSON.stringify(answers) };
      return [{ ...own, ...said, meeting_id: meeting, person_id: person }];
    });
  if (rows.length > 0) await trx.insertInto("feedback").values(rows).execute();
  await sql`
    insert into session_notes (community_id, meeting_id, person_id, text, changed_at)
    select m.community_id, m.id, m.provider_id, ${notes}, m.ends_at from meetings m
    where m.provider_id = ${cast.providers[0]} and m.seats is null and m.ends_at < ${now} and m.state = 'final'
    order by m.starts_at desc limit 1`.execute(trx);
}

const notes =
  "Wants to ask about repeating the course before the deadline. Bring the list of advisers next time.";
