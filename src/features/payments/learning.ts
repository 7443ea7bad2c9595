import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { finalise } from "../meetings/finality.ts";
import { paid } from "../seats/paying.ts";
import { keepAll } from "./keeping.ts";
import type { Fact, Payment } from "./payment.ts";
import { type Held, hold, type LockedDue } from "./queries/holding.ts";
import { type DueFacts, decided, isToRefund, learn, type Price, toEnd } from "./rules.ts";

interface Told {
  readonly communityId: string;
  readonly paymentId: string;
  readonly facts: readonly Fact[];
  readonly now: Temporal.Instant;
  /** Who said so, when it was a person. */
  readonly by?: string | null;
}

/** What became known of a payment, with what the caller holds already, or what is to be held. */
type News = Told &
  ({ readonly held: Held } | { readonly held?: never; readonly meetingId: string; readonly payerId: string });

/**
 * Takes in what became known of a payment: writes it down, makes sure what it pays for, decides what has to go back, and has people
 * told. The one way in which money and meeting change, whoever brings the news. Locks the meeting, then this payer's payments and
 * nobody else's. Null when there is no such payment.
 */
export async function takeFacts(trx: Scoped, jobs: Jobs, news: News): Promise<Payment | null> {
  const { communityId, paymentId, now } = news;
  const held = news.held ?? (await hold(trx, news.meetingId, news.payerId));
  if (!held) return null;
  const { due, payments: before } = held;
  // What an earlier end left to be decided is decided first, as it was then: with this news all may be sure again.
  const settled = decided(before, due, { news: null, now });
  const known = settled.find(({ id }) => id === paymentId);
  if (!known) return null;
  const learned = news.facts.reduce(learn, known);
  const isPaid = known.paidAt === null && learned.paidAt !== null;
  const outcome = isPaid ? await makeSure(trx, jobs, { communityId, due, now }) : "already";
  const facts: DueFacts & Price = { ...due, state: stateAfter(due, outcome) };
  const after = decided(
    settled.map((payment) => (payment.id === paymentId ? learned : payment)),
    facts,
    { news: isPaid ? paymentId : null, now },
  );
  const isNew = await keepAll(trx, jobs, { ...news, due, before, after });
  const { meetingId, payerId } = due;
  if (isPaid || (isNew && hasWork(after, facts)))
    await jobs.send(trx, "payment.settle", { communityId, meetingId, payerId });
  return after.find(({ id }) => id === paymentId) ?? null;
}

type Outcome = "final" | "already" | "off";

interface Paying {
  readonly communityId: string;
  readonly due: LockedDue;
  readonly now: Temporal.Instant;
}

/** Makes sure what was paid for: the meeting of two, or the payer's place in a group. */
function makeSure(trx: Scoped, jobs: Jobs, { communityId, due, now }: Paying): Promise<Outcome> {
  const { meetingId, payerId, isGroup } = due;
  return isGroup
    ? paid(trx, jobs, { communityId, meetingId, personId: payerId, now })
    : finalise(trx, jobs, { communityId, meetingId, now });
}

function stateAfter({ state }: LockedDue, outcome: Outcome): DueFacts["state"] {
  if (outcome === "already") return state;
  return outcome === "off" ? "cancelled" : "final";
}

/** Whether something is left that only the card service can do. */
const hasWork = (payments: readonly Payment[], due: DueFacts & Price): boolean =>
  payments.some(isToRefund) || toEnd(payments, due).length > 0;
