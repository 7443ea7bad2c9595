import type Stripe from "stripe";
import { cardAmount, minorOf } from "./amounts.ts";
import type { Payment } from "./payment.ts";
import * as queries from "./queries/payments.ts";
import { readRefund } from "./reading.ts";
import { hasAnswered, instantAt } from "./stripe.ts";
import { hearReading, holding, type Task } from "./task.ts";

/** Gives a payment's money back, once however often this runs, and takes in what became of it. */
export async function refund(task: Task): Promise<void> {
  const made = await refundOnce(task);
  await hearReading(task, made && readRefund(made, task.platform.clock.now()));
}

/**
 * The refund of a payment: the one that there is, or a new one. The key makes the card service give one back however often it is
 * asked; after a clear "no" it would repeat that for a day, so the next try has a key of its own, and first looks.
 */
async function refundOnce(task: Task): Promise<Stripe.Refund | null> {
  const { service, payment } = task;
  const { id, intentId, refundAmount, currency } = payment;
  if (!intentId || refundAmount === null) return null;
  const refusals = await holding(task, (trx) => queries.countEvents(trx, id, "refund_refused"));
  if (payment.refundId || refusals > 0) {
    const { data } = await service.refunds.list({ payment_intent: intentId, limit: 100 });
    const whole = data.filter((one) => isWhole(one, payment));
    const there = whole.find(({ status }) => status !== "failed" && status !== "canceled") ?? whole[0];
    if (there) return ours(there, task);
  }
  try {
    return await service.refunds.create(
      {
        payment_intent: intentId,
        amount: cardAmount({ minor: refundAmount, currency }) ?? 0,
        reason: "requested_by_customer",
        metadata: marks(task),
      },
      { idempotencyKey: refusals === 0 ? `refund:${id}` : `refund:${id}:${refusals}` },
    );
  } catch (error) {
    if (hasAnswered(error)) await noteRefusal(task, error);
    throw error;
  }
}

function noteRefusal(task: Task, error: unknown): Promise<void> {
  const { communityId, payment, platform } = task;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const event = { kind: "refund_refused", detail: { code }, at: platform.clock.now() } as const;
  return holding(task, (trx) => queries.logPayments(trx, communityId, [{ ...event, paymentId: payment.id }]));
}

/** Asks what went back. What others gave back by hand counts too when it was the whole amount; a part is put up for a look. */
export async function lookAtRefunds(task: Task): Promise<void> {
  const { service, payment, platform, communityId, look } = task;
  if (!look) return;
  const { data } = await service.refunds.list({ payment_intent: look.refundsOf, limit: 100 });
  for (const one of data) {
    if (isWhole(one, payment)) {
      await hearReading(task, readRefund(ours(one, task), instantAt(one.created)));
      continue;
    }
    await keepPart(task, one);
    const detail = { notice: one.id, amount: one.amount, currency: one.currency };
    const event = {
      paymentId: payment.id,
      kind: "partly_refunded",
      detail,
      at: platform.clock.now(),
    } as const;
    await holding(task, (trx) => queries.logOnce(trx, communityId, event));
  }
}

/** Keeps a part that went back, for the books of who earned it. */
async function keepPart(task: Task, one: Stripe.Refund): Promise<void> {
  const { payment, communityId, platform } = task;
  const amount = minorOf(one.amount, payment.currency);
  if (!amount || one.currency.toUpperCase() !== payment.currency) return;
  const failed = one.status === "failed" || one.status === "canceled";
  const part = { communityId, id: one.id, amount, at: instantAt(one.created), failed };
  await holding(task, (trx) => queries.keepPartialRefund(trx, payment, part, platform.clock.now()));
}

const isWhole = ({ amount }: Stripe.Refund, payment: Payment): boolean =>
  amount === cardAmount({ minor: payment.amount, currency: payment.currency });

/** A refund with our marks, which one that was made by hand has not. */
const ours = (one: Stripe.Refund, task: Task): Stripe.Refund => ({ ...one, metadata: marks(task) });

const marks = ({ communityId, payment, meetingId }: Task) => ({
  communityId,
  paymentId: payment.id,
  meetingId,
});
