import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

/** What came of the meetings somebody gave, as host or beside the host, that begin within one stretch of time. */
export interface Counts {
  /** Sure and not called off. */
  readonly scheduled: number;
  readonly cancelled: number;
  /** Still to be confirmed or paid. */
  readonly unsure: number;
  /** Sure places in those that are scheduled; the next four add up to it. */
  readonly registered: number;
  readonly attended: number;
  readonly noShow: number;
  /** Places in meetings that are over, of which nobody said whether somebody came. */
  readonly unsaid: number;
  /** Places in meetings that are not over yet. */
  readonly toCome: number;
}

/** Counts for each of these stretches of time, in their order, the meetings of one person that begin in it. */
export async function countsOf(
  trx: Scoped,
  personId: string,
  steps: readonly { begins: Temporal.Instant; ends: Temporal.Instant }[],
  now: Temporal.Instant,
): Promise<Counts[]> {
  const begins = steps.map(({ begins }) => begins.toString());
  const ends = steps.map(({ ends }) => ends.toString());
  const { rows } = await sql<Counts>`
    select c.* from unnest(${begins}::timestamptz[], ${ends}::timestamptz[]) with ordinality as s (begins, ends, place)
    cross join lateral (
      select count(*) filter (where state = 'final')::int as scheduled,
        count(*) filter (where state = 'cancelled')::int as cancelled,
        count(*) filter (where state in ('pending', 'unpaid'))::int as unsure,
        coalesce(sum(registered) filter (where state = 'final'), 0)::int as registered,
        coalesce(sum(attended) filter (where state = 'final'), 0)::int as attended,
        coalesce(sum(no_show) filter (where state = 'final'), 0)::int as "noShow",
        coalesce(sum(registered - attended - no_show) filter (where state = 'final' and ends_at <= ${now}), 0)::int as unsaid,
        coalesce(sum(registered - attended - no_show) filter (where state = 'final' and ends_at > ${now}), 0)::int as "toCome"
      from given_meetings where person_id = ${personId} and starts_at >= s.begins and starts_at < s.ends) c
    order by s.place`.execute(trx);
  return rows;
}

/** When the first and the last meeting that somebody gives begins, whatever became of them; null for who gives none. */
export async function extentOf(
  trx: Scoped,
  personId: string,
): Promise<{ first: Temporal.Instant; last: Temporal.Instant } | null> {
  const { rows } = await sql<{ first: Temporal.Instant | null; last: Temporal.Instant | null }>`
    select min(starts_at) as first, max(starts_at) as last from given_meetings where person_id = ${personId}`.execute(
    trx,
  );
  const { first = null, last = null } = rows[0] ?? {};
  return first && last ? { first, last } : null;
}
