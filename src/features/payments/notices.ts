import type Stripe from "stripe";
import { asCommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { isId } from "#platform/ids.ts";
import { cardAmount } from "./amounts.ts";
import { takeFacts } from "./learning.ts";
import type { Payment } from "./payment.ts";
import { hold } from "./queries/holding.ts";
import * as queries from "./queries/payments.ts";
import { type Reading, readNotice } from "./reading.ts";
import { cardService, instantAt } from "./stripe.ts";

/** How old a notice may be, and how far ahead of our clock. Seconds. */
const tolerance = 300;
const ahead = 60;

/**
 * The notice in a request's body, when the card service signed it and not long ago; null for anything else. Its own verifier takes
 * stamps from the future, with which a notice that leaks once could be sent for ever.
 */
export function verified(
  { config, clock }: Pick<Platform, "config" | "clock">,
  body: Uint8Array,
  signature: string,
): Stripe.Event | null {
  const service = cardService(config);
  const secret = config.STRIPE_WEBHOOK_SECRET;
  const stamp = Number(
    signature
      .match(/(?:^|,)t=(\d{1,12})(?=,|$)/g)
      ?.at(-1)
      ?.replace(/\D/g, ""),
  );
  if (!service || !secret || Number.isNaN(stamp)) return null;
  const now = clock.now().epochMilliseconds;
  if (stamp > now / 1000 + ahead) return null;
  try {
    return service.webhooks.constructEvent(body, signature, secret, tolerance, undefined, now);
  } catch {
    return null;
  }
}

/**
 * Takes a notice of the card service, once however often it comes, in one transaction with all that follows from it. One that is
 * about no payment of this installation is written down and left.
 */
export async function takeNotice(platform: Platform, event: Stripe.Event): Promise<void> {
  const { db, log } = platform;
  const reading = readNotice(event);
  if (!reading) return log.debug({ detail: event.type }, "a card notice about nothing of ours");
  const taken =
    isId(reading.communityId) &&
    isId(reading.paymentId) &&
    (await inCommunity(db, asCommunityId(reading.communityId), (trx) => take(trx, platform, event, reading)));
  if (!taken) log.warn({ detail: event.type }, "a card notice about a payment that is not known here");
}

async function take(
  trx: Scoped,
  { jobs, clock, log }: Platform,
  event: Stripe.Event,
  reading: Reading,
): Promise<boolean> {
  const { communityId, paymentId } = reading;
  const paidFor = await queries.whatPays(trx, paymentId);
  if (!paidFor) return false;
  const { meetingId, payerId } = paidFor;
  const madeAt = instantAt(event.created);
  const isNew = await queries.noteNotice(trx, {
    communityId,
    id: event.id,
    kind: event.type,
    paymentId,
    madeAt,
  });
  if (!isNew) return true;
  const held = await hold(trx, meetingId, payerId);
  const payment = held?.payments.find(({ id }) => id === paymentId);
  if (!held || !payment) return false;
  const now = clock.now();
  const fault = faultIn(payment, reading);
  if (fault) {
    log.warn({ community: communityId, detail: event.type }, `a card notice was set aside: ${fault}`);
    const detail = { notice: event.id, ...reading.amount };
    await queries.logPayments(trx, communityId, [{ paymentId, kind: fault, detail, at: now }]);
    return true;
  }
  if (reading.facts.length > 0)
    await takeFacts(trx, jobs, { communityId, paymentId, facts: reading.facts, now, held });
  const { refundsOf } = reading;
  if (refundsOf)
    await jobs.send(trx, "payment.settle", {
      communityId,
      meetingId,
      payerId,
      look: { paymentId, refundsOf },
    });
  return true;
}

/** Money that is not the money we asked for is not taken for it: somebody has to look. */
function faultIn(payment: Payment, { amount, facts }: Reading): "mismatch" | "partly_refunded" | null {
  if (!amount || facts.length === 0) return null;
  const asked = cardAmount({ minor: payment.amount, currency: payment.currency });
  if (amount.amount === asked && amount.currency?.toUpperCase() === payment.currency) return null;
  return facts.some(({ kind }) => kind.startsWith("refund")) ? "partly_refunded" : "mismatch";
}
