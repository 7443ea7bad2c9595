/** Days within which somebody answers who asks to connect; after that the asking is over, as if it had been declined. */
export const answerDays = 90;

/**
 * Days before the same person may be asked again. As long after a "no" as after none, so that nobody learns from it which of the
 * two it was.
 */
export const againDays = 180;

/** How many somebody may have asked who can still answer. */
export const mostAsked = 20;

export type ConnectionState = "asked" | "accepted" | "declined" | "ended";

/** One row between two people. */
export interface Tie {
  readonly id: string;
  readonly askerId: string;
  readonly state: ConnectionState;
  readonly askedAt: Temporal.Instant;
  readonly settledAt: Temporal.Instant | null;
}

/** What somebody sees of how it stands between them and another. */
export type Standing =
  | { readonly kind: "none" }
  | { readonly kind: "connected"; readonly id: string; readonly since: Temporal.Instant }
  /** The other one asks, and waits for an answer. */
  | { readonly kind: "asks"; readonly id: string }
  /** They asked themself. That it was declined looks the same. */
  | { readonly kind: "asked"; readonly id: string; readonly at: Temporal.Instant }
  /** They may not ask again before this. */
  | { readonly kind: "later"; readonly from: Temporal.Instant };

const days = (count: number) => ({ hours: 24 * count });

/** Until when an asking can be answered. */
export const answerableUntil = (askedAt: Temporal.Instant): Temporal.Instant => askedAt.add(days(answerDays));

/** The moment after which something asked can still be answered. */
export const answerableSince = (now: Temporal.Instant): Temporal.Instant => now.subtract(days(answerDays));

/** From when on one may ask the same person again. */
export const againFrom = (askedAt: Temporal.Instant): Temporal.Instant => askedAt.add(days(againDays));

const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) < 0;

/** How it stands for `me`, from all that was between the two. */
export function standingOf(ties: readonly Tie[], me: string, now: Temporal.Instant): Standing {
  const connected = ties.find(({ state }) => state === "accepted");
  if (connected) {
    return { kind: "connected", id: connected.id, since: connected.settledAt ?? connected.askedAt };
  }
  const open = ties.filter(({ askedAt }) => isBefore(now, answerableUntil(askedAt)));
  const theirs = open.find(({ state, askerId }) => state === "asked" && askerId !== me);
  if (theirs) return { kind: "asks", id: theirs.id };
  const mine = open.find(
    ({ state, askerId }) => askerId === me && (state === "asked" || state === "declined"),
  );
  if (mine) return { kind: "asked", id: mine.id, at: mine.askedAt };
  const from = ties
    .filter(({ askerId }) => askerId === me)
    .map(({ askedAt }) => againFrom(askedAt))
    .toSorted(Temporal.Instant.compare)
    .at(-1);
  return from && isBefore(now, from) ? { kind: "later", from } : { kind: "none" };
}

/**
 * What the other one asked and can still be said yes to: also what was declined, since who declined may think again. Whoever asks
 * somebody that asked them says yes.
 */
export const wantedBy = (ties: readonly Tie[], me: string, now: Temporal.Instant): Tie | undefined =>
  ties.find(
    ({ state, askerId, askedAt }) =>
      askerId !== me &&
      (state === "asked" || state === "declined") &&
      isBefore(now, answerableUntil(askedAt)),
  );
