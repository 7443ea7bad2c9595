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
  const final = (column: string) =>
    sql`coalesce(sum(${sql.ref(`c.${column}`)}) filter (where c.state = 'final'), 0)::int`;
  // Summed up by state first: a condition in each sum costs more than all the reading.
  const { rows } = await sql<Counts>`
    select ${final("meetings")} as scheduled,
      coalesce(sum(c.meetings) filter (where c.state = 'cancelled'), 0)::int as cancelled,
      coalesce(sum(c.meetings) filter (where c.state in ('pending', 'unpaid')), 0)::int as unsure,
      ${final("registered")} as registered, ${final("attended")} as attended, ${final("no_show")} as "noShow",
      ${final("over")} as unsaid, ${final("to_come")} as "toCome"
    from unnest(${begins}::timestamptz[], ${ends}::timestamptz[]) with ordinality as s (begins, ends, place)
    left join lateral (
      select g.state, count(*) as meetings, sum(g.registered) as registered, sum(g.attended) as attended, sum(g.no_show) as no_show,
        sum(g.registered - g.attended - g.no_show) filter (where g.ends_at <= ${now}) as over,
        sum(g.registered - g.attended - g.no_show) filter (where g.ends_at > ${now}) as to_come
      from given_meetings g where g.person_id = ${personId} and g.starts_at >= s.begins and g.starts_at < s.ends
      group by g.state) c on true
    group by s.place order by s.place`.execute(trx);
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
