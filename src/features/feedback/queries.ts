import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { minuteSql, spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import type { Question } from "../booking/answers.ts";
import { gives } from "../meetings/inside.ts";

export interface Answered {
  question: string;
  label: string;
  answer: string[];
}

/** What somebody is asked after a meeting, what they said, and who reads it. */
export interface Asked {
  receives: boolean;
  state: string;
  group: boolean;
  /** Epoch minutes. */
  start: number;
  end: number;
  attendance: "attended" | "no_show" | null;
  givenAt: number | null;
  answers: Answered[] | null;
  questions: Question[];
  hosts: { id: string; first_name: string; last_name: string; email: string }[];
}

/** A meeting in which this person has a sure place, with what its format asks afterwards. Null to everybody else. */
export async function askedOf(trx: Scoped, actor: Actor, meetingId: string): Promise<Asked | null> {
  if (!isId(meetingId) || !actor.id) return null;
  const { rows } = await sql<Asked>`
    select m.state, m.seats is not null as "group", ${spanSql("m")},
      not ${gives(actor.id)} as receives, r.attendance, b.answers, ${minuteSql("b.created_at")} as "givenAt",
      (select coalesce(json_agg(q order by q.position, q.id), '[]') from (
        select id, kind, label, help, options, required, position from questions
        where format_id = m.format_id and purpose = 'feedback' and archived_at is null) q) as questions,
      (select coalesce(json_agg(x order by x.first_name), '[]') from (
        select p.id, p.first_name, p.last_name, p.email from people p
        where p.id = m.provider_id or p.id in (select h.person_id from co_hosts h where h.meeting_id = m.id)) x) as hosts
    from meetings m join registrations r on r.meeting_id = m.id and r.person_id = ${actor.id} and r.state = 'registered'
    left join feedback b on b.meeting_id = m.id and b.person_id = r.person_id
    where m.id = ${meetingId}`.execute(trx);
  return rows[0] ?? null;
}

/** Keeps what somebody said of a meeting; who says it again says it anew, and the first time stays. */
export async function storeFeedback(
  trx: Scoped,
  feedback: {
    communityId: string;
    meetingId: string;
    personId: string;
    answers: readonly Answered[];
    now: Temporal.Instant;
  },
): Promise<void> {
  const { communityId, meetingId, personId, now } = feedback;
  const answers = JSON.stringify(feedback.answers);
  await sql`
    insert into feedback (community_id, meeting_id, person_id, answers, created_at, changed_at)
    values (${communityId}, ${meetingId}, ${personId}, ${answers}, ${now}, ${now})
    on conflict (community_id, meeting_id, person_id) do update set answers = excluded.answers, changed_at = excluded.changed_at`.execute(
    trx,
  );
}

export interface Said {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  answers: Answered[];
  /** ISO. */
  at: string;
}

/** What was said of a meeting, to who gave it and to coordinators; nothing to anybody else. */
export async function feedbackOn(trx: Scoped, actor: Actor, meetingId: string): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select p.id, p.first_name, p.last_name, p.email, b.answers, b.changed_at as at
    from meetings m join feedback b on b.meeting_id = m.id join people p on p.id = b.person_id
    where m.id = ${meetingId} and (${actor.roles.has("coordinator")} or ${gives(actor.id)}) and p.id is distinct from ${actor.id}
    order by b.created_at, p.id`.execute(trx);
  return rows;
}

export interface Note {
  text: string;
  version: number;
}

/** The own notes on a meeting that this person gives: null to everybody else, "" while there are none. Nobody reads another's. */
export async function noteOn(trx: Scoped, actor: Actor, meetingId: string): Promise<Note | null> {
  if (!isId(meetingId) || !actor.id) return null;
  const { rows } = await sql<Note>`
    select coalesce(n.text, '') as text, coalesce(n.version, 0) as version
    from meetings m left join session_notes n on n.meeting_id = m.id and n.person_id = ${actor.id}
    where m.id = ${meetingId} and ${gives(actor.id)}`.execute(trx);
  return rows[0] ?? null;
}

/** Writes the own notes over the version that was seen; false when they are another one by now. */
export async function storeNote(
  trx: Scoped,
  note: {
    communityId: string;
    meetingId: string;
    personId: string;
    text: string;
    version: number;
    now: Temporal.Instant;
  },
): Promise<boolean> {
  const { communityId, meetingId, personId, text, version, now } = note;
  const { rows } = await (version === 0
    ? sql`
      insert into session_notes (community_id, meeting_id, person_id, text, changed_at)
      values (${communityId}, ${meetingId}, ${personId}, ${text}, ${now})
      on conflict do nothing returning version`
    : sql`
      update session_notes set text = ${text}, version = version + 1, changed_at = ${now}
      where meeting_id = ${meetingId} and person_id = ${personId} and version = ${version} returning version`
  ).execute(trx);
  return rows.length > 0;
}
