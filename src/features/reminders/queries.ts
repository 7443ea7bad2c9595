import { sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { nameSql } from "../people/named.ts";

/** Somebody to remind of a meeting. Times are epoch minutes. */
export interface Reminder {
  readonly meeting: string;
  readonly which: "day" | "hour";
  readonly person: string;
  readonly start: number;
  readonly end: number;
  readonly private: boolean;
  /** The names of the others in it; of a group, of the others who give it, and of nobody to who gives it alone. */
  readonly others: string;
  /** What a group meeting is called; null where two meet. */
  readonly group: string | null;
}

/** So many meetings are taken in one transaction. */
export const atOnce = 100;

/** How long before its start each reminder is due, and how long before it is no longer sent, when nobody looked in time. */
const kinds = sql`(values
  ('day', interval '24 hours', interval '3 hours'),
  ('hour', interval '1 hour', interval '5 minutes')) as r (which, due, late)`;

/**
 * Takes the reminders that are due, for good: who runs at the same time gets others. Left out is what people were told of
 * within the hour before, since nobody has forgotten that yet.
 */
export async function takeReminders(
  trx: Scoped,
  communityId: CommunityId,
  now: Temporal.Instant,
): Promise<Reminder[]> {
  const { rows } = await sql<Reminder>`
    with due as (
      select m.id, m.starts_at, r.which
      from meetings m cross join ${kinds}
      where m.state = 'final' and m.starts_at > ${now}::timestamptz and m.starts_at <= ${now}::timestamptz + interval '24 hours'
        and m.starts_at <= ${now}::timestamptz + r.due and m.starts_at > ${now}::timestamptz + r.late
        and coalesce((select max(e.at) from meeting_events e where e.meeting_id = m.id), m.created_at)
          <= m.starts_at - r.due - interval '1 hour'
        and not exists (
          select from reminders d where d.meeting_id = m.id and d.starts_at = m.starts_at and d.which = r.which)
      order by m.starts_at, m.id limit ${atOnce}),
    taken as (
      insert into reminders (community_id, meeting_id, starts_at, which, at)
      select ${communityId}::uuid, id, starts_at, which, ${now} from due order by id
      on conflict do nothing returning meeting_id, which)
    select m.id as meeting, t.which, p.id as person, m.private, case when m.seats is not null then m.name end as group,
      ${spanSql("m")},
      coalesce(string_agg(${nameSql("o")}, ', '
        order by o.first_name, o.id), '') as others
    from taken t join meetings m on m.id = t.meeting_id
    cross join lateral (
      select m.provider_id as id
      union select h.person_id from co_hosts h where h.meeting_id = m.id
      union select person_id from registrations where meeting_id = m.id and state = 'registered') p
    left join lateral (
      select m.provider_id as id
      union select h.person_id from co_hosts h where h.meeting_id = m.id
      union select person_id from registrations where meeting_id = m.id and state = 'registered' and m.seats is null) q on q.id <> p.id
    left join people o on o.id = q.id
    where m.seats is not null or o.id is not null
    group by m.id, t.which, p.id, m.private, m.seats, m.name, m.starts_at, m.ends_at
    order by m.starts_at, m.id, p.id`.execute(trx);
  return rows;
}
