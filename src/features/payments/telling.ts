import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { notify } from "../notifications/notify.ts";
import type { Payment } from "./payment.ts";
import type { LockedMeeting } from "./queries/payments.ts";

interface Change {
  readonly communityId: string;
  readonly meeting: LockedMeeting;
  /** Everybody in the meeting. */
  readonly people: readonly string[];
  readonly before: Payment;
  readonly after: Payment;
  /** The bank said no. */
  readonly failed: boolean;
}

/** Has people told what a change of a payment means to them. That a meeting became final its own announcement says. */
export async function tell(trx: Scoped, jobs: Jobs, change: Change): Promise<void> {
  const { communityId, meeting, people, before, after } = change;
  const values = {
    amount: { minor: after.amount, currency: after.currency },
    when: { start: meeting.start, end: meeting.end },
  };
  const about = {
    communityId,
    kind: "payment",
    values,
    path: `/meetings/${meeting.id}`,
    private: true,
  } as const;
  const payer = [after.payerId];
  if (!before.refundedAt && after.refundedAt) {
    const once = `payment.${after.id}.refunded`;
    await notify(trx, jobs, { ...about, to: people, once, message: "payments.refunded" });
  } else if (!before.refundWantedAt && after.refundWantedAt && !after.refundedAt) {
    const message = after.method === "desk" ? "payments.collect" : "payments.goesBack";
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
      path: `/meetings/${meeting.id}/pay`,
      to: payer,
      once: `payment.${after.id}.failed`,
      message: "payments.failed",
    });
  }
}
