import { type RawBuilder, sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { type Listing, listing } from "../../admin/listing.ts";
import { boundsOf, type Earned, type MonthEarned, type Months } from "../rules.ts";

/** Money that moved between two moments, the first of them in it: one row per `by`, with what came in, what was kept, what went back. */
function moved(
  payeeId: string,
  [from, to]: readonly [Temporal.Instant, Temporal.Instant],
  by: (moment: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const at = (column: string) => sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to}`;
  return sql`
    select ${by(sql`p.paid_at`)} as by, p.currency, count(*) as payments, sum(p.amount) as gross, sum(coalesce(p.fee, 0)) as fees,
      0 as refunds, count(*) filter (where p.method = 'card' and p.fee is null) as unknown
    from payments p where p.payee_id = ${payeeId} and ${at("p.paid_at")}
    group by 1, 2
    union all
    select ${by(sql`p.refunded_at`)}, p.currency, 0, 0, 0, sum(greatest(p.refund_amount - coalesce(x.amount, 0), 0)), 0
    from payments p left join (
      -- What went back in parts before the rest was handed back is not given back twice.
      select payment_id, sum(amount) as amount from partial_refunds
      where payee_id = ${payeeId} and failed_at is null group by 1) x on x.payment_id = p.id
    where p.payee_id = ${payeeId} and ${at("p.refunded_at")} and p.refund_failed_at is null
    group by 1, 2
    union all
    select ${by(sql`p.refunded_at`)}, p.currency, 0, 0, 0, sum(p.amount), 0
    from partial_refunds p where p.payee_id = ${payeeId} and ${at("p.refunded_at")} and p.failed_at is null
    group by 1, 2`;
}

const sums = sql`x.currency, sum(x.payments)::int as payments, sum(x.gross)::bigint as gross, sum(x.fees)::bigint as fees,
  sum(x.refunds)::bigint as refunds, sum(x.unknown)::int as unknown`;

/**
 * What somebody earned in each of these months, by currency; months and currencies in which no money moved are left out. The months'
 * ends are worked out here, so that nothing depends on what the database knows of zones.
 */
export async function earnedIn(trx: Scoped, payeeId: string, months: Months): Promise<MonthEarned[]> {
  const bounds = boundsOf(months);
  const [from, to] = [bounds[0], bounds.at(-1)];
  if (months.count === 0 || !from || !to) return [];
  const ends = sql`${bounds.map(String)}::timestamptz[]`;
  const { rows } = await sql<Earned & { by: number }>`
    select x.by, ${sums}
    from (${moved(payeeId, [from, to], (moment) => sql`width_bucket(${moment}, ${ends})`)}) x
    group by x.by, x.currency order by x.by, x.currency`.execute(trx);
  return rows.map(({ by, ...earned }) => ({ ...earned, month: months.first.add({ months: by - 1 }) }));
}

/** When the first payment that somebody earned was made. Null when there was none. */
export async function firstEarned(trx: Scoped, payeeId: string): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select min(paid_at) as at from payments where payee_id = ${payeeId} and paid_at is not null`.execute(trx);
  return rows[0]?.at ?? null;
}

/** What was earned with one meeting within a month, in one currency. Who paid it is not in it. */
export interface MeetingEarned extends Earned {
  readonly meetingId: string;
  readonly group: boolean;
  /** What it is called, or else its format. */
  readonly name: string;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
}

/** The meetings for which money moved in one month, in the order of their times. */
export function meetingsEarned(
  trx: Scoped,
  payeeId: string,
  months: Months,
  page: number,
): Promise<Listing<MeetingEarned & { total: number }>> {
  const [from, to] = boundsOf({ ...months, count: 1 });
  if (!from || !to) throw new RangeError("a month has a beginning and an end");
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<MeetingEarned & { total: number }>`
      select m.id as "meetingId", m.seats is not null as "group", coalesce(nullif(m.name, ''), f.name) as name, ${spanSql("m")},
        y.currency, y.payments, y.gross, y.fees, y.refunds, y.unknown, count(*) over ()::int as total
      from (select x.by, ${sums} from (${moved(payeeId, [from, to], () => sql`p.meeting_id`)}) x group by x.by, x.currency) y
      join meetings m on m.id = y.by join formats f on f.id = m.format_id
      order by m.starts_at, m.id, y.currency limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}
