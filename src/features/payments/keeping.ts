import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { isSame, whatHappened } from "./history.ts";
import type { Fact, Payment } from "./payment.ts";
import type { LockedDue } from "./queries/holding.ts";
import * as queries from "./queries/payments.ts";
import { tell } from "./telling.ts";

interface Kept {
  readonly communityId: string;
  readonly due: LockedDue;
  readonly before: readonly Payment[];
  readonly after: readonly Payment[];
  readonly facts?: readonly Fact[];
  readonly now: Temporal.Instant;
  readonly by?: string | null;
}

/** Writes what is new about the payments of one due, with its history, and has people told. False when there is nothing new. */
export async function keepAll(trx: Scoped, jobs: Jobs, kept: Kept): Promise<boolean> {
  const { communityId, due, before, after, now, by = null } = kept;
  const changed = after.flatMap((payment, i) => {
    const earlier = before[i];
    return earlier && !isSame(earlier, payment) ? [{ earlier, payment }] : [];
  });
  if (changed.length === 0) return false;
  // Of a group nobody else learns who paid and who has it back.
  const people = due.isGroup ? [due.payerId] : await queries.peopleOf(trx, due.meetingId);
  for (const { earlier, payment } of changed) {
    await queries.keepPayment(trx, payment);
    await queries.logPayments(trx, communityId, whatHappened(earlier, payment, { now, by }));
    const failed = kept.facts?.some((fact) => fact.kind === "ended" && fact.failed) ?? false;
    await tell(trx, jobs, { communityId, due, people, before: earlier, after: payment, failed });
  }
  await touch(trx, {
    communityId,
    people,
    roles: ["coordinator"],
    about: [`meeting:${due.meetingId}`, "payments"],
  });
  return true;
}
