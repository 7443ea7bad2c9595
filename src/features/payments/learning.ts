import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { finalise } from "../meetings/finality.ts";
import { isSame, whatHappened } from "./history.ts";
import type { Fact, Payment } from "./payment.ts";
import * as queries from "./queries/payments.ts";
import { decided, isToRefund, learn, type MeetingFacts, type Price, toEnd } from "./rules.ts";
import { tell } from "./telling.ts";

interface News {
  readonly communityId: string;
  readonly meetingId: string;
  readonly paymentId: string;
  readonly facts: readonly Fact[];
  readonly now: Temporal.Instant;
  /** Who said so, when it was a person. */
  readonly by?: string | null;
  /** What the caller holds already. */
  readonly held?: Held;
}

/** A meeting and its payments, locked in this order. */
export interface Held {
  readonly meeting: queries.LockedMeeting;
  readonly payments: readonly Payment[];
}

/** Null when there is no such meeting. */
export async function hold(trx: Scoped, meetingId: string): Promise<Held | null> {
  const meeting = await queries.lockMeeting(trx, meetingId);
  return meeting && { meeting, payments: await queries.lockPayments(trx, meetingId) };
}

/**
 * Takes in what became known of a payment: writes it down, makes the meeting final when it is paid, decides what has to go back,
 * and has people told. The one way in which money and meeting change, whoever brings the news. Locks the meeting, then its
 * payments. Null when there is no such payment.
 */
export async function takeFacts(trx: Scoped, jobs: Jobs, news: News): Promise<Payment | null> {
  const { communityId, meetingId, paymentId, now } = news;
  const held = news.held ?? (await hold(trx, meetingId));
  const known = held?.payments.find(({ id }) => id === paymentId);
  if (!held || !known) return null;
  const { meeting, payments } = held;
  const learned = news.facts.reduce(learn, known);
  const isPaid = known.paidAt === null && learned.paidAt !== null;
  const outcome = isPaid ? await finalise(trx, jobs, { communityId, meetingId, now }) : null;
  const facts: MeetingFacts & Price = {
    ...meeting,
    state: outcome === null ? meeting.state : outcome === "off" ? "cancelled" : "final",
  };
  const after = decided(
    payments.map((payment) => (payment.id === paymentId ? learned : payment)),
    facts,
    { news: isPaid ? paymentId : null, now },
  );
  const isNew = await keepAll(trx, jobs, { ...news, meeting, before: payments, after });
  if (isPaid || (isNew && hasWork(after, facts)))
    await jobs.send(trx, "payment.settle", { communityId, meetingId });
  return after.find(({ id }) => id === paymentId) ?? null;
}

/** Whether something is left that only the card service can do. */
const hasWork = (payments: readonly Payment[], meeting: MeetingFacts & Price): boolean =>
  payments.some(isToRefund) || toEnd(payments, meeting).length > 0;

interface Kept {
  readonly communityId: string;
  readonly meeting: queries.LockedMeeting;
  readonly before: readonly Payment[];
  readonly after: readonly Payment[];
  readonly facts?: readonly Fact[];
  readonly now: Temporal.Instant;
  readonly by?: string | null;
}

/** Writes what is new about a meeting's payments, with its history, and has people told. False when there is nothing new. */
export async function keepAll(trx: Scoped, jobs: Jobs, kept: Kept): Promise<boolean> {
  const { communityId, meeting, before, after, now, by = null } = kept;
  const changed = after.flatMap((payment, i) => {
    const earlier = before[i];
    return earlier && !isSame(earlier, payment) ? [{ earlier, payment }] : [];
  });
  if (changed.length === 0) return false;
  const people = await queries.peopleOf(trx, meeting.id);
  for (const { earlier, payment } of changed) {
    await queries.keepPayment(trx, payment);
    await queries.logPayments(trx, communityId, whatHappened(earlier, payment, { now, by }));
    const failed = kept.facts?.some((fact) => fact.kind === "ended" && fact.failed) ?? false;
    await tell(trx, jobs, { communityId, meeting, people, before: earlier, after: payment, failed });
  }
  await touch(trx, {
    communityId,
    people,
    roles: ["coordinator"],
    about: [`meeting:${meeting.id}`, "payments"],
  });
  return true;
}
