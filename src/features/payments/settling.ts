import type Stripe from "stripe";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { cardAmount, minorOf } from "./amounts.ts";
import { keepAll, takeFacts } from "./learning.ts";
import type { Fact, Payment } from "./payment.ts";
import * as queries from "./queries/payments.ts";
import { type Reading, readRefund, readSession } from "./reading.ts";
import { decided, isToRefund, learn, standingOf, toEnd } from "./rules.ts";
import { cardService, hasAnswered, isNo } from "./stripe.ts";

export interface Settlement {
  readonly communityId: string;
  readonly meetingId: string;
}

/**
 * Brings the money of a meeting where it belongs: decides what has to go back, and has the card service close what cannot be paid
 * any more, give back what is owed, and say what became of what was not heard of. Running again, also at the same time, moves no
 * money twice. Throws when something is left to be tried again.
 */
export async function settleMeeting(platform: Platform, settlement: Settlement): Promise<void> {
  const work = await decideAll(platform, settlement);
  const service = cardService(platform.config);
  if (work.length === 0) return;
  if (!service) {
    platform.log.error(
      { community: settlement.communityId },
      "card payments wait, and no card service is set",
    );
    return;
  }
  const failures: unknown[] = [];
  for (const { payment, task } of work) {
    await tasks[task]({ platform, service, payment, ...settlement }).catch((error: unknown) =>
      failures.push(error),
    );
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${work.length} were not settled`);
}

interface Work {
  readonly payment: Payment;
  readonly task: "close" | "ask" | "refund" | "fee";
}

/** Decides in one transaction, and says what is left for the card service to do. */
export function decideAll({ db, jobs, clock }: Platform, settlement: Settlement): Promise<Work[]> {
  const { communityId, meetingId } = settlement;
  const now = clock.now();
  return inCommunity(db, asCommunityId(communityId), async (trx) => {
    const meeting = await queries.lockMeeting(trx, meetingId);
    const before = await queries.lockPayments(trx, meetingId);
    if (!meeting || before.length === 0) return [];
    const closing = new Set(toEnd(before, meeting).map(({ id }) => id));
    // What the card service never opened a page for ends here; the others end there first.
    const ended = before.map((payment) =>
      payment.sessionId === null && (closing.has(payment.id) || isOver(payment, now))
        ? learn(payment, { kind: "ended", at: now })
        : payment,
    );
    const after = decided(ended, meeting, { news: null, now });
    await keepAll(trx, jobs, { communityId, meeting, before, after, now });
    return after.flatMap((payment) => workOn(payment, { isClosing: closing.has(payment.id), now }));
  });
}

function workOn(payment: Payment, { isClosing, now }: { isClosing: boolean; now: Temporal.Instant }): Work[] {
  if (payment.method !== "card") return [];
  const is = (task: Work["task"], so: boolean): Work[] => (so ? [{ payment, task }] : []);
  const isOpen = standingOf(payment) === "open" && payment.sessionId !== null;
  return [
    ...is("close", isOpen && isClosing),
    ...is("ask", isOpen && !isClosing && isOver(payment, now)),
    ...is("refund", isToRefund(payment)),
    ...is("fee", payment.paidAt !== null && payment.fee === null && payment.intentId !== null),
  ];
}

const isOver = ({ sessionEndsAt }: Payment, now: Temporal.Instant): boolean =>
  sessionEndsAt !== null && Temporal.Instant.compare(sessionEndsAt, now) < 0;

interface Task extends Settlement {
  readonly platform: Platform;
  readonly service: Stripe;
  readonly payment: Payment;
}

const tasks: Readonly<Record<Work["task"], (task: Task) => Promise<void>>> = {
  /** Closes a page on which nothing is to be paid any more. One that was used a moment before tells so when it is asked. */
  async close(task) {
    const { sessionId } = task.payment;
    if (!sessionId) return;
    try {
      await task.service.checkout.sessions.expire(sessionId);
      await hear(task, [{ kind: "ended", at: task.platform.clock.now() }]);
    } catch (error) {
      if (!isNo(error)) throw error;
      await tasks.ask(task);
    }
  },

  /** Asks about a page that should be over and of which nothing was heard. */
  async ask(task) {
    const { sessionId } = task.payment;
    if (!sessionId) return;
    const session = await task.service.checkout.sessions.retrieve(sessionId);
    await hearReading(task, readSession(session, task.platform.clock.now()));
  },

  async refund(task) {
    const refund = await refundOnce(task);
    await hearReading(task, refund && readRefund(refund, task.platform.clock.now()));
  },

  /** What the card service kept for itself, where it counts it in the payment's own currency. */
  async fee({ platform, service, payment, communityId, meetingId }) {
    if (!payment.intentId) return;
    const intent = await service.paymentIntents.retrieve(payment.intentId, {
      expand: ["latest_charge.balance_transaction"],
    });
    const charge = typeof intent.latest_charge === "string" ? null : intent.latest_charge;
    const entry = typeof charge?.balance_transaction === "string" ? null : charge?.balance_transaction;
    if (!entry || entry.currency.toUpperCase() !== payment.currency) return;
    const fee = minorOf(entry.fee, payment.currency);
    if (fee === null) return;
    await inCommunity(platform.db, asCommunityId(communityId), async (trx) => {
      await queries.lockMeeting(trx, meetingId);
      const known = (await queries.lockPayments(trx, meetingId)).find(({ id }) => id === payment.id);
      if (known) await queries.keepPayment(trx, { ...known, fee });
    });
  },
};

/**
 * The refund of a payment: the one that there is, or a new one. The key makes the card service give one back however often it is
 * asked; after a clear "no" it would repeat that for a day, so the next try has a key of its own, and first looks.
 */
async function refundOnce({
  platform,
  service,
  payment,
  communityId,
  meetingId,
}: Task): Promise<Stripe.Refund | null> {
  const { id, intentId, refundAmount, currency } = payment;
  if (!intentId || refundAmount === null) return null;
  const within = <T>(work: Parameters<typeof inCommunity<T>>[2]) =>
    inCommunity(platform.db, asCommunityId(communityId), work);
  const refusals = await within((trx) => queries.countEvents(trx, id, "refund_refused"));
  if (payment.refundId || refusals > 0) {
    const { data } = await service.refunds.list({ payment_intent: intentId, limit: 100 });
    const whole = data.filter(({ amount }) => amount === cardAmount({ minor: refundAmount, currency }));
    const there = whole.find(({ status }) => status !== "failed" && status !== "canceled") ?? whole[0];
    if (there) return { ...there, metadata: { communityId, paymentId: id, meetingId } };
  }
  try {
    return await service.refunds.create(
      {
        payment_intent: intentId,
        amount: cardAmount({ minor: refundAmount, currency }) ?? 0,
        reason: "requested_by_customer",
        metadata: { communityId, paymentId: id, meetingId },
      },
      { idempotencyKey: refusals === 0 ? `refund:${id}` : `refund:${id}:${refusals}` },
    );
  } catch (error) {
    if (hasAnswered(error)) {
      const detail = { code: codeOf(error) };
      const at = platform.clock.now();
      await within((trx) =>
        queries.logPayments(trx, communityId, [{ paymentId: id, kind: "refund_refused", detail, at }]),
      );
    }
    throw error;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

const hearReading = (task: Task, reading: Reading | null): Promise<void> =>
  reading && reading.facts.length > 0 ? hear(task, reading.facts) : Promise.resolve();

function hear({ platform, payment, communityId, meetingId }: Task, facts: readonly Fact[]): Promise<void> {
  const { db, jobs, clock } = platform;
  return inCommunity(db, asCommunityId(communityId), async (trx) => {
    await takeFacts(trx, jobs, { communityId, meetingId, paymentId: payment.id, facts, now: clock.now() });
  });
}
