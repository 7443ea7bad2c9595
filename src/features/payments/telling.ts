import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { notify } from "../notifications/notify.ts";
import type { Payment } from "./payment.ts";
import type { LockedDue } from "./queries/holding.ts";

interface Change {
  readonly communityId: string;
  readonly due: LockedDue;
  /** Everybody whom it concerns: of a meeting of two both, of a group who pays. */
  readonly people: readonly string[];
  readonly before: Payment;
  readonly after: Payment;
  /** The bank said no. */
  readonly failed: boolean;
}

const owedMessages = {
  two: { card: "payments.goesBack", desk: "payments.collect" },
  group: { card: "payments.group.goesBack", desk: "payments.group.collect" },
} as const;

/** Has people told what a change of a payment means to them. That what was paid for is sure its own announcement says. */
export async function tell(trx: Scoped, jobs: Jobs, change: Change): Promise<void> {
  const { communityId, due, people, before, after } = change;
  const { meetingId, isGroup } = due;
  const values = {
    amount: { minor: after.amount, currency: after.currency },
    when: { start: due.start, end: due.end },
  };
  const about = {
    communityId,
    kind: "payment",
    values,
    // Who has no place in a group any more may not find it, but always what they paid for it.
    path: isGroup ? `/meetings/${meetingId}/pay` : `/meetings/${meetingId}`,
    private: true,
  } as const;
  const payer = [after.payerId];
  if (!before.refundedAt && after.refundedAt) {
    const once = `payment.${after.id}.refunded`;
    await notify(trx, jobs, { ...about, to: people, once, message: "payments.refunded" });
  } else if (!before.refundWantedAt && after.refundWantedAt && !after.refundedAt) {
    const message = owedMessages[isGroup ? "group" : "two"][after.method];
    await notify(trx, jobs, { ...about, to: payer, once: `payment.${after.id}.owed`, message });
  } else if (!before.refundFailedAt && after.refundFailedAt) {
    await notify(trx, jobs, {
      ...about,
      to: payer,
      once: `payment.${after.id}.refundFailed`,
      message: "payments.refundFailed",
    });
  }
  if (change.failed && !after.paidAt && !before.endedAt) {
    await notify(trx, jobs, {
      ...about,
      path: `/meetings/${meetingId}/pay`,
      to: payer,
      once: `payment.${after.id}.failed`,
      message: "payments.failed",
    });
  }
}
