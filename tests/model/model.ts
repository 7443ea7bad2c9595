/** Epoch minutes, and spans of them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const first = Date.UTC(2026, 2, 2, 9) / 60_000;
const hour = 60;
const day = 24 * hour;
const length = 30;

const at = (days: number, minutes: number): Span => {
  const start = Math.floor(first / day) * day + days * day + minutes;
  return { start, end: start + length };
};

/** The times that are ever spoken of; the second overlaps the first. */
export const slots: readonly Span[] = [
  at(1, 10 * hour),
  at(1, 10 * hour + 15),
  at(8, 10 * hour),
  at(34, 12 * hour),
  at(100, 9 * hour),
];

/** What the community's settings say, in minutes. */
export const rules = {
  hold: 2 * day,
  payment: day,
  changeNotice: 2 * hour,
  refund: day,
  requestLives: 30 * day,
  threadAfterLast: 30 * day,
  threadAfterAcceptance: 90 * day,
};

export type ProviderNumber = 0 | 1;

export interface ProposalModel {
  readonly provider: ProviderNumber;
  state: "open" | "withdrawn" | "declined" | "accepted" | "not_chosen";
  version: number;
  price: number;
  slot: Span | null;
  heldUntil: number;
}

export interface MeetingModel {
  state: "unpaid" | "final" | "cancelled";
  span: Span;
  price: number;
  payBy: number;
  /** How many payments were begun, and which of them were made. */
  begun: number;
  paid: Set<number>;
  /** How many of the payments made the programme keeps. */
  kept: 0 | 1;
}

/** What should be true: plain values, changed by plain rules, nothing that can be raced or forgotten. */
export class Model {
  now = first;
  /** What was done so far. */
  steps = 0;
  request: "open" | "accepted" | "closed" | "expired" = "open";
  version = 1;
  expires = first + rules.requestLives;
  readonly proposals: ProposalModel[] = [];
  /** A time that a provider offers to somebody else meanwhile, and until when it is held. */
  readonly elsewhere: ({ span: Span; until: number } | null)[] = [null, null];
  readonly blocked: [boolean, boolean] = [false, false];
  acceptedAt = 0;
  messages = 0;
  readonly meetings: MeetingModel[] = [];

  latest(provider: ProviderNumber): ProposalModel | undefined {
    return this.proposals.findLast((proposal) => proposal.provider === provider);
  }

  get accepted(): ProposalModel | undefined {
    return this.proposals.find(({ state }) => state === "accepted");
  }

  /** The accepted proposal's meeting that is neither off nor over. */
  get coming(): MeetingModel | undefined {
    return this.meetings.find(({ state, span }) => state !== "cancelled" && span.end > this.now);
  }

  isHeld({ state, slot, heldUntil }: ProposalModel): boolean {
    return state === "open" && slot !== null && this.now < heldUntil;
  }

  /** Whether something of the provider's lies in the span, besides what this proposal holds itself. */
  isTaken(provider: ProviderNumber, span: Span, own?: ProposalModel): boolean {
    const { elsewhere, proposals, now } = this;
    const away = elsewhere[provider];
    const held = proposals.filter(
      (other) => other !== own && other.provider === provider && this.isHeld(other),
    );
    return [
      ...(away && now < away.until ? [away.span] : []),
      ...held.flatMap(({ slot }) => (slot ? [slot] : [])),
      ...(this.accepted?.provider === provider ? this.taken() : []),
    ].some((other) => overlap(other, span));
  }

  /** The spans of the meetings that still stand: the member's time, and that of whose proposal was accepted. */
  taken(): Span[] {
    return this.meetings.filter(({ state }) => state !== "cancelled").map(({ span }) => span);
  }

  isMemberBusy(span: Span): boolean {
    return this.taken().some((other) => overlap(other, span));
  }

  heldUntil(slot: Span | null): number {
    return slot ? Math.min(this.now + rules.hold, slot.start) : 0;
  }

  end(to: "closed" | "expired"): void {
    this.request = to;
    for (const proposal of this.proposals) if (proposal.state === "open") proposal.state = "not_chosen";
  }

  accept(proposal: ProposalModel): void {
    this.request = "accepted";
    this.version += 1;
    this.acceptedAt = this.now;
    for (const other of this.proposals) if (other.state === "open") other.state = "not_chosen";
    proposal.state = "accepted";
  }

  meet(span: Span, price: number): void {
    const payBy = Math.min(this.now + rules.payment, span.start);
    const state = price === 0 ? "final" : "unpaid";
    this.meetings.push({ state, span, price, payBy, begun: 0, paid: new Set(), kept: 0 });
  }

  cancel(meeting: MeetingModel, refund: "full" | "none"): void {
    meeting.state = "cancelled";
    if (refund === "full") meeting.kept = 0;
  }

  /** Money came in: it pays for a meeting that waits for it, and goes back otherwise. */
  pay(meeting: MeetingModel, payment: number): void {
    if (meeting.paid.has(payment)) return;
    meeting.paid.add(payment);
    if (meeting.state !== "unpaid") return;
    meeting.state = "final";
    meeting.kept = 1;
  }

  canWrite(): boolean {
    const { accepted } = this;
    if (!accepted || this.blocked[accepted.provider]) return false;
    const ends = this.taken().map(({ end }) => end);
    const open =
      ends.length > 0
        ? Math.max(...ends) + rules.threadAfterLast
        : this.acceptedAt + rules.threadAfterAcceptance;
    return this.now < open;
  }

  /** Time passes, and what is due is done. */
  pass(minutes: number): void {
    this.now += minutes;
    if (this.request === "open" && this.now >= this.expires) this.end("expired");
    for (const meeting of this.meetings) {
      if (meeting.state === "unpaid" && this.now >= meeting.payBy) this.cancel(meeting, "full");
    }
  }
}

const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;
