import { sql } from "kysely";
import { instantOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";

/** Moments are epoch minutes, dates are days since 1970-01-01, spans lie flat: `[start, end, start, end, ...]`. */
export interface OpenTimesRow {
  readonly id: string;
  readonly zone: string;
  readonly paused: boolean;
  readonly hours: readonly [
    day: number,
    start: number,
    end: number,
    from: number | null,
    until: number | null,
  ][];
  readonly exceptions: readonly [from: number, until: number, ranges: number[]][];
  readonly closings: readonly [from: number, until: number][];
  readonly busy: readonly number[];
}

/** All hours of some providers, and what stands against them from `from` to before `to` (epoch minutes), in one statement. */
export async function loadOpenTimes(
  trx: Scoped,
  { providerIds, from, to }: { providerIds: readonly string[]; from: number; to: number },
): Promise<OpenTimesRow[]> {
  const { rows } = await sql<OpenTimesRow>`
    select s.person_id as id, s.zone, s.paused_at is not null as paused,
      (select coalesce(json_agg(json_build_array(day, start_minute, end_minute, from_date - date '1970-01-01',
          until_date - date '1970-01-01')), '[]')
        from weekly_hours where provider_id = s.person_id) as hours,
      (select coalesce(json_agg(json_build_array(from_date - date '1970-01-01', until_date - date '1970-01-01', ranges)), '[]')
        from hour_exceptions where provider_id = s.person_id) as exceptions,
      (select coalesce(json_agg(json_build_array(from_date - date '1970-01-01', until_date - date '1970-01-01')), '[]')
        from closings) as closings,
      (select coalesce(('[' || string_agg((date_part('epoch', starts_at) / 60)::int || ',' ||
          (date_part('epoch', ends_at) / 60)::int, ',') || ']')::json, '[]')
        from occupancy where person_id = s.person_id
          and ends_at > ${instantOf(from)} and starts_at < ${instantOf(to)}) as busy
    from providers s where s.person_id = any(${providerIds}::uuid[])`.execute(trx);
  return rows;
}
