import { byHand, type Payment } from "./payment.ts";
import type { PaymentEvent, PaymentEventKind } from "./queries/payments.ts";

/** What happened to a payment between two looks at it, for its history: each thing once, in the order in which it matters. */
export function whatHappened(
  before: Payment,
  after: Payment,
  { now, by = null }: { now: Temporal.Instant; by?: string | null },
): PaymentEvent[] {
  const is = (kind: PaymentEventKind, so: boolean, detail: object = {}): PaymentEvent[] =>
    so ? [{ paymentId: after.id, kind, by, detail, at: now }] : [];
  const handed = after.refundId === byHand && before.refundId !== byHand;
  return [
    ...is("paid", isNew(before.paidAt, after.paidAt) && by === null),
    ...is("recorded", isNew(before.paidAt, after.paidAt) && by !== null),
    ...is("ended", isNew(before.endedAt, after.endedAt) && after.paidAt === null),
    ...is("kept", before.refundReason !== "kept" && after.refundReason === "kept"),
    ...is("refund_wanted", isNew(before.refundWantedAt, after.refundWantedAt), {
      reason: after.refundReason,
    }),
    ...is("refund_failed", isNew(before.refundFailedAt, after.refundFailedAt), { refund: after.refundId }),
    ...is("handed_back", handed),
    ...is("refunded", isNew(before.refundedAt, after.refundedAt) && !handed, { refund: after.refundId }),
  ];
}

const isNew = (before: Temporal.Instant | null, after: Temporal.Instant | null): boolean =>
  before === null && after !== null;

/** Whether nothing about it is new. */
export const isSame = (before: Payment, after: Payment): boolean =>
  JSON.stringify(before) === JSON.stringify(after);
