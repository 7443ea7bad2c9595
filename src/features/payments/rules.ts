import { byHand, type Fact, type Payment, type RefundReason } from "./payment.ts";

/** Of what somebody owes for a meeting, what decides about the money. */
export interface DueFacts {
  readonly state: "pending" | "unpaid" | "final" | "cancelled";
  /** What was decided when it was last called off: whether what had been paid goes back. */
  readonly refund: "full" | "none";
}

/** Money that is to go back, all of it, or 0: decided that nothing does. */
export interface Decision {
  readonly paymentId: string;
  readonly reason: RefundReason;
  readonly amount: number;
}

/** What is known of a payment after one more fact. The order of the facts does not matter, nor how often each comes. */
export function learn(payment: Payment, fact: Fact): Payment {
  switch (fact.kind) {
    case "begun":
      return { ...payment, sessionId: payment.sessionId ?? fact.sessionId };
    case "paid":
      return {
        ...payment,
        paidAt: earlier(payment.paidAt, fact.at),
        intentId: payment.intentId ?? fact.intentId,
        recordedBy: payment.recordedBy ?? fact.by ?? null,
      };
    case "ended":
      return { ...payment, endedAt: earlier(payment.endedAt, fact.at) };
    case "refunded":
      return refunded(payment, fact);
    case "refundFailed":
      if (isOther(payment, fact.refundId)) return payment;
      return {
        ...payment,
        refundId: fact.refundId,
        refundFailedAt: earlier(payment.refundFailedAt, fact.at),
      };
    case "handedBack":
      return {
        ...payment,
        refundId: byHand,
        refundAmount: payment.amount,
        refundedAt: fact.at,
        refundFailedAt: null,
      };
  }
}

/** What goes back had been paid, even when nobody told us that yet. */
function refunded(payment: Payment, { at, intentId, refundId }: Fact & { kind: "refunded" }): Payment {
  const paid = {
    ...payment,
    paidAt: earlier(payment.paidAt, at),
    intentId: payment.intentId ?? intentId,
  };
  if (isOther(payment, refundId)) return paid;
  return {
    ...paid,
    refundId: payment.refundId ?? refundId,
    refundAmount: payment.amount,
    refundedAt: earlier(payment.refundedAt, at),
  };
}

/** Whether this is about another refund than the one we know of; what people handed back is settled for good. */
const isOther = ({ refundId }: Payment, given: string | null): boolean =>
  refundId === byHand || (refundId !== null && given !== null && given !== refundId);

function earlier(known: Temporal.Instant | null, at: Temporal.Instant): Temporal.Instant {
  return known && Temporal.Instant.compare(known, at) <= 0 ? known : at;
}

/**
 * What is to be decided about the payments of one due, with all that is known of them. Of several that were paid one pays for it:
 * the desk's, since cash is not given back by itself, or else the first that was begun. `news` is the payment of which it has just
 * become known that it was paid: when the meeting is off already, its money came for nothing. A decision stands: who gave a place
 * up and has one again pays for that by itself.
 */
export function settle(payments: readonly Payment[], due: DueFacts, news: string | null = null): Decision[] {
  const undecided = payments.filter(isUndecided);
  const counts = undecided.toSorted(byPrecedence)[0]?.id;
  return undecided.flatMap(({ id, amount }) => {
    const reason = reasonFor(due, { counts: id === counts, isNews: id === news });
    return reason ? [{ paymentId: id, reason, amount: reason === "kept" ? 0 : amount }] : [];
  });
}

const isUndecided = ({ paidAt, refundReason }: Payment): boolean => paidAt !== null && refundReason === null;

const byPrecedence = (one: Payment, other: Payment): number => rank(one).localeCompare(rank(other));
const rank = ({ method, id }: Payment): string => `${method === "desk" ? 0 : 1}${id}`;

/** What waits for its payment was not paid by money that is here already: that was for a place before it. */
function reasonFor(
  { state, refund }: DueFacts,
  { counts, isNews }: { counts: boolean; isNews: boolean },
): RefundReason | null {
  const isOver = state === "cancelled" || state === "unpaid";
  if (isOver) return isNews || refund === "full" || !counts ? "off" : "kept";
  return counts ? null : "double";
}

/** Writes a decision into what is known. What went back already went back whole. */
export function decide(payment: Payment, { reason, amount }: Decision, now: Temporal.Instant): Payment {
  return {
    ...payment,
    refundReason: reason,
    refundWantedAt: amount > 0 ? now : null,
    refundAmount: payment.refundedAt ? payment.amount : amount,
  };
}

/** The payments of a due with everything decided that can be. */
export function decided(
  payments: readonly Payment[],
  due: DueFacts,
  { news, now }: { news: string | null; now: Temporal.Instant },
): Payment[] {
  const decisions = settle(payments, due, news);
  return payments.map((payment) => {
    const decision = decisions.find(({ paymentId }) => paymentId === payment.id);
    return decision ? decide(payment, decision, now) : payment;
  });
}

/** Where a payment stands, in one word. */
export type Standing = "open" | "ended" | "paid" | "kept" | "owed" | "failed" | "returned";

export function standingOf(payment: Payment): Standing {
  if (payment.refundFailedAt) return "failed";
  if (payment.refundedAt) return "returned";
  if (payment.refundWantedAt) return "owed";
  if (payment.paidAt) return payment.refundReason === "kept" ? "kept" : "paid";
  return payment.endedAt ? "ended" : "open";
}

/** Money that the card service has to give back and has not been asked to, or has not answered. */
export const isToRefund = (payment: Payment): boolean =>
  payment.method === "card" && standingOf(payment) === "owed" && payment.intentId !== null;

/** Minor units. */
export interface Price {
  readonly price: number;
  readonly currency: string | null;
}

/** Payments that nobody should be able to make any more: what they are for is paid or off, or its price is another. */
export function toEnd(payments: readonly Payment[], due: DueFacts & Price): Payment[] {
  return payments.filter(
    (payment) => standingOf(payment) === "open" && !(due.state === "unpaid" && isFor(payment, due)),
  );
}

const isFor = (payment: Payment, { price, currency }: Price): boolean =>
  payment.amount === price && payment.currency === currency;

const minute = 60;
/** The card service lets a checkout stay open for half an hour at least and a day at most. Seconds. */
const shortest = 31 * minute;
const longest = 24 * 60 * minute - minute;
/** Time left to ask what became of a checkout before the meeting stops waiting. */
const toAsk = 5 * minute;

/** Until when a checkout that begins now stays open: until shortly before the meeting stops waiting, as the card service allows. */
export function sessionEnd(now: Temporal.Instant, payBy: Temporal.Instant): Temporal.Instant {
  const wanted = now.until(payBy).total("seconds") - toAsk;
  return now.add({ seconds: Math.floor(Math.min(Math.max(wanted, shortest), longest)) });
}

/**
 * Whether this payment can be gone on with: not begun there yet and still long enough open to be begun, or begun and open for a
 * while yet.
 */
export function canGoOn(payment: Payment, price: Price, now: Temporal.Instant): boolean {
  if (standingOf(payment) !== "open" || !isFor(payment, price)) return false;
  if (payment.method === "desk") return true;
  if (!payment.sessionEndsAt) return false;
  const left = now.until(payment.sessionEndsAt).total("seconds");
  return left > (payment.sessionUrl ? 2 * minute : 30 * minute);
}
