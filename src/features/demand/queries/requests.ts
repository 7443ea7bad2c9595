import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Period } from "../period.ts";
import type { Part } from "../told.ts";
import { grownSql, partSql } from "./parts.ts";

/** The requests that wait for somebody now. Spans of time in minutes. */
export interface Unanswered {
  /** Open, and without a proposal that stands. */
  readonly waiting: number;
  /** Of those: longer than the community's answer time. */
  readonly late: number;
  /** How long the longest of them has waited, and how long half of them at least; null when there is none. */
  readonly longest: number | null;
  readonly median: number | null;
}

const minutes = (from: string, to: ReturnType<typeof sql>) =>
  sql`extract(epoch from ${to} - ${sql.ref(from)}) / 60`;

/** What waits for a proposal at a moment, in one statement. `answerMinutes` is the community's answer time. */
export async function unansweredAt(
  trx: Scoped,
  { now, answerMinutes }: { now: Temporal.Instant; answerMinutes: number },
): Promise<Unanswered> {
  const { rows } = await sql<Unanswered>`
    select count(*)::int as waiting,
      count(*) filter (where r.widened_at is not null or r.answer_by <= ${now}
        or r.created_at <= ${now.subtract({ minutes: answerMinutes })})::int as late,
      floor(max(${minutes("r.created_at", sql`${now}::timestamptz`)}))::int as longest,
      floor(percentile_cont(0.5) within group (order by ${minutes("r.created_at", sql`${now}::timestamptz`)}))::int as median
    from support_requests r
    join people m on m.community_id = r.community_id and m.id = r.member_id and m.archived_at is null
    where r.state = 'open' and r.created_at <= ${now}
      and not exists (select from proposals p where p.request_id = r.id and p.state in ('open', 'accepted'))`.execute(
    trx,
  );
  return rows[0] ?? { waiting: 0, late: 0, longest: null, median: null };
}

/** What became of the requests of a part of a growth. */
export interface Answered {
  readonly part: Part;
  readonly made: number;
  /** With a proposal, whatever became of it. */
  readonly answered: number;
  /** Of those: within the answer time. */
  readonly inTime: number;
  /** Until the first proposal, in minutes; null when there was none. */
  readonly median: number | null;
}

/**
 * How soon the requests until the end of a period were answered, part by part and, with `part` null, those of the period together.
 * One statement.
 */
export async function answeredIn(
  trx: Scoped,
  period: Period,
  answerMinutes: number,
): Promise<(Omit<Answered, "part"> & { readonly part: Part | null })[]> {
  const { rows } = await sql<Omit<Answered, "part"> & { part: Part | null }>`
    select r.part, count(*)::int as made, count(f.at)::int as answered,
      count(*) filter (where f.at <= r.created_at + make_interval(mins => ${answerMinutes}))::int as "inTime",
      floor(percentile_cont(0.5) within group (order by ${minutes("r.created_at", sql`f.at`)})
        filter (where f.at is not null and r.part <> 'before'))::int as median
    from (
      select community_id, id, created_at, state, ${partSql("created_at", period)} as part from support_requests
      where ${grownSql("created_at", period)}) r
    left join lateral (
      select min(p.created_at) as at from proposals p
      where p.community_id = r.community_id and p.request_id = r.id) f on true
    group by grouping sets ((r.part), ())`.execute(trx);
  return rows;
}
