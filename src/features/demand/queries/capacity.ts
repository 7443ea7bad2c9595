import { type RawBuilder, sql } from "kysely";
import { instantOf } from "#platform/clock.ts";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Period } from "../period.ts";

/** Somebody who gives meetings, and the hours they keep. Moments are epoch minutes, dates days since 1970-01-01. */
export interface ProviderHours {
  readonly id: string;
  readonly zone: string;
  /** From when on they take no meetings, because they pause or have left. */
  readonly endsAt: number | null;
  readonly hours: readonly (readonly [
    day: number,
    start: number,
    end: number,
    from: number | null,
    until: number | null,
    serviceId: string | null,
  ])[];
  readonly exceptions: readonly (readonly [from: number, until: number, ranges: number[]])[];
  /** Ids of the services they may give. */
  readonly services: readonly string[];
  /** Ids of what they have lived through. */
  readonly experiences: readonly string[];
}

const dayNumber = (column: string) => sql`${sql.ref(column)} - date '1970-01-01'`;
const dateOf = (day: number) => sql`date '1970-01-01' + ${day}::int`;
const all = (query: RawBuilder<unknown>) => sql`coalesce((select json_agg(x) from (${query}) as x(x)), '[]')`;

/** Everybody who could give a meeting in a period, with the hours that stand now, in one statement. */
export async function hoursOfProviders(trx: Scoped, { from, first, last }: Period): Promise<ProviderHours[]> {
  const { rows } = await sql<ProviderHours>`
    select s.person_id as id, s.zone, ${minuteSql(sql`least(s.paused_at, p.archived_at)`)} as "endsAt",
      ${all(sql`
        select json_build_array(h.day, h.start_minute, h.end_minute, ${dayNumber("h.from_date")}, ${dayNumber("h.until_date")},
          h.service_id)
        from weekly_hours h where h.provider_id = s.person_id`)} as hours,
      ${all(sql`
        select json_build_array(${dayNumber("e.from_date")}, ${dayNumber("e.until_date")}, e.ranges)
        from hour_exceptions e where e.provider_id = s.person_id
          and e.until_date >= ${dateOf(first - 1)} and e.from_date <= ${dateOf(last + 1)}`)} as exceptions,
      ${all(sql`select c.service_id from certifications c where c.provider_id = s.person_id`)} as services,
      ${all(sql`select x.option_id from provider_experiences x where x.provider_id = s.person_id`)} as experiences
    from providers s join people p on p.community_id = s.community_id and p.id = s.person_id
    where (p.archived_at is null and 'provider' = any(p.roles)) or p.archived_at > ${instantOf(from)}
    order by s.person_id`.execute(trx);
  return rows;
}

/** What somebody gave or gives, as flat spans of epoch minutes. */
export interface Given {
  readonly id: string;
  /** As its host. */
  readonly hosted: readonly number[];
  /** Beside its host. */
  readonly besides: readonly number[];
}

/** Longer than any meeting, in minutes: what begins this much before a period can still reach into it. */
const reach = 1_440;

/**
 * The meetings of everybody that touch a period and are not cancelled, by who gives them, in one statement. Private ones are
 * nobody's business and not among them.
 */
export async function givenMeetings(trx: Scoped, { from, to }: Period): Promise<Given[]> {
  const spans = (when: RawBuilder<unknown>) => sql`
    coalesce(('[' || string_agg(g.start || ',' || g."end", ',') filter (where ${when}) || ']')::json, '[]')`;
  const within = sql`m.starts_at > ${instantOf(from - reach)} and m.starts_at < ${instantOf(to)}
    and m.ends_at > ${instantOf(from)} and not m.private and m.state <> 'cancelled'`;
  const times = sql`${minuteSql("m.starts_at")} as start, ${minuteSql("m.ends_at")} as "end"`;
  const { rows } = await sql<Given>`
    select g.id, ${spans(sql`g.host`)} as hosted, ${spans(sql`not g.host`)} as besides
    from (
      select m.provider_id as id, true as host, ${times} from meetings m where ${within}
      union all
      select h.person_id, false, ${times}
      from meetings m join co_hosts h on h.community_id = m.community_id and h.meeting_id = m.id
      where m.seats is not null and ${within}) g
    group by g.id`.execute(trx);
  return rows;
}
