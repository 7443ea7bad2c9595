import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import { newId } from "#platform/ids.ts";
import { cardAmount } from "./amounts.ts";
import { hold, takeFacts } from "./learning.ts";
import * as policy from "./policy.ts";
import { dueFor } from "./queries/due.ts";
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
    const due = await dueFor(trx, actor, meetingId);
    const meeting = due && (await queries.lockMeeting(trx, meetingId));
    if (!due || !meeting || !actor.id) return refuse("gone");
    const { price, currency, payBy } = meeting;
    if (meeting.state === "final") return refuse("payment_done");
    if (meeting.state !== "unpaid" || !payBy || !currency || Temporal.Instant.compare(payBy, now) <= 0)
      return refuse("payment_off");
    if (method === "card" && cardAmount({ minor: price, currency }) === null) return refuse("card_amount");

    const begun = await queries.lockPayments(trx, meetingId);
    const open = begun.find((payment) => payment.method === method && canGoOn(payment, meeting, now));
    if (open) return ok({ paymentId: open.id });
    const paymentId = newId();
    const { communityId } = actor;
    await insert(trx, {
      communityId,
      id: paymentId,
      meetingId,
      payerId: actor.id,
      method,
      amount: price,
      currency,
      sessionEndsAt: method === "card" ? sessionEnd(now, payBy) : null,
      now,
    });
    await queries.logPayments(trx, communityId, [{ paymentId, kind: "begun", by: actor.id, at: now }]);
    // Earlier pages for another price are closed.
    if (begun.length > 0) await jobs.send(trx, "payment.settle", { communityId, meetingId });
    return ok({ paymentId });
  },
});

async function insert(
  trx: Parameters<typeof queries.insertPayment>[0],
  payment: Omit<queries.NewPayment, "reference">,
): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    if (await queries.insertPayment(trx, { ...payment, reference: newReference() })) return;
  }
  throw new Error("no free reference was found");
}

/** Staff took the money at the desk: the meeting is final. Refuses: gone, payment_done, payment_off. */
export const recordAtDesk = action({
  name: "payments.record",
  may: policy.takeMoney,
  input: z.object({ paymentId: z.guid() }),
  async run({ actor, input: { paymentId }, trx, now, jobs }) {
    const meetingId = await queries.meetingOfPayment(trx, paymentId);
    const held = meetingId && (await hold(trx, meetingId));
    if (!meetingId || !held) return refuse("gone");
    const { meeting, payments } = held;
    const payment = payments.find(({ id }) => id === paymentId);
    if (payment?.method !== "desk") return refuse("gone");
    if (payments.some(({ paidAt }) => paidAt !== null)) return refuse("payment_done");
    if (meeting.state !== "unpaid" || !canGoOn(payment, meeting, now)) return refuse("payment_off");
    const facts = [{ kind: "paid", at: now, intentId: null, by: actor.id }] as const;
    const { communityId } = actor;
    await takeFacts(trx, jobs, { communityId, meetingId, paymentId, facts, now, by: actor.id, held });
    return ok({ paymentId });
  },
});

/** Staff handed money back that was owed, or that the card service could not give back. Refuses: gone, payment_not_owed. */
export const handBack = action({
  name: "payments.handBack",
  may: policy.takeMoney,
  input: z.object({ paymentId: z.guid() }),
  async run({ actor, input: { paymentId }, trx, now, jobs }) {
    const meetingId = await queries.meetingOfPayment(trx, paymentId);
    const held = meetingId ? await hold(trx, meetingId) : null;
    const payment = held?.payments.find(({ id }) => id === paymentId);
    if (!meetingId || !held || !payment) return refuse("gone");
    const standing = standingOf(payment);
    if (standing !== "failed" && !(standing === "owed" && payment.method === "desk"))
      return refuse("payment_not_owed");
    const facts = [{ kind: "handedBack", at: now }] as const;
    const { communityId } = actor;
    await takeFacts(trx, jobs, { communityId, meetingId, paymentId, facts, now, by: actor.id, held });
    return ok({ paymentId });
  },
});
