import { type RawBuilder, sql } from "kysely";
import { instantOf } from "#platform/clock.ts";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { localDate } from "../../availability/zones.ts";
import type { Period } from "../period.ts";
import type { Part } from "../told.ts";
import { grownSql, partSql } from "./parts.ts";

/** What was booked of a service for a time in a period; `serviceId` null: of none, as group meetings are. */
export interface Booked {
  readonly serviceId: string | null;
  readonly group: boolean;
  readonly made: number;
  /** Of those. */
  readonly cancelled: number;
  /** Minutes of those that were not cancelled. */
  readonly minutes: number;
  /** Places of the groups that were not cancelled. */
  readonly places: number;
}

/** The meetings that start in a period, service by service, without private ones. One statement. */
export async function bookedIn(trx: Scoped, { from, to }: Period): Promise<Booked[]> {
  const { rows } = await sql<Booked>`
    select m.service_id as "serviceId", m.seats is not null as "group", count(*)::int as made,
      count(*) filter (where m.state = 'cancelled')::int as cancelled,
      coalesce(sum(extract(epoch from m.ends_at - m.starts_at) / 60) filter (where m.state <> 'cancelled'), 0)::int as minutes,
      coalesce(sum(m.seats) filter (where m.state <> 'cancelled'), 0)::int as places
    from meetings m
    where m.starts_at >= ${instantOf(from)} and m.starts_at < ${instantOf(to)} and not m.private
    group by 1, 2`.execute(trx);
  return rows;
}

/** A span of epoch minutes, the end not included. */
export type Window = readonly [start: number, end: number];

/** What support requests ask for, part by part of their growth. */
export interface Asked {
  readonly requests: readonly { readonly part: Part; readonly count: number }[];
  readonly experiences: readonly { readonly part: Part; readonly id: string; readonly count: number }[];
  /** The wished times, request by request. */
  readonly windows: readonly { readonly part: Part; readonly spans: readonly Window[] }[];
}

/** The support requests that were made until the end of a period, whatever became of them. One statement. */
export async function askedIn(trx: Scoped, period: Period): Promise<Asked> {
  const { rows } = await sql<Asked>`
    with made as materialized (
      select id, windows, ${partSql("created_at", period)} as part from support_requests
      where ${grownSql("created_at", period)})
    select ${all(sql`select part, count(*)::int as count from made group by 1`)} as requests,
      ${all(sql`
        select part, e.option_id as id, count(*)::int as count
        from made join request_experiences e on e.request_id = made.id group by 1, 2`)} as experiences,
      ${all(sql`
        select part, (
            select json_agg(json_build_array(${minuteSql(sql`lower(w)`)}, ${minuteSql(sql`upper(w)`)})) from unnest(windows) as w) as spans
        from made where not isempty(windows)`)} as windows`.execute(trx);
  return rows[0] ?? { requests: [], experiences: [], windows: [] };
}

/** People who began to wait for a time, part by part of their growth. */
export interface Waited {
  readonly services: readonly { readonly part: Part; readonly id: string; readonly count: number }[];
  /** Of those who wait for exactly one start: when it is, in epoch minutes. */
  readonly starts: readonly { readonly part: Part; readonly start: number }[];
}

/** The waits that began until the end of a period. One statement. */
export async function waitedIn(trx: Scoped, period: Period): Promise<Waited> {
  const { rows } = await sql<Waited>`
    with began as materialized (
      select service_id, from_at, until_at, ${partSql("created_at", period)} as part from waits
      where ${grownSql("created_at", period)})
    select ${all(sql`select part, service_id as id, count(*)::int as count from began group by 1, 2`)} as services,
      ${all(sql`
        select part, ${minuteSql("from_at")} as start from began where until_at <= from_at + interval '1 hour'`)} as starts`.execute(
    trx,
  );
  return rows[0] ?? { services: [], starts: [] };
}

/** Searches for a free time that found none, part by part of their growth. */
export interface Searched {
  /** There was no time at all. */
  readonly none: readonly {
    readonly part: Part;
    readonly serviceId: string;
    readonly formatId: string;
    /** Null: whoever is free. */
    readonly providerId: string | null;
    readonly count: number;
  }[];
  /** A time that was chosen was gone: its hour of the week. */
  readonly hours: readonly { readonly part: Part; readonly cell: number; readonly count: number }[];
}

/** The searches until the end of a period that found no time. One statement. */
export async function searchedIn(
  trx: Scoped,
  { zone, first, last, yearFrom, turn }: Period,
): Promise<Searched> {
  const dateOf = (day: number) => sql`date '1970-01-01' + ${day}::int`;
  const next = turn === null ? last + 1 : localDate(zone, turn);
  const { rows } = await sql<Searched>`
    with found as materialized (
      select service_id, format_id, provider_id, wished_hour,
        case when on_day < ${dateOf(first)} then 'before' when on_day < ${dateOf(next)} then 'first' else 'second' end as part
      from empty_searches where on_day between ${dateOf(localDate(zone, yearFrom))} and ${dateOf(last)})
    select ${all(sql`
        select part, service_id as "serviceId", format_id as "formatId", provider_id as "providerId", count(*)::int as count
        from found where wished_hour is null group by 1, 2, 3, 4`)} as none,
      ${all(sql`
        select part, wished_hour as cell, count(*)::int as count
        from found where wished_hour is not null group by 1, 2`)} as hours`.execute(trx);
  return rows[0] ?? { none: [], hours: [] };
}

const all = (query: RawBuilder<unknown>) => sql`(select coalesce(json_agg(x), '[]') from (${query}) x)`;
