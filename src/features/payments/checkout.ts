import Stripe from "stripe";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { cardAmount } from "./amounts.ts";
import { takeFacts } from "./learning.ts";
import type { Payment } from "./payment.ts";
import { hold } from "./queries/holding.ts";
import * as queries from "./queries/payments.ts";
import { cardService, hasAnswered, isNo } from "./stripe.ts";

interface Wanted {
  readonly communityId: string;
  readonly payment: Payment;
  /** What stands on the payer's statement: what it is called in this community, and nothing of what it is about. */
  readonly product: string;
  /** Absolute addresses to which the payer comes back. */
  readonly paidUrl: string;
  readonly cancelUrl: string;
}

export type Checkout =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly reason: "card_down" | "card_too_small" | "card_refused" | "payment_off" };

/**
 * Opens the page on which a payment is made by card, or gives the one that is open. It asks the card service outside of any
 * transaction. No answer: the payment stays, and the next try asks the same again, which gives the same page. Refusals: card_down,
 * card_too_small, card_refused, payment_off.
 */
export async function openCheckout(platform: Platform, wanted: Wanted): Promise<Checkout> {
  const { payment, communityId } = wanted;
  if (payment.sessionUrl) return { ok: true, url: payment.sessionUrl };
  const service = cardService(platform.config);
  if (!service || !payment.sessionEndsAt) return { ok: false, reason: "card_down" };
  try {
    const session = await service.checkout.sessions.create(asked(wanted), {
      idempotencyKey: `session:${payment.id}`,
    });
    if (!session.url || !/^https?:\/\//.test(session.url)) throw new Error("the card service opened no page");
    if (await keepSession(platform, communityId, payment, { id: session.id, url: session.url }))
      return { ok: true, url: session.url };
    await service.checkout.sessions.expire(session.id);
    return { ok: false, reason: "payment_off" };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { type, code = "" } = error;
    platform.log.warn({ community: communityId, error: `${type} ${code}` }, "no checkout was opened");
    // It answers the same key with the same failure for a day: the next try has to be another payment.
    if (hasAnswered(error)) await giveUp(platform, communityId, payment, code);
    if (code === "amount_too_small") return { ok: false, reason: "card_too_small" };
    return { ok: false, reason: isNo(error) ? "card_refused" : "card_down" };
  }
}

function asked({
  communityId,
  payment,
  product,
  paidUrl,
  cancelUrl,
}: Wanted): Stripe.Checkout.SessionCreateParams {
  const { id, meetingId, reference, amount, currency, sessionEndsAt } = payment;
  const metadata = { communityId, paymentId: id, meetingId };
  return {
    mode: "payment",
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: currency.toLowerCase(),
          unit_amount: cardAmount({ minor: amount, currency }) ?? 0,
          product_data: { name: product },
        },
      },
    ],
    client_reference_id: id,
    metadata,
    // The amount is what both agreed on; nobody is offered it in another currency.
    adaptive_pricing: { enabled: false },
    payment_intent_data: { metadata, description: reference },
    ...(sessionEndsAt ? { expires_at: Math.floor(sessionEndsAt.epochMilliseconds / 1000) } : {}),
    success_url: paidUrl,
    cancel_url: cancelUrl,
  };
}

/** Keeps the page's address; false when nothing can be paid there any more, since it was called off meanwhile. */
function keepSession(
  { db }: Platform,
  communityId: string,
  { id, meetingId, payerId }: Payment,
  session: { id: string; url: string },
): Promise<boolean> {
  return inCommunity(db, asCommunityId(communityId), async (trx) => {
    const held = await hold(trx, meetingId, payerId);
    const payment = held?.payments.find((known) => known.id === id);
    if (!held || !payment) return false;
    await queries.keepPayment(trx, { ...payment, sessionId: session.id, sessionUrl: session.url });
    return held.due.state === "unpaid" && payment.endedAt === null;
  });
}

function giveUp(
  { db, jobs, clock }: Platform,
  communityId: string,
  { id, meetingId, payerId }: Payment,
  code: string,
): Promise<void> {
  const now = clock.now();
  return inCommunity(db, asCommunityId(communityId), async (trx) => {
    await queries.logPayments(trx, communityId, [
      { paymentId: id, kind: "refused", detail: { code }, at: now },
    ]);
    await takeFacts(trx, jobs, {
      communityId,
      meetingId,
      payerId,
      paymentId: id,
      facts: [{ kind: "ended", at: now }],
      now,
    });
  });
}
