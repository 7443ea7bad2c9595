import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { Money } from "#platform/money.ts";
import { notify } from "../notifications/notify.ts";

interface Owed {
  communityId: string;
  meetingId: string;
  /** Of the meeting, so that each of its times is told of once. */
  version: number;
  to: string;
  price: Money;
  /** Epoch minutes. */
  start: number;
  end: number;
  payBy: Temporal.Instant;
}

/** Has the member told what the meeting costs, and until when its time is kept for the payment. */
export async function tellOfPayment(trx: Scoped, jobs: Jobs, owed: Owed): Promise<void> {
  const { communityId, meetingId, price, start, end } = owed;
  const until = minuteOf(owed.payBy);
  await notify(trx, jobs, {
    communityId,
    to: [owed.to],
    kind: "payment",
    once: `meeting.${meetingId}.due.${owed.version}`,
    message: "meetings.due",
    values: {
      price: { minor: price.minor, currency: price.currency },
      when: { start, end },
      until: { start: until, end: until },
    },
    path: `/meetings/${meetingId}`,
    private: true,
    until,
  });
}
