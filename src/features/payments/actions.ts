import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { cardAmount } from "./amounts.ts";
import { takeFacts } from "./learning.ts";
import * as policy from "./policy.ts";
import { dueFor } from "./queries/due.ts";
import { type Held, hold } from "./queries/holding.ts";
import * as queries from "./queries/payments.ts";
import { newReference } from "./reference.ts";
import { canGoOn, sessionEnd, standingOf } from "./rules.ts";

/**
 * A member begins to pay for a meeting, by card or at the desk: gives the payment that is open already, or a new one. Several
 * clicks find the same one, since they wait for each other at the meeting. Refuses: gone, payment_done, payment_off, and card_amount
 * for what cannot be paid by card.
 */
export const beginPayment = action({
  name: "payments.begin",
  may: policy.pay,
  input: z.object({ meetingId: z.guid(), method: z.enum(["card", "desk"]) }),
  async run({ actor, input: { meetingId, method }, trx, now, jobs }) {
    const found = await dueFor(trx, actor, meetingId);
    const held = found && actor.id && (await hold(trx, meetingId, actor.id));
    if (!held || !actor.id) return refuse("gone");
    const { due, payments: begun } = held;
    const { price, currency, payBy } = due;
    if (due.state === "final") return refuse("payment_done");
    if (due.state !== "unpaid" || !payBy || !currency || Temporal.Instant.compare(payBy, now) <= 0)
      return refuse("payment_off");
    if (method === "card" && cardAmount({ minor: price, currency }) === null) return refuse("card_amount");

    const open = begun.find((payment) => payment.method === method && canGoOn(payment, due, now));
    if (open) return ok({ paymentId: open.id });
    const paymentId = newId();
    const { communityId } = actor;
    await insert(trx, {
      communityId,
      id: paymentId,
      meetingId,
      payerId: actor.id,
      payeeId: due.payeeId,
      method,
      amount: price,
      currency,
      sessionEndsAt: method === "card" ? sessionEnd(now, payBy) : null,
      now,
    });
    await queries.logPayments(trx, communityId, [{ paymentId, kind: "begun", by: actor.id, at: now }]);
    // Earlier pages for another price are closed.
    if (begun.length > 0)
      await jobs.send(trx, "payment.settle", { communityId, meetingId, payerId: actor.id });
    return ok({ paymentId });
  },
});

async function insert(trx: Scoped, payment: Omit<queries.NewPayment, "reference">): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    if (await queries.insertPayment(trx, { ...payment, reference: newReference() })) return;
  }
  throw new Error("no free reference was found");
}

/** Staff took the money at the desk: the meeting, or the place in it, is sure. Refuses: gone, payment_done, payment_off. */
export const recordAtDesk = action({
  name: "payments.record",
  may: policy.takeMoney,
  input: z.object({ paymentId: z.guid() }),
  async run({ actor, input: { paymentId }, trx, now, jobs }) {
    const held = await holdOf(trx, paymentId);
    const payment = held?.payments.find(({ id }) => id === paymentId);
    if (!held || payment?.method !== "desk") return refuse("gone");
    const { due } = held;
    if (due.state === "final") return refuse("payment_done");
    if (due.state !== "unpaid" || !canGoOn(payment, due, now)) return refuse("payment_off");
    const facts = [{ kind: "paid", at: now, intentId: null, by: actor.id }] as const;
    const { communityId } = actor;
    await takeFacts(trx, jobs, { communityId, paymentId, facts, now, by: actor.id, held });
    return ok({ paymentId });
  },
});

async function holdOf(trx: Scoped, paymentId: string): Promise<Held | null> {
  const paidFor = await queries.whatPays(trx, paymentId);
  return paidFor && hold(trx, paidFor.meetingId, paidFor.payerId);
}

/** Staff handed money back that was owed, or that the card service could not give back. Refuses: gone, payment_not_owed. */
export const handBack = action({
  name: "payments.handBack",
  may: policy.takeMoney,
  input: z.object({ paymentId: z.guid() }),
  async run({ actor, input: { paymentId }, trx, now, jobs }) {
    const held = await holdOf(trx, paymentId);
    const payment = held?.payments.find(({ id }) => id === paymentId);
    if (!held || !payment) return refuse("gone");
    const standing = standingOf(payment);
    if (standing !== "failed" && !(standing === "owed" && payment.method === "desk"))
      return refuse("payment_not_owed");
    const facts = [{ kind: "handedBack", at: now }] as const;
    const { communityId } = actor;
    await takeFacts(trx, jobs, { communityId, paymentId, facts, now, by: actor.id, held });
    return ok({ paymentId });
  },
});
