import { type RawBuilder, sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { ownNameSql } from "../../people/named.ts";
import type { Attendance } from "../rules.ts";
import type { Name } from "./door.ts";
import { doorOpens, joinedAt } from "./meeting.ts";

export interface RosterLine extends Name {
  id: string;
  state: "registered" | "cancelled";
  /** ISO, for the time at which the meeting is now. */
  joinedAt: string | null;
  leftAt: string | null;
  attendance: Attendance | null;
  saidBy: string | null;
  /** What was said of it, first to last; without a name when it followed from clicks. */
  said: { kind: string; at: string; name: string | null }[];
}

const rosterOf = (where: RawBuilder<unknown>) => sql<RosterLine>`
  select p.id, p.first_name, p.last_name, p.email, r.state, r.attendance, r.attendance_by as "saidBy",
    ${joinedAt} as "joinedAt", case when r.left_at >= ${doorOpens} then r.left_at end as "leftAt",
    (select coalesce(json_agg(x order by x.at, x.id), '[]') from (
      select e.id, e.kind, e.at, coalesce(${ownNameSql("b")}, b.email) as name
      from registration_events e left join people b on b.id = e.by_person
      where e.meeting_id = m.id and e.person_id = r.person_id and e.kind in ('attended', 'no_show', 'unsaid')
        and e.at >= m.starts_at) x) as said
  from meetings m join registrations r on r.meeting_id = m.id join people p on p.id = r.person_id
  where ${where}`;

/** Says of the registration `r` that it never came to a sure place: who only waited is nobody's business when it is over. */
export const onlyWaited = sql<boolean>`coalesce((
  select e.kind in ('line_left', 'line_closed', 'declined', 'offer_over', 'expired') from registration_events e
  where e.meeting_id = r.meeting_id and e.person_id = r.person_id
  order by e.at desc, e.id desc limit 1), false)`;

/** Who has a place in a meeting and who gave theirs back, by name. */
export async function roster(trx: Scoped, meetingId: string): Promise<RosterLine[]> {
  const { rows } = await sql<RosterLine>`
    ${rosterOf(sql`m.id = ${meetingId} and (r.state = 'registered' or (r.state = 'cancelled' and not ${onlyWaited}))`)}
    order by r.state desc, lower(p.first_name), lower(p.last_name), p.id`.execute(trx);
  return rows;
}

/** What is known of one person's own registration. */
export async function ownLine(trx: Scoped, meetingId: string, personId: string): Promise<RosterLine | null> {
  const { rows } = await rosterOf(sql`m.id = ${meetingId} and r.person_id = ${personId}`).execute(trx);
  return rows[0] ?? null;
}

/** The same as `roster`, of those with a sure place, for saying who came: nobody else says so until the transaction ends. */
export async function lockRoster(trx: Scoped, meetingId: string): Promise<RosterLine[]> {
  await sql`select id from meetings where id = ${meetingId} for update`.execute(trx);
  const { rows } = await sql<RosterLine>`
    ${rosterOf(sql`m.id = ${meetingId} and r.state = 'registered'`)} order by p.id for update of r`.execute(
    trx,
  );
  return rows;
}

export interface Said {
  communityId: string;
  meetingId: string;
  people: readonly string[];
  attendance: Attendance | null;
  /** null: it follows from clicks. */
  by: string | null;
  now: Temporal.Instant;
}

/** Writes down who came or did not, or that nobody can say. */
export async function say(
  trx: Scoped,
  { communityId, meetingId, people, attendance, by, now }: Said,
): Promise<void> {
  const events = people.map((person) => ({ id: newId(), person }));
  await sql`
    with said as (
      update registrations set attendance = ${attendance}, attendance_by = ${by}, attendance_at = ${now}
      where meeting_id = ${meetingId} and person_id = any(${people}::uuid[]))
    insert into registration_events (community_id, id, meeting_id, person_id, kind, by_person, at)
    select ${communityId}, e.id, ${meetingId}, e.person, ${attendance ?? "unsaid"}, ${by}, ${now}
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e(id uuid, person uuid)`.execute(trx);
}

/** Who came to a meeting at the time it had does not matter once it has another: forgets what is earlier than the one it has now. */
export async function forgetEarlier(trx: Scoped, meetingId: string): Promise<void> {
  await sql`
    update registrations r set joined_at = null, left_at = null, attendance = null, attendance_by = null, attendance_at = null
    from meetings m
    where m.id = ${meetingId} and r.meeting_id = m.id and (r.joined_at < ${doorOpens} or r.attendance_at < m.starts_at)`.execute(
    trx,
  );
}
