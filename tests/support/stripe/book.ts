import type { Charge, Entry, Intent, Notice, Refund, Session } from "./objects.ts";

/** A "no" of the card service, with its status. */
export class No extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message = code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface NewSession {
  readonly amount: number;
  readonly currency: string;
  readonly product: string;
  readonly reference: string | null;
  readonly metadata: Record<string, string>;
  readonly intentMetadata: Record<string, string>;
  readonly description: string | null;
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Seconds. */
  readonly expiresAt: number | null;
}

const minute = 60;
const thousandths = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** The card service's own books: what was begun, paid and given back, and a notice of each. */
export class Book {
  readonly sessions = new Map<string, Session>();
  readonly intents = new Map<string, Intent>();
  readonly charges = new Map<string, Charge>();
  readonly refunds = new Map<string, Refund>();
  readonly entries = new Map<string, Entry>();
  readonly notices: Notice[] = [];
  /** What a refund is at first. */
  refundsAre: "succeeded" | "pending" = "succeeded";
  readonly #now: () => number;
  readonly #told: (notice: Notice) => void;
  readonly #intended = new Map<string, Pick<NewSession, "intentMetadata" | "description">>();
  readonly #run = Math.random().toString(36).slice(2, 8);
  #count = 0;

  /** `now` in milliseconds; `told` is given each notice as it is made. */
  constructor(now: () => number, told: (notice: Notice) => void) {
    this.#now = now;
    this.#told = told;
  }

  get #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }

  #id(kind: string): string {
    this.#count += 1;
    return `${kind}_${this.#run}${this.#count}`;
  }

  openSession(origin: string, wanted: NewSession): Session {
    const { amount, currency, expiresAt } = wanted;
    const now = this.#seconds;
    if (currency !== currency.toLowerCase())
      throw new No(400, "parameter_invalid", "currency in small letters");
    if (!Number.isInteger(amount) || amount <= 0) throw new No(400, "parameter_invalid_integer");
    if (thousandths.has(currency) && amount % 10 !== 0) throw new No(400, "invalid_charge_amount");
    if (amount < 50) throw new No(400, "amount_too_small");
    const ends = expiresAt ?? now + 24 * 60 * minute;
    if (ends < now + 30 * minute || ends > now + 24 * 60 * minute)
      throw new No(400, "parameter_invalid", "expires_at must be 30 minutes to 24 hours ahead");
    const id = this.#id("cs_test");
    const session: Session = {
      id,
      object: "checkout.session",
      status: "open",
      payment_status: "unpaid",
      amount_total: amount,
      currency,
      client_reference_id: wanted.reference,
      metadata: wanted.metadata,
      payment_intent: null,
      success_url: wanted.successUrl,
      cancel_url: wanted.cancelUrl,
      url: `${origin}/pay/${id}`,
      created: now,
      expires_at: ends,
      product: wanted.product,
    };
    this.sessions.set(id, session);
    this.#intended.set(id, wanted);
    return session;
  }

  session(id: string): Session {
    const session = found(this.sessions, id);
    if (session.status === "open" && session.expires_at <= this.#seconds) this.#end(session);
    return session;
  }

  expire(id: string): Session {
    const session = this.session(id);
    if (session.status !== "open")
      throw new No(400, "resource_invalid_state", "only open sessions can be expired");
    this.#end(session);
    return session;
  }

  #end(session: Session): void {
    session.status = "expired";
    session.url = null;
    this.tell("checkout.session.expired", session);
  }

  /** The payer pays: by card at once, by bank so that the money comes later. */
  pay(id: string, how: "card" | "bank" = "card"): Session {
    const session = this.session(id);
    if (session.status !== "open") throw new No(400, "resource_invalid_state");
    const { intentMetadata = {}, description = null } = this.#intended.get(id) ?? {};
    const intent: Intent = {
      id: this.#id("pi"),
      object: "payment_intent",
      status: "processing",
      amount: session.amount_total,
      amount_received: 0,
      currency: session.currency,
      description,
      metadata: intentMetadata,
      latest_charge: null,
    };
    this.intents.set(intent.id, intent);
    session.status = "complete";
    session.url = null;
    session.payment_intent = intent.id;
    if (how === "card") this.#receive(session, intent);
    this.tell("checkout.session.completed", session);
    return session;
  }

  /** What the bank says of a payment that was under way. */
  bankSays(id: string, answer: "yes" | "no"): void {
    const session = this.session(id);
    const intent = found(this.intents, session.payment_intent ?? "");
    if (answer === "no") {
      intent.status = "requires_payment_method";
      this.tell("payment_intent.payment_failed", intent);
      this.tell("checkout.session.async_payment_failed", session);
      return;
    }
    this.#receive(session, intent);
    this.tell("checkout.session.async_payment_succeeded", session);
  }

  #receive(session: Session, intent: Intent): void {
    const { amount, currency } = intent;
    const fee = Math.round(amount * 0.029) + 30;
    const entry: Entry = {
      id: this.#id("txn"),
      object: "balance_transaction",
      amount,
      fee,
      net: amount - fee,
      currency,
    };
    this.entries.set(entry.id, entry);
    const charge: Charge = {
      id: this.#id("ch"),
      object: "charge",
      amount,
      amount_refunded: 0,
      currency,
      refunded: false,
      paid: true,
      metadata: intent.metadata,
      payment_intent: intent.id,
      balance_transaction: entry.id,
    };
    this.charges.set(charge.id, charge);
    Object.assign(intent, { status: "succeeded", amount_received: amount, latest_charge: charge.id });
    session.payment_status = "paid";
    this.tell("charge.succeeded", charge);
    this.tell("payment_intent.succeeded", intent);
  }

  /** Gives money back, to whoever asks: us, or somebody in the card service's own pages (without our marks). */
  refund(intentId: string, wanted: number | null, metadata: Record<string, string> = {}): Refund {
    const intent = found(this.intents, intentId);
    const charge = found(this.charges, intent.latest_charge ?? "");
    const left = charge.amount - charge.amount_refunded;
    if (left === 0) throw new No(400, "charge_already_refunded");
    const amount = wanted ?? left;
    if (amount > left) throw new No(400, "parameter_invalid", "more than was paid");
    const refund: Refund = {
      id: this.#id("re"),
      object: "refund",
      status: this.refundsAre,
      amount,
      currency: charge.currency,
      metadata,
      payment_intent: intentId,
      charge: charge.id,
      created: this.#seconds,
    };
    this.refunds.set(refund.id, refund);
    charge.amount_refunded += amount;
    charge.refunded = charge.amount_refunded === charge.amount;
    this.tell("refund.created", refund);
    this.tell("charge.refunded", charge);
    return refund;
  }

  /** What becomes of a refund later. */
  refundBecomes(id: string, status: "succeeded" | "failed"): void {
    const refund = found(this.refunds, id);
    const charge = found(this.charges, refund.charge);
    refund.status = status;
    if (status === "failed") {
      charge.amount_refunded -= refund.amount;
      charge.refunded = false;
    }
    this.tell(status === "failed" ? "refund.failed" : "refund.updated", refund);
  }

  refundsOf(intentId: string): Refund[] {
    return [...this.refunds.values()]
      .filter(({ payment_intent }) => payment_intent === intentId)
      .toReversed();
  }

  /** Makes a notice of something as it is now. */
  tell(type: string, object: object): Notice {
    const notice: Notice = {
      id: this.#id("evt"),
      object: "event",
      api_version: "2026-10-28.endive",
      created: this.#seconds,
      type,
      livemode: false,
      data: { object: structuredClone(object) },
    };
    this.notices.push(notice);
    this.#told(notice);
    return notice;
  }
}

export function found<T>(known: ReadonlyMap<string, T>, id: string): T {
  const thing = known.get(id);
  if (!thing) throw new No(404, "resource_missing", `no such ${id}`);
  return thing;
}
