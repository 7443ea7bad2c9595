export type PaymentMethod = "card" | "desk";

/** Why money goes back, or why it stays: the meeting does not take place, it was cancelled too late, it was paid twice. */
export type RefundReason = "off" | "kept" | "double";

/** What is known of one payment. What is known once stays known; only more can become known. */
export interface Payment {
  readonly id: string;
  readonly meetingId: string;
  readonly payerId: string;
  readonly method: PaymentMethod;
  /** What the payer says at the desk. */
  readonly reference: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly sessionId: string | null;
  readonly sessionUrl: string | null;
  readonly sessionEndsAt: Temporal.Instant | null;
  readonly intentId: string | null;
  readonly paidAt: Temporal.Instant | null;
  readonly fee: number | null;
  readonly recordedBy: string | null;
  readonly refundReason: RefundReason | null;
  readonly refundWantedAt: Temporal.Instant | null;
  /** Minor units; 0 when it was decided that nothing goes back. */
  readonly refundAmount: number | null;
  readonly refundId: string | null;
  readonly refundedAt: Temporal.Instant | null;
  readonly refundFailedAt: Temporal.Instant | null;
  /** Nothing can be paid here any more. */
  readonly endedAt: Temporal.Instant | null;
  readonly begunAt: Temporal.Instant;
}

/** Something that became known about a payment, from the card service or from the desk, and when it was so. */
export type Fact =
  | { readonly kind: "begun"; readonly sessionId: string }
  | {
      readonly kind: "paid";
      readonly at: Temporal.Instant;
      readonly intentId: string | null;
      readonly by?: string | null;
    }
  | { readonly kind: "ended"; readonly at: Temporal.Instant; readonly failed?: boolean }
  | {
      readonly kind: "refunded";
      readonly at: Temporal.Instant;
      readonly intentId: string | null;
      readonly refundId: string | null;
    }
  | { readonly kind: "refundFailed"; readonly at: Temporal.Instant; readonly refundId: string }
  | { readonly kind: "handedBack"; readonly at: Temporal.Instant };

/** In the place of the card service's id of a refund: it was handed back by people. */
export const byHand = "desk";
