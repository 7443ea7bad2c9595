import { type RawBuilder, sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { holds, type Listing, listing, type Wanted } from "../../admin/index.ts";
import { ownNameSql } from "../../people/named.ts";
import type { PaymentMethod } from "../payment.ts";
import type { Standing } from "../rules.ts";
import { duePayBy, dueState } from "./holding.ts";
import type { PaymentEventKind } from "./payments.ts";

export const shows = ["all", "open", "owed", "look"] as const;
export type Show = (typeof shows)[number];

export interface PaymentSearch extends Wanted {
  readonly show: Show;
}

/** A payment as staff sees it: money and people, and nothing of what it is for. */
export interface PaymentLine {
  readonly id: string;
  readonly reference: string;
  readonly at: Temporal.Instant;
  readonly payer: { readonly firstName: string; readonly lastName: string; readonly email: string };
  readonly amount: number;
  readonly currency: string;
  readonly method: PaymentMethod;
  readonly standing: Standing;
  /** Minor units that went back or will; null: none. */
  readonly refund: number | null;
}

const standing = sql<Standing>`case
  when p.refund_failed_at is not null then 'failed'
  when p.refunded_at is not null then 'returned'
  when p.refund_wanted_at is not null then 'owed'
  when p.paid_at is not null then case when p.refund_reason = 'kept' then 'kept' else 'paid' end
  when p.ended_at is not null then 'ended'
  else 'open' end`;

const line = sql`p.id, p.reference, coalesce(p.paid_at, p.created_at) as at, p.amount, p.currency, p.method,
  ${standing} as standing, p.refund_amount as refund,
  json_build_object('firstName', w.first_name, 'lastName', w.last_name, 'email', w.email) as payer`;

/**
 * Something of which somebody has to think: money that did not find its way back, or, in the last four weeks, that was not what was
 * asked for.
 */
const needsLook = (now: Temporal.Instant) => sql<boolean>`(p.refund_failed_at is not null or exists (
  select from payment_events e where e.payment_id = p.id and (
    (e.kind in ('mismatch', 'partly_refunded') and e.at > ${now}::timestamptz - interval '28 days')
    or (e.kind = 'refund_refused' and p.refunded_at is null))))`;

/** What was paid, is to be paid at the desk, or needs a look; a card payment that was only begun is nobody's business. */
const isListed = (now: Temporal.Instant) =>
  sql<boolean>`(p.paid_at is not null or (p.method = 'desk' and p.ended_at is null) or ${needsLook(now)})`;

const narrowed = (now: Temporal.Instant): Readonly<Record<Show, RawBuilder<boolean>>> => ({
  all: isListed(now),
  open: sql<boolean>`(p.method = 'desk' and p.paid_at is null and p.ended_at is null)`,
  owed: sql<boolean>`(p.method = 'desk' and p.refund_wanted_at is not null and p.refunded_at is null)`,
  look: needsLook(now),
});

/** A community's payments by reference or payer, the newest first. */
export function searchPayments(
  trx: Scoped,
  { q, page, show }: PaymentSearch,
  now: Temporal.Instant,
): Promise<Listing<PaymentLine>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<PaymentLine & { total: number }>`
      select ${line}, count(*) over ()::int as total
      from payments p join people w on w.id = p.payer_id
      where ${narrowed(now)[show]}
        and ${holds(sql`concat_ws(' ', p.reference, replace(p.reference, '-', ''), w.first_name, w.last_name, w.email)`, q)}
      order by coalesce(p.paid_at, p.created_at) desc, p.id desc
      limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}

/** How many payments need a look. */
export async function countLooks(trx: Scoped, now: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from payments p where ${needsLook(now)}`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Id of the payment with this reference. */
export async function paymentByReference(trx: Scoped, reference: string): Promise<string | null> {
  const row = await trx
    .selectFrom("payments")
    .select("id")
    .where("reference", "=", reference)
    .executeTakeFirst();
  return row?.id ?? null;
}

export interface DeskPayment extends PaymentLine {
  readonly meetingId: string;
  /** Whether what it is for still waits for money. */
  readonly isDue: boolean;
  readonly payBy: Temporal.Instant | null;
  readonly events: readonly {
    readonly kind: PaymentEventKind;
    readonly at: string;
    /** Who did it; null when nobody did. */
    readonly name: string | null;
    readonly detail: { readonly amount?: number | null; readonly currency?: string | null };
  }[];
}

/** One payment for staff, with its history. */
export async function paymentForStaff(trx: Scoped, id: string): Promise<DeskPayment | null> {
  const { rows } = await sql<DeskPayment>`
    select ${line}, p.meeting_id as "meetingId", ${dueState} = 'unpaid' as "isDue", ${duePayBy} as "payBy",
      (select coalesce(json_agg(x order by x.at, x.id), '[]') from (
        select e.id, e.kind, e.at, e.detail, ${ownNameSql("b")} as name
        from payment_events e left join people b on b.id = e.by_person where e.payment_id = p.id) x) as events
    from payments p join people w on w.id = p.payer_id join meetings m on m.id = p.meeting_id
    left join registrations r on r.meeting_id = m.id and r.person_id = p.payer_id
    where p.id = ${id}`.execute(trx);
  return rows[0] ?? null;
}
