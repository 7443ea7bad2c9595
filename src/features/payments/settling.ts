import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { minorOf } from "./amounts.ts";
import { keepAll } from "./keeping.ts";
import type { Payment } from "./payment.ts";
import { hold, holdAll } from "./queries/holding.ts";
import * as queries from "./queries/payments.ts";
import { readSession } from "./reading.ts";
import { lookAtRefunds, refund } from "./refunding.ts";
import { decided, isToRefund, learn, standingOf, toEnd } from "./rules.ts";
import { cardService, isNo } from "./stripe.ts";
import { hear, hearReading, holding, type Settlement, type Task } from "./task.ts";

/**
 * Brings the money of a meeting where it belongs, of a group that of each who pays by itself: decides what has to go back, and has the card service close what cannot be paid
 * any more, give back what is owed, and say what became of what was not heard of. Running again, also at the same time, moves no
 * money twice. Throws when something is left to be tried again.
 */
export async function settleMeeting(platform: Platform, settlement: Settlement): Promise<void> {
  const work = await decideAll(platform, settlement);
  if (work.length === 0) return;
  const service = cardService(platform.config);
  if (!service) {
    platform.log.error(
      { community: settlement.communityId },
      "card payments wait, and no card service is set",
    );
    return;
  }
  const failures: unknown[] = [];
  for (const { payment, name } of work) {
    const task = { platform, service, payment, ...settlement };
    await tasks[name](task).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${work.length} were not settled`);
}

type TaskName = "close" | "ask" | "look" | "refund" | "fee";

interface Work {
  readonly payment: Payment;
  readonly name: TaskName;
}

/** Decides in one transaction, and says what is left for the card service to do. */
export function decideAll({ db, jobs, clock }: Platform, settlement: Settlement): Promise<Work[]> {
  const { communityId, meetingId, payerId, look } = settlement;
  const now = clock.now();
  return inCommunity(db, asCommunityId(communityId), async (trx) => {
    const work: Work[] = [];
    for (const { due, payments: before } of await holdAll(trx, meetingId, payerId)) {
      const closing = new Set(toEnd(before, due).map(({ id }) => id));
      // What the card service never opened a page for ends here; the others end there first.
      const ended = before.map((payment) =>
        payment.sessionId === null && (closing.has(payment.id) || isOver(payment, now))
          ? learn(payment, { kind: "ended", at: now })
          : payment,
      );
      const after = decided(ended, due, { news: null, now });
      await keepAll(trx, jobs, { communityId, due, before, after, now });
      for (const payment of after) {
        const isLook = payment.id === look?.paymentId;
        work.push(...workOn(payment, { isClosing: closing.has(payment.id), isLook, now }));
      }
    }
    return work;
  });
}

function workOn(
  payment: Payment,
  { isClosing, isLook, now }: { isClosing: boolean; isLook: boolean; now: Temporal.Instant },
): Work[] {
  if (payment.method !== "card") return [];
  const is = (name: TaskName, so: boolean): Work[] => (so ? [{ payment, name }] : []);
  const isOpen = standingOf(payment) === "open" && payment.sessionId !== null;
  return [
    ...is("close", isOpen && isClosing),
    ...is("ask", isOpen && !isClosing && isOver(payment, now)),
    ...is("look", isLook),
    ...is("refund", isToRefund(payment)),
    ...is("fee", payment.paidAt !== null && payment.fee === null && payment.intentId !== null),
  ];
}

const isOver = ({ sessionEndsAt }: Payment, now: Temporal.Instant): boolean =>
  sessionEndsAt !== null && Temporal.Instant.compare(sessionEndsAt, now) < 0;

const tasks: Readonly<Record<TaskName, (task: Task) => Promise<void>>> = {
  close,
  ask,
  look: lookAtRefunds,
  refund,
  fee: fetchFee,
};

/** Closes a page on which nothing is to be paid any more. One that was used a moment before tells so when it is asked. */
async function close(task: Task): Promise<void> {
  const { sessionId } = task.payment;
  if (!sessionId) return;
  try {
    await task.service.checkout.sessions.expire(sessionId);
  } catch (error) {
    if (!isNo(error)) throw error;
    return ask(task);
  }
  await hear(task, [{ kind: "ended", at: task.platform.clock.now() }]);
}

/** Asks about a page that should be over and of which nothing was heard. */
async function ask(task: Task): Promise<void> {
  const { sessionId } = task.payment;
  if (!sessionId) return;
  const session = await task.service.checkout.sessions.retrieve(sessionId);
  await hearReading(task, readSession(session, task.platform.clock.now()));
}

/** What the card service kept for itself, where it counts it in the payment's own currency. */
async function fetchFee(task: Task): Promise<void> {
  const { service, payment, meetingId } = task;
  if (!payment.intentId) return;
  const expand = ["latest_charge.balance_transaction"];
  const intent = await service.paymentIntents.retrieve(payment.intentId, { expand });
  const charge = typeof intent.latest_charge === "string" ? null : intent.latest_charge;
  const entry = typeof charge?.balance_transaction === "string" ? null : charge?.balance_transaction;
  if (!entry || entry.currency.toUpperCase() !== payment.currency) return;
  const fee = minorOf(entry.fee, payment.currency);
  if (fee === null) return;
  await holding(task, async (trx) => {
    const held = await hold(trx, meetingId, payment.payerId);
    const known = held?.payments.find(({ id }) => id === payment.id);
    if (known) await queries.keepPayment(trx, { ...known, fee });
  });
}
