import type Stripe from "stripe";
import { asCommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { takeFacts } from "./learning.ts";
import type { Fact, Payment } from "./payment.ts";
import { holdMeeting } from "./queries/holding.ts";
import type { Reading } from "./reading.ts";

export interface Settlement {
  readonly communityId: string;
  readonly meetingId: string;
  /** Only what this person owes; without it what everybody does. */
  readonly payerId?: string;
  /** A payment of whose intent something is said to have gone back. */
  readonly look?: { readonly paymentId: string; readonly refundsOf: string };
}

/** Something that only the card service can do about a payment. It is asked outside of any transaction. */
export interface Task extends Settlement {
  readonly platform: Platform;
  readonly service: Stripe;
  readonly payment: Payment;
}

/** Takes in what the card service answered. */
export function hear({ platform, payment, communityId }: Task, facts: readonly Fact[]): Promise<void> {
  const { db, jobs, clock } = platform;
  return inCommunity(db, asCommunityId(communityId), async (trx) => {
    const { id: paymentId, meetingId, payerId } = payment;
    await takeFacts(trx, jobs, { communityId, meetingId, payerId, paymentId, facts, now: clock.now() });
  });
}

export const hearReading = (task: Task, reading: Reading | null): Promise<void> =>
  reading && reading.facts.length > 0 ? hear(task, reading.facts) : Promise.resolve();

/** Runs work in the community of a payment, with its meeting held. */
export function holding<T>(task: Task, work: (trx: Scoped) => Promise<T>): Promise<T> {
  const { platform, communityId, meetingId } = task;
  return inCommunity(platform.db, asCommunityId(communityId), async (trx) => {
    await holdMeeting(trx, meetingId);
    return work(trx);
  });
}
