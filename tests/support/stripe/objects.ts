/** The parts of the card service's objects that matter here, as they go over the wire. */
export interface Session {
  id: string;
  object: "checkout.session";
  status: "open" | "complete" | "expired";
  payment_status: "paid" | "unpaid";
  amount_total: number;
  currency: string;
  client_reference_id: string | null;
  metadata: Record<string, string>;
  payment_intent: string | null;
  success_url: string;
  cancel_url: string;
  url: string | null;
  created: number;
  expires_at: number;
  /** What the payer reads. */
  product: string;
}

export interface Intent {
  id: string;
  object: "payment_intent";
  status: "processing" | "succeeded" | "requires_payment_method";
  amount: number;
  amount_received: number;
  currency: string;
  description: string | null;
  metadata: Record<string, string>;
  latest_charge: string | null;
}

export interface Charge {
  id: string;
  object: "charge";
  amount: number;
  amount_refunded: number;
  currency: string;
  refunded: boolean;
  paid: boolean;
  metadata: Record<string, string>;
  payment_intent: string;
  balance_transaction: string;
}

export interface Refund {
  id: string;
  object: "refund";
  status: "succeeded" | "pending" | "failed";
  amount: number;
  currency: string;
  metadata: Record<string, string>;
  payment_intent: string;
  charge: string;
  created: number;
}

export interface Entry {
  id: string;
  object: "balance_transaction";
  amount: number;
  fee: number;
  net: number;
  currency: string;
}

export interface Notice {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  type: string;
  livemode: false;
  data: { object: object };
}
