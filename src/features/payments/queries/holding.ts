import { sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Payment } from "../payment.ts";
import type { DueFacts, Price } from "../rules.ts";
import { toPayment } from "./payments.ts";

/**
 * How what somebody owes for the meeting `m` stands. For a meeting of two that is how the meeting stands; in a group everybody pays
 * for their own place, which is their registration `r`. A place for which nothing was asked is paid by no money.
 */
export const dueState = sql<DueFacts["state"]>`(case
  when m.seats is null then m.state
  when m.state = 'cancelled' then 'cancelled'
  when r.state = 'unpaid' then 'unpaid'
  when r.state = 'registered' and m.price > 0 then 'final'
  else 'cancelled' end)`;

/** Until when it can be paid, of the same. */
export const duePayBy = sql<Temporal.Instant | null>`(case when m.seats is null then m.pay_by else r.pay_by end)`;

/**
 * What was decided about the money when it was last called off: the meeting, or the place when it was sure. That an unpaid place was
 * let go says nothing of the money for one before it.
 */
const dueRefund = sql<DueFacts["refund"]>`coalesce(case when m.seats is null then (
    select e.detail ->> 'refund' from meeting_events e
    where e.meeting_id = m.id and e.kind in ('cancelled', 'expired')
    order by e.at desc, e.id desc limit 1)
  else (
    select e.detail ->> 'refund' from registration_events e
    where e.meeting_id = m.id and e.person_id = w.id and e.kind in ('cancelled', 'expired', 'removed')
      and coalesce(e.detail ->> 'was', 'registered') = 'registered'
    order by e.at desc, e.id desc limit 1) end, 'full')`;

/** What one person owes for one meeting, with the meeting held. */
export interface LockedDue extends DueFacts, Price {
  readonly meetingId: string;
  readonly payerId: string;
  /** Who gives it, and earns what is paid from now on. */
  readonly payeeId: string;
  /** Whether it is a place among others, of whom nobody learns of it. */
  readonly isGroup: boolean;
  readonly payBy: Temporal.Instant | null;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
}

/** What somebody owes, and all their payments of it, the first begun first; locked in this order, after the meeting. */
export interface Held {
  readonly due: LockedDue;
  readonly payments: readonly Payment[];
}

/** Holds a meeting's row until the transaction ends. False when there is none. */
export async function holdMeeting(trx: Scoped, meetingId: string): Promise<boolean> {
  const held = await sql`select from meetings where id = ${meetingId} for update`.execute(trx);
  return held.rows.length > 0;
}

/** What this person owes for a meeting, and how they pay it. Null when there is no such meeting. */
export async function hold(trx: Scoped, meetingId: string, payerId: string): Promise<Held | null> {
  if (!(await holdMeeting(trx, meetingId))) return null;
  const [due] = await duesOf(trx, meetingId, [payerId]);
  return due ? { due, payments: await lockPayments(trx, meetingId, payerId) } : null;
}

/** As `hold`, for everybody who began to pay for a meeting, or for one of them. */
export async function holdAll(trx: Scoped, meetingId: string, payerId?: string): Promise<Held[]> {
  if (!(await holdMeeting(trx, meetingId))) return [];
  const payments = await lockPayments(trx, meetingId, payerId);
  if (payments.length === 0) return [];
  const byPayer = Map.groupBy(payments, (payment) => payment.payerId);
  const dues = await duesOf(trx, meetingId, [...byPayer.keys()]);
  return dues.map((due) => ({ due, payments: byPayer.get(due.payerId) ?? [] }));
}

/** A statement of its own: the one that waited for the meeting's lock still sees what was true before. */
async function duesOf(trx: Scoped, meetingId: string, payers: readonly string[]): Promise<LockedDue[]> {
  const { rows } = await sql<LockedDue>`
    select m.id as "meetingId", w.id as "payerId", m.provider_id as "payeeId", m.seats is not null as "isGroup", m.price, m.currency,
      ${dueState} as state, ${duePayBy} as "payBy", ${dueRefund} as refund,
      ${spanSql("m")}
    from meetings m
    cross join unnest(${[...payers]}::uuid[]) as w (id)
    left join registrations r on r.meeting_id = m.id and r.person_id = w.id
    where m.id = ${meetingId}
    order by w.id`.execute(trx);
  return rows;
}

async function lockPayments(trx: Scoped, meetingId: string, payerId?: string): Promise<Payment[]> {
  const all = trx.selectFrom("payments").selectAll().where("meeting_id", "=", meetingId);
  const wanted = payerId === undefined ? all : all.where("payer_id", "=", payerId);
  const rows = await wanted.orderBy("id").forUpdate().execute();
  return rows.map(toPayment);
}
