import type Stripe from "stripe";
import type { Fact } from "./payment.ts";
import { idOf, instantAt } from "./stripe.ts";

/** What the card service says about one of our payments. */
export interface Reading {
  /** As we gave them when the payment began; what did not come from us has none. */
  readonly communityId: string;
  readonly paymentId: string;
  readonly facts: readonly Fact[];
  /** What it says was paid or given back, as it counts; null when this is about no money. */
  readonly amount: { readonly amount: number | null; readonly currency: string | null } | null;
  /** Of this intent something went back: how much, and whether it has arrived, has to be asked. */
  readonly refundsOf?: string | null;
}

type Marked = { readonly metadata: Stripe.Metadata | null };

/** What a notice tells; null when it is about nothing of ours. */
export function readNotice(event: Stripe.Event): Reading | null {
  const at = instantAt(event.created);
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.expired":
      return readSession(event.data.object, at);
    case "checkout.session.async_payment_failed":
      return about(event.data.object, [{ kind: "ended", at, failed: true }]);
    case "payment_intent.succeeded":
      return readIntent(event.data.object, at);
    case "charge.refunded":
      return withRefunds(event.data.object);
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
    case "charge.refund.updated":
      return readRefund(event.data.object, at);
    default:
      return null;
  }
}

/** A checkout: begun, paid, or over without payment. */
export function readSession(session: Stripe.Checkout.Session, at: Temporal.Instant): Reading | null {
  const begun: Fact = { kind: "begun", sessionId: session.id };
  if (session.payment_status !== "unpaid") {
    const paid: Fact = { kind: "paid", at, intentId: idOf(session.payment_intent) };
    return about(session, [begun, paid], { amount: session.amount_total, currency: session.currency });
  }
  return about(session, session.status === "expired" ? [begun, { kind: "ended", at }] : [begun]);
}

function readIntent(intent: Stripe.PaymentIntent, at: Temporal.Instant): Reading | null {
  const paid: Fact = { kind: "paid", at, intentId: intent.id };
  return about(intent, [paid], { amount: intent.amount_received, currency: intent.currency });
}

/** A charge of which something goes back, which says neither by which refund nor whether that has arrived. */
function withRefunds(charge: Stripe.Charge): Reading | null {
  const reading = about(charge, []);
  return reading && { ...reading, refundsOf: idOf(charge.payment_intent) };
}

/** A refund, from a notice or from the answer of who was asked for it. */
export function readRefund(refund: Stripe.Refund, at: Temporal.Instant): Reading | null {
  const facts: Record<string, Fact> = {
    succeeded: {
      kind: "refunded",
      at,
      intentId: idOf(refund.payment_intent),
      refundId: refund.id,
    },
    failed: { kind: "refundFailed", at, refundId: refund.id },
    canceled: { kind: "refundFailed", at, refundId: refund.id },
  };
  const fact = facts[refund.status ?? ""];
  return about(refund, fact ? [fact] : [], { amount: refund.amount, currency: refund.currency });
}

function about(
  { metadata }: Marked,
  facts: readonly Fact[],
  amount: Reading["amount"] = null,
): Reading | null {
  const { communityId, paymentId } = metadata ?? {};
  return communityId && paymentId ? { communityId, paymentId, facts, amount } : null;
}
