import { type Selectable, sql } from "kysely";
import type { DB } from "#platform/database/schema.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Payment, PaymentMethod, RefundReason } from "../payment.ts";

/** A stored payment. */
export function toPayment(row: Selectable<DB["payments"]>): Payment {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    payerId: row.payer_id,
    method: row.method === "desk" ? "desk" : "card",
    reference: row.reference,
    amount: row.amount,
    currency: row.currency,
    sessionId: row.session_id,
    sessionUrl: row.session_url,
    sessionEndsAt: row.session_ends_at,
    intentId: row.intent_id,
    paidAt: row.paid_at,
    fee: row.fee,
    recordedBy: row.recorded_by,
    refundReason: reasons.find((reason) => reason === row.refund_reason) ?? null,
    refundWantedAt: row.refund_wanted_at,
    refundAmount: row.refund_amount,
    refundId: row.refund_id,
    refundedAt: row.refunded_at,
    refundFailedAt: row.refund_failed_at,
    endedAt: row.ended_at,
    begunAt: row.created_at,
  };
}

const reasons: readonly RefundReason[] = ["off", "kept", "double"];

/** What a payment is for. */
export interface PaidFor {
  readonly meetingId: string;
  readonly payerId: string;
}

/** Whose payment this is and of which meeting, unlocked: that is locked first. Null when there is no such payment here. */
export async function whatPays(trx: Scoped, paymentId: string): Promise<PaidFor | null> {
  const row = await trx
    .selectFrom("payments")
    .select(["meeting_id as meetingId", "payer_id as payerId"])
    .where("id", "=", paymentId)
    .executeTakeFirst();
  return row ?? null;
}

/** A payment as it is now. */
export async function paymentById(trx: Scoped, id: string): Promise<Payment | null> {
  const row = await trx.selectFrom("payments").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? toPayment(row) : null;
}

/** Every payment of one person for a meeting as it is now, the first begun first. */
export async function paymentsOf(trx: Scoped, { meetingId, payerId }: PaidFor): Promise<Payment[]> {
  const rows = await trx
    .selectFrom("payments")
    .selectAll()
    .where("meeting_id", "=", meetingId)
    .where("payer_id", "=", payerId)
    .orderBy("id")
    .execute();
  return rows.map(toPayment);
}

export interface NewPayment {
  readonly communityId: string;
  readonly id: string;
  readonly meetingId: string;
  readonly payerId: string;
  /** Whose earning it is: who gives the meeting as it begins. */
  readonly payeeId: string;
  readonly method: PaymentMethod;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly sessionEndsAt: Temporal.Instant | null;
  readonly now: Temporal.Instant;
}

/** Null when the community has this reference already. */
export async function insertPayment(trx: Scoped, payment: NewPayment): Promise<Payment | null> {
  const row = await trx
    .insertInto("payments")
    .values({
      community_id: payment.communityId,
      id: payment.id,
      meeting_id: payment.meetingId,
      payer_id: payment.payerId,
      payee_id: payment.payeeId,
      method: payment.method,
      reference: payment.reference,
      amount: payment.amount,
      currency: payment.currency,
      session_ends_at: payment.sessionEndsAt,
      created_at: payment.now,
    })
    .onConflict((conflict) => conflict.columns(["community_id", "reference"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ? toPayment(row) : null;
}

/** Writes all that can become known of a payment. Who writes has read it under its lock. */
export async function keepPayment(trx: Scoped, payment: Payment): Promise<void> {
  await trx
    .updateTable("payments")
    .set({
      session_id: payment.sessionId,
      session_url: payment.sessionUrl,
      intent_id: payment.intentId,
      paid_at: payment.paidAt,
      fee: payment.fee,
      recorded_by: payment.recordedBy,
      refund_reason: payment.refundReason,
      refund_wanted_at: payment.refundWantedAt,
      refund_amount: payment.refundAmount,
      refund_id: payment.refundId,
      refunded_at: payment.refundedAt,
      refund_failed_at: payment.refundFailedAt,
      ended_at: payment.endedAt,
    })
    .where("id", "=", payment.id)
    .execute();
}

/** What can have happened to a payment. */
export type PaymentEventKind =
  | "begun"
  | "paid"
  | "recorded"
  | "ended"
  | "refund_wanted"
  | "kept"
  | "refund_refused"
  | "refund_failed"
  | "refunded"
  | "handed_back"
  | "partly_refunded"
  | "mismatch"
  | "refused";

export interface PaymentEvent {
  readonly paymentId: string;
  readonly kind: PaymentEventKind;
  readonly by?: string | null;
  readonly detail?: object;
  readonly at: Temporal.Instant;
}

export async function logPayments(
  trx: Scoped,
  communityId: string,
  events: readonly PaymentEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto("payment_events")
    .values(
      events.map(({ paymentId, kind, by = null, detail = {}, at }) => ({
        community_id: communityId,
        id: newId(),
        payment_id: paymentId,
        kind,
        by_person: by,
        detail: JSON.stringify(detail),
        at,
      })),
    )
    .execute();
}

/** Writes down what a notice or refund (its id in `detail.notice`) tells, unless that was written down before. */
export async function logOnce(
  trx: Scoped,
  communityId: string,
  event: PaymentEvent & { readonly detail: Readonly<Record<string, unknown>> & { readonly notice: string } },
): Promise<void> {
  const known = await sql`
    select from payment_events
    where payment_id = ${event.paymentId} and kind = ${event.kind} and detail ->> 'notice' = ${event.detail.notice}`.execute(
    trx,
  );
  if (known.rows.length === 0) await logPayments(trx, communityId, [event]);
}

export interface PartialRefund {
  readonly communityId: string;
  /** The card service's. */
  readonly id: string;
  /** Minor units of the payment's currency. */
  readonly amount: number;
  readonly at: Temporal.Instant;
  readonly failed: boolean;
}

/** Writes down a part that went back of a payment, or what became of it. */
export async function keepPartialRefund(
  trx: Scoped,
  payment: Payment,
  { communityId, id, amount, at, failed }: PartialRefund,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into partial_refunds (community_id, payment_id, id, payee_id, meeting_id, currency, amount, refunded_at, failed_at)
    select ${communityId}, p.id, ${id}, p.payee_id, p.meeting_id, p.currency, ${amount}, ${at},
      case when ${failed} then ${now}::timestamptz end
    from payments p where p.id = ${payment.id}
    on conflict (community_id, payment_id, id) do update
      set failed_at = case when ${failed} then coalesce(partial_refunds.failed_at, excluded.failed_at) end`.execute(
    trx,
  );
}

/** How often something happened to a payment. */
export async function countEvents(trx: Scoped, paymentId: string, kind: PaymentEventKind): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from payment_events where payment_id = ${paymentId} and kind = ${kind}`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

/** Takes note of a notice of the card service by its id. False when it was taken before. */
export async function noteNotice(
  trx: Scoped,
  notice: { communityId: string; id: string; kind: string; paymentId: string; madeAt: Temporal.Instant },
): Promise<boolean> {
  const row = await trx
    .insertInto("payment_notices")
    .values({
      community_id: notice.communityId,
      id: notice.id,
      kind: notice.kind,
      payment_id: notice.paymentId,
      made_at: notice.madeAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The bell, the mail and open pages of these people: everybody in a meeting of two. */
export async function peopleOf(trx: Scoped, meetingId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select provider_id as id from meetings where id = ${meetingId}
    union select person_id from registrations where meeting_id = ${meetingId}`.execute(trx);
  return rows.map(({ id }) => id);
}

/**
 * Meetings whose payments wait for somebody to look after them: checkouts that should have ended and were not heard of, refunds
 * and fees that an hour (and every hour after) did not bring. So many at most.
 */
export async function meetingsToSettle(trx: Scoped, now: Temporal.Instant, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct meeting_id as id from payments p
    where method = 'card' and (
      (paid_at is null and ended_at is null and session_ends_at < ${now})
      or (refund_wanted_at is not null and refunded_at is null and refund_failed_at is null
        and ${everyHour(sql`refund_wanted_at`, now)})
      or (paid_at > ${now}::timestamptz - interval '2 days' and fee is null and intent_id is not null
        and ${everyHour(sql`paid_at`, now)}))
    limit ${limit}`.execute(trx);
  return rows.map(({ id }) => id);
}

/** True in one minute of each hour since, the first excepted. */
const everyHour = (since: ReturnType<typeof sql>, now: Temporal.Instant) => sql<boolean>`(
  ${since} < ${now}::timestamptz - interval '5 minutes'
  and floor(extract(epoch from ${now}::timestamptz - ${since}) / 60)::int % 60 = 0)`;
