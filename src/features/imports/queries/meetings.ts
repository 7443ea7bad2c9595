import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { ownNameSql } from "../../people/named.ts";
import type { Change } from "../changes.ts";
import type { TouchedMeeting } from "../parts.ts";

/**
 * Meetings still to come whose provider or service a change removes, or whose provider would no longer be certified in their
 * service, by their start. Private ones are of no service and nobody else's business.
 */
export async function touchedMeetings(
  trx: Scoped,
  change: Change,
  now: Temporal.Instant,
): Promise<TouchedMeeting[]> {
  const services = change.services.removed.map(({ key }) => key);
  const providers = change.providers.removed.map(({ email }) => email);
  const lost = change.certifications.removed;
  if (services.length + providers.length + lost.length === 0) return [];
  const { rows } = await sql<TouchedMeeting>`
    with lost as materialized (
      select * from unnest(${lost.map(({ email }) => email)}::text[], ${lost.map(({ key }) => key)}::text[]) as l (email, key)
    )
    select m.id, case
        when p.email = any(${providers}::text[]) then 'provider_removed'
        when s.code_key = any(${services}::text[]) then 'service_removed'
        else 'certification_lost' end as why
    from meetings m
    join people p on p.community_id = m.community_id and p.id = m.provider_id
    left join services s on s.community_id = m.community_id and s.id = m.service_id
    where m.state <> 'cancelled' and not m.private and m.ends_at > ${now}
      and (p.email = any(${providers}::text[]) or s.code_key = any(${services}::text[])
        or exists (select from lost l where l.email = p.email and l.key = s.code_key))
    order by m.starts_at, m.id
  `.execute(trx);
  return rows;
}

export interface MeetingLine {
  readonly id: string;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly provider: string;
  readonly service: string;
  readonly members: string;
  readonly cancelled: boolean;
}

/** Who meets when, for some meetings. */
export async function meetingLines(
  trx: Scoped,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MeetingLine>> {
  const { rows } = await sql<MeetingLine>`
    select m.id, m.starts_at as "startsAt", m.ends_at as "endsAt", m.state = 'cancelled' as cancelled, coalesce(s.code, m.name) as service,
      coalesce(${ownNameSql("p")}, p.email) as provider,
      coalesce((
        select string_agg(coalesce(${ownNameSql("q")}, q.email), ', ' order by q.email)
        from registrations r join people q on q.community_id = r.community_id and q.id = r.person_id
        where r.community_id = m.community_id and r.meeting_id = m.id and r.state = 'registered' and m.seats is null), '') as members
    from meetings m
    join people p on p.community_id = m.community_id and p.id = m.provider_id
    left join services s on s.community_id = m.community_id and s.id = m.service_id
    where m.id = any(${ids}::uuid[])
  `.execute(trx);
  return new Map(rows.map((line) => [line.id, line]));
}
