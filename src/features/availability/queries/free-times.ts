import { CompiledQuery, type RawBuilder, sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { remembered } from "#platform/remember.ts";
import { blockedWith } from "../../blocks/between.ts";
import type { FreeTimesRow } from "./free-times-row.ts";

export interface FreeTimesNeed {
  serviceId: string;
  formatId: string;
  /** Only these of the certified providers. */
  providerIds: readonly string[] | null;
  memberId: string | null;
  /** A meeting that is about to move: it is in nobody's way, and what it is of may have been archived since. */
  movedMeetingId: string | null;
  /** A wait whose hold is in nobody's way. */
  waitId: string | null;
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

/**
 * All that decides about free times with the certified providers of a service, in one statement. Moments travel as integers:
 * turning 8,000 timestamps into objects took four times as long as asking for them.
 */
export async function loadForFreeTimes(trx: Scoped, need: FreeTimesNeed): Promise<FreeTimesRow> {
  const { from, to } = need;
  // Every value comes by way of one row, so that PostgreSQL plans the same whatever they are, and therefore plans but once
  // for a connection: planning took longer than answering for one provider.
  const needed = sql`
    select ${need.serviceId}::uuid as service_id, ${need.formatId}::uuid as format_id, ${need.memberId}::uuid as member_id,
      ${need.providerIds}::uuid[] as provider_ids, ${need.movedMeetingId}::uuid as moved_id,
      ${need.waitId}::uuid as wait_id,
      ${momentText(from - reach)}::timestamptz as after, ${momentText(to + reach)}::timestamptz as before,
      ${momentText(from - week)}::timestamptz as week_after, ${momentText(to + week)}::timestamptz as week_before,
      ${dateAround(from, -2)}::date as first_date, ${dateAround(to, 2)}::date as last_date,
      ${need.communityCap}::int as cap, ${need.countMember}::boolean as count_member`;
  const { sql: head, parameters } = needed.compile(trx);
  statement ??= `with need as materialized (${head}), ${answer.compile(trx).sql}`;
  const { rows } = await trx.executeQuery<FreeTimesRow>(CompiledQuery.raw(statement, [...parameters]));
  const [row] = rows;
  if (!row) throw new Error("a statement without a table gives one row");
  return row;
}

/** The whole text. Only the values change from one question to the next, so its hundred parts are put together once. */
let statement: string | undefined;

// Texts from numbers, since this is asked by every page of times: by way of Temporal they cost more than the rest of asking.
const momentText = remembered(2_000, (epochMinute: number) => new Date(epochMinute * 60_000).toISOString());
const dateAround = (epochMinute: number, days: number) => momentText(epochMinute + days * 1440).slice(0, 10);

const needs = (name: string) => sql`(select ${sql.ref(name)} from need)`;
const minute = (moment: string) => sql`(date_part('epoch', ${sql.ref(moment)}) / 60)::int`;
const spans = (starts: string, ends: string) =>
  sql`coalesce(('[' || string_agg(${minute(starts)} || ',' || ${minute(ends)}, ',') || ']')::json, '[]')`;
const dayNumber = (date: string) => sql`(${sql.ref(date)} - date '1970-01-01')`;
const list = (query: RawBuilder<unknown>) => sql`coalesce((select json_agg(x) from (${query}) x(x)), '[]')`;
const notMoved = (meeting: string) => sql`${sql.ref(meeting)} is distinct from ${needs("moved_id")}`;
const offered = sql`(archived_at is null or ${needs("moved_id")} is not null)`;
const onDates = (first: string, last: string) => sql`
  (${sql.ref(first)} is null or ${sql.ref(first)} <= ${needs("last_date")})
  and (${sql.ref(last)} is null or ${sql.ref(last)} >= ${needs("first_date")})`;

const hours = sql`
  select json_build_array(h.day, h.start_minute, h.end_minute, ${dayNumber("h.from_date")}, ${dayNumber("h.until_date")},
    h.location_id)
  from weekly_hours h
  where h.provider_id = a.id and ${onDates("h.from_date", "h.until_date")}
    and (h.service_id is null or h.service_id = ${needs("service_id")})
    and (h.format_id is null or h.format_id = ${needs("format_id")})`;

const exceptions = sql`
  select json_build_array(${dayNumber("e.from_date")}, ${dayNumber("e.until_date")}, e.ranges)
  from hour_exceptions e where e.provider_id = a.id and ${onDates("e.from_date", "e.until_date")}`;

const busy = (person: RawBuilder<unknown>) => sql`
  select ${spans("o.starts_at", "o.ends_at")} from occupancy o
  where o.person_id = ${person} and o.ends_at > ${needs("after")} and o.starts_at < ${needs("before")}
    and (o.meeting_id is null or ${notMoved("o.meeting_id")})
    and (o.wait_id is null or o.wait_id is distinct from ${needs("wait_id")})`;

const given = sql`
  select ${spans("m.starts_at", "m.ends_at")} from meetings m
  where m.provider_id = a.id and m.state <> 'cancelled'
    and m.starts_at > ${needs("week_after")} and m.starts_at < ${needs("week_before")} and ${notMoved("m.id")}`;

const received = sql`
  select ${spans("o.starts_at", "o.ends_at")} from occupancy o
  join meetings m on m.community_id = o.community_id and m.id = o.meeting_id
  where ${needs("count_member")} and o.person_id = ${needs("member_id")} and m.provider_id <> o.person_id
    and o.ends_at > ${needs("week_after")} and o.starts_at < ${needs("week_before")} and ${notMoved("m.id")}`;

const taken = sql`
  select ${spans("m.starts_at", "m.ends_at")} from meetings m
  where m.location_id = l.id and m.state <> 'cancelled'
    and m.ends_at > ${needs("after")} and m.starts_at < ${needs("before")} and ${notMoved("m.id")}`;

const closings = sql`
  select json_build_array(${dayNumber("from_date")}, ${dayNumber("until_date")}) from closings
  where ${onDates("from_date", "until_date")}`;

const locations = sql`
  select row_to_json(y) from (
    select l.id, l.name, l.way, l.details, l.capacity, l.opening,
      case when l.capacity is null then '[]'::json else (${taken}) end as taken
    from locations l join format on l.way = any(format.ways)
    where l.archived_at is null order by l.position, l.name) y`;

const providers = sql`
  select json_build_object('id', a.id, 'first_name', a.first_name, 'last_name', a.last_name, 'email', a.email,
    'zone', a.zone, 'buffer_before', a.buffer_before, 'buffer_after', a.buffer_after,
    'notice_minutes', a.notice_minutes, 'cap', a.cap, 'paused', a.paused,
    'hours', ${list(hours)}, 'exceptions', ${list(exceptions)}, 'busy', (${busy(sql.ref("a.id"))}),
    'booked', case when a.cap is null then '[]'::json else (${given}) end)
  from asked a order by a.first_name, a.last_name, a.id`;

const answer = sql`
  apart as materialized (select id from ${blockedWith(needs("member_id"))} as b (id)),
  service as (
    select id, code, subject, number, name, description, owner_id, generic,
      exists (select from enrollments e
        where e.service_id = services.id and e.person_id = ${needs("member_id")}) as mine
    from services where id = ${needs("service_id")} and ${offered}
      and (owner_id is null or owner_id not in (select id from apart))
  ), format as (
    select id, name, description, minutes, ways, size, rhythm from formats
    where id = ${needs("format_id")} and ${offered}
  ), asked as (
    select c.provider_id as id, p.first_name, p.last_name, p.email, s.zone, s.buffer_before, s.buffer_after,
      s.notice_minutes, least(s.weekly_cap_minutes, ${needs("cap")}) as cap, s.paused_at is not null as paused
    from service
    join certifications c on c.service_id = service.id
    join providers s on s.community_id = c.community_id and s.person_id = c.provider_id
    -- The community is named again here because the policy of people has a second way in, past which no index is found.
    join people p on p.community_id = c.community_id and p.id = c.provider_id
    where p.archived_at is null and 'provider' = any(p.roles) and p.id is distinct from ${needs("member_id")}
      and c.provider_id not in (select id from apart)
      and (${needs("provider_ids")} is null or c.provider_id = any(${needs("provider_ids")}::uuid[]))
  )
  select (select row_to_json(service) from service) as service,
    (select row_to_json(format) from format) as format,
    (select row_to_json(g) from (
      select id, code, subject, number, name from services
      where generic and archived_at is null and id <> ${needs("service_id")} order by code limit 1) g) as generic,
    ${list(closings)} as closings,
    ${list(locations)} as locations,
    json_build_object('busy', (${busy(needs("member_id"))}), 'booked', (${received})) as member,
    ${list(providers)} as providers`;
