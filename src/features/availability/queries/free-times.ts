import { type RawBuilder, sql } from "kysely";
import { instantOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";

/** Moments are epoch minutes, dates are days since 1970-01-01, spans lie flat: `[start, end, start, end, ...]`. */
export interface FreeTimesRow {
  service: ServiceRow | null;
  format: FormatRow | null;
  /** The service that any provider may give, if the community has one besides. */
  generic: { id: string; code: string; subject: string; number: string; name: string } | null;
  locations: LocationRow[];
  closings: [from: number, until: number][];
  member: { busy: number[]; booked: number[] };
  providers: ProviderRow[];
}

export interface ServiceRow {
  id: string;
  code: string;
  subject: string;
  number: string;
  name: string;
  description: string;
  owner_id: string | null;
  generic: boolean;
  /** Whether the member is enrolled in it. */
  mine: boolean;
}

export interface FormatRow {
  id: string;
  name: string;
  description: string;
  minutes: number;
  ways: string[];
  size: string;
  rhythm: string;
}

export interface LocationRow {
  id: string;
  name: string;
  way: string;
  details: string;
  capacity: number | null;
  /** Weekly opening on the community's clock; null: always. */
  opening: [day: number, start: number, end: number][] | null;
  /** Spans of the meetings there, overlapping ones too; empty where there is no capacity to reach. */
  taken: number[];
}

export interface ProviderRow {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  zone: string;
  buffer_before: number;
  buffer_after: number;
  notice_minutes: number | null;
  /** The tighter of the provider's own cap and the community's. */
  cap: number | null;
  paused: boolean;
  hours: HoursRow[];
  exceptions: [from: number, until: number, ranges: number[]][];
  busy: number[];
  /** Spans of the meetings they give, a week wider than the window on both sides; empty without a cap. */
  booked: number[];
}

export type HoursRow = [
  day: number,
  start: number,
  end: number,
  from: number | null,
  until: number | null,
  locationId: string | null,
];

export interface FreeTimesNeed {
  serviceId: string;
  formatId: string;
  /** Only these of the certified providers. */
  providerIds: readonly string[] | null;
  memberId: string | null;
  /** A meeting that is about to move: it is in nobody's way, and what it is of may have been archived since. */
  movedMeetingId: string | null;
  /** Epoch minutes. */
  from: number;
  to: number;
  communityCap: number | null;
  countMember: boolean;
}

/** Longer than any meeting with its buffers, in minutes: what begins this much outside the window can still touch it. */
const reach = 480 + 240;
/** A local week that touches the window begins and ends within this, in minutes. */
const week = 8 * 1440;

const dateAround = (epochMinute: number, days: number) =>
  instantOf(epochMinute + days * 1440)
    .toZonedDateTimeISO("UTC")
    .toPlainDate();

const minute = (moment: string) => sql<number>`(date_part('epoch', ${sql.ref(moment)}) / 60)::int`;
const spans = (starts: string, ends: string) =>
  sql`coalesce(('[' || string_agg(${minute(starts)} || ',' || ${minute(ends)}, ',') || ']')::json, '[]')`;
const dayNumber = (date: string) => sql<number>`(${sql.ref(date)} - date '1970-01-01')`;
const rows = (query: RawBuilder<unknown>) => sql`coalesce((select json_agg(x) from (${query}) x(x)), '[]')`;

/**
 * All that decides about free times with the certified providers of a service, in one statement. Moments travel as integers:
 * turning 8,000 timestamps into objects took four times as long as asking for them.
 */
export async function loadForFreeTimes(trx: Scoped, need: FreeTimesNeed): Promise<FreeTimesRow> {
  const { serviceId, formatId, providerIds, memberId, movedMeetingId, from, to, communityCap } = need;
  const [after, before] = [instantOf(from - reach), instantOf(to + reach)];
  const [weekAfter, weekBefore] = [instantOf(from - week), instantOf(to + week)];
  const [firstDate, lastDate] = [dateAround(from, -2), dateAround(to, 2)];
  const notMoved = (meeting: string) => sql`${sql.ref(meeting)} is distinct from ${movedMeetingId}::uuid`;
  const offered = sql`(archived_at is null or ${movedMeetingId}::uuid is not null)`;

  const onDates = (first: string, last: string) => sql`
    (${sql.ref(first)} is null or ${sql.ref(first)} <= ${lastDate}) and (${sql.ref(last)} is null or ${sql.ref(last)} >= ${firstDate})`;

  const hours = sql`
    select json_build_array(h.day, h.start_minute, h.end_minute, ${dayNumber("h.from_date")}, ${dayNumber("h.until_date")}, h.location_id)
    from weekly_hours h
    where h.provider_id = a.id and ${onDates("h.from_date", "h.until_date")} and (h.service_id is null or h.service_id = ${serviceId})
      and (h.format_id is null or h.format_id = ${formatId})`;
  const exceptions = sql`
    select json_build_array(${dayNumber("e.from_date")}, ${dayNumber("e.until_date")}, e.ranges)
    from hour_exceptions e where e.provider_id = a.id and ${onDates("e.from_date", "e.until_date")}`;
  const busy = (person: RawBuilder<unknown>) => sql`
    select ${spans("o.starts_at", "o.ends_at")} from occupancy o
    where o.person_id = ${person} and o.ends_at > ${after} and o.starts_at < ${before} and ${notMoved("o.meeting_id")}`;
  const given = sql`
    select ${spans("m.starts_at", "m.ends_at")} from meetings m
    where m.provider_id = a.id and m.state <> 'cancelled' and m.starts_at > ${weekAfter} and m.starts_at < ${weekBefore}
      and ${notMoved("m.id")}`;
  const received = sql`
    select ${spans("o.starts_at", "o.ends_at")} from occupancy o
    join meetings m on m.community_id = o.community_id and m.id = o.meeting_id
    where o.person_id = ${memberId} and o.ends_at > ${weekAfter} and o.starts_at < ${weekBefore}
      and m.provider_id <> ${memberId} and ${notMoved("m.id")}`;
  const taken = sql`
    select ${spans("m.starts_at", "m.ends_at")} from meetings m
    where m.location_id = l.id and m.state <> 'cancelled' and m.ends_at > ${after} and m.starts_at < ${before}
      and ${notMoved("m.id")}`;

  const { rows: loaded } = await sql<FreeTimesRow>`
    with service as (
      select id, code, subject, number, name, description, owner_id, generic,
        exists (select from enrollments e where e.service_id = services.id and e.person_id = ${memberId}) as mine
      from services where id = ${serviceId} and ${offered}
    ), format as (
      select id, name, description, minutes, ways, size, rhythm from formats where id = ${formatId} and ${offered}
    ), asked as (
      select c.provider_id as id, p.first_name, p.last_name, p.email, s.zone, s.buffer_before, s.buffer_after,
        s.notice_minutes, least(s.weekly_cap_minutes, ${communityCap}::int) as cap, s.paused_at is not null as paused
      from service
      join certifications c on c.service_id = service.id
      join providers s on s.community_id = c.community_id and s.person_id = c.provider_id
      -- The community is named again here because the policy of people has a second way in, past which no index is found.
      join people p on p.community_id = c.community_id and p.id = c.provider_id
      where p.archived_at is null and 'provider' = any(p.roles) and p.id is distinct from ${memberId}::uuid
        and (${providerIds}::uuid[] is null or c.provider_id = any(${providerIds}))
    )
    select (select row_to_json(service) from service) as service,
      (select row_to_json(format) from format) as format,
      (select row_to_json(g) from (
        select id, code, subject, number, name from services
        where generic and archived_at is null and id <> ${serviceId} order by code limit 1) g) as generic,
      ${rows(sql`select json_build_array(${dayNumber("from_date")}, ${dayNumber("until_date")}) from closings where ${onDates("from_date", "until_date")}`)} as closings,
      ${rows(sql`
        select row_to_json(y) from (
          select l.id, l.name, l.way, l.details, l.capacity, l.opening,
            case when l.capacity is null then '[]'::json else (${taken}) end as taken
          from locations l join format on l.way = any(format.ways)
          where l.archived_at is null order by l.position, l.name) y`)} as locations,
      json_build_object(
        'busy', case when ${memberId}::uuid is null then '[]'::json else (${busy(sql`${memberId}`)}) end,
        'booked', case when ${need.countMember} then (${received}) else '[]'::json end) as member,
      ${rows(sql`
        select json_build_object('id', a.id, 'first_name', a.first_name, 'last_name', a.last_name, 'email', a.email, 'zone', a.zone,
          'buffer_before', a.buffer_before, 'buffer_after', a.buffer_after, 'notice_minutes', a.notice_minutes,
          'cap', a.cap, 'paused', a.paused, 'hours', ${rows(hours)}, 'exceptions', ${rows(exceptions)},
          'busy', (${busy(sql.ref("a.id"))}),
          'booked', case when a.cap is null then '[]'::json else (${given}) end)
        from asked a order by a.first_name, a.last_name, a.id`)} as providers
  `.execute(trx);
  const [row] = loaded;
  if (!row) throw new Error("a statement without a table gives one row");
  return row;
}
