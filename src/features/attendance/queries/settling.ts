import { sql } from "kysely";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { gives } from "../../meetings/inside.ts";
import { type Attending, patience } from "../rules.ts";
import { doorOpens, way } from "./meeting.ts";

/** Says of the meeting `m` of the format `f` that it is in a room of ours, and that somebody who gives it went in. */
const watched = sql<boolean>`(m.link is null and m.room is not null and ${way} is not distinct from 'online' and exists (
  select from registration_events e
  where e.meeting_id = m.id and e.kind = 'joined' and e.at >= ${doorOpens} and ${gives(sql`e.person_id`)}))`;

/** So long an installation may have stood still without losing who did not come. */
const oldest = { days: 7 };

/** Ids of meetings of which it is time to write down who came, at most 500. */
export async function unsettled(trx: Scoped, now: Temporal.Instant): Promise<string[]> {
  const late = now.subtract({ minutes: patience });
  const { rows } = await sql<{ id: string }>`
    select m.id from registrations r join meetings m on m.id = r.meeting_id
    where r.joined_at is not null and r.attendance is null and r.attendance_by is null and r.state = 'registered'
      and m.state = 'final' and m.ends_at <= ${now} and r.joined_at >= ${doorOpens}
    union
    select m.id from meetings m join formats f on f.id = m.format_id
    where m.state = 'final' and m.starts_at > ${now.subtract({ hours: 24 * oldest.days })} and m.starts_at <= ${late}
      and m.ends_at <= ${late} and ${watched} and exists (
        select from registrations r where r.meeting_id = m.id and r.state = 'registered'
          and r.attendance is null and r.attendance_by is null)
    limit 500`.execute(trx);
  return rows.map(({ id }) => id);
}

/** What decides about who came to a meeting when nobody says it. */
export async function settledBy(trx: Scoped, meetingId: string): Promise<Attending | null> {
  const { rows } = await sql<Attending>`
    select m.state, ${minuteSql("m.ends_at")} as "end", ${watched} as watched
    from meetings m join formats f on f.id = m.format_id where m.id = ${meetingId}`.execute(trx);
  return rows[0] ?? null;
}
