/** Minutes that somebody has at least to take a time that is kept for them; for less it is not offered. */
export const fewestMinutes = 10;

interface Offerable {
  /** The start that is offered, in epoch minutes. */
  readonly start: number;
  /** How long before its start it can be booked last, in minutes. */
  readonly notice: number;
  /** How long the community keeps a freed time. */
  readonly offerMinutes: number;
  /** Epoch minutes. */
  readonly now: number;
}

/**
 * Until when (epoch minutes) a time is kept for who waits for it: as long as the community lets it, and never past the moment at
 * which it can be booked last. Null when that leaves too little to answer.
 */
export function keptUntil({ start, notice, offerMinutes, now }: Offerable): number | null {
  const until = Math.min(now + Math.max(offerMinutes, fewestMinutes), start - notice);
  return until - now >= fewestMinutes ? until : null;
}

/** What somebody waits for. Epoch minutes: a start from `from` to before `until`. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** Whether a start is one of those waited for. */
export const suits = ({ from, until }: Window, start: number): boolean => from <= start && start < until;

/** So many waits can be open for one person at a time. */
export const mostWaits = 10;
