import { type Availability, verdictOn, type WhyNone, whyNotThen } from "../availability/index.ts";
import { occurrences } from "./weeks.ts";

/** One of the meetings somebody wants to book, and whether it can be. */
export interface Planned {
  /** Epoch minutes. */
  readonly start: number;
  /** The clock skips the series' time of day on that date, so this is a little later. */
  readonly skipped: boolean;
  /** Why it is not free; null when it is. */
  readonly why: WhyNone | null;
}

export interface Plan {
  /** IANA zone of the provider, on whose clock the time of day stays the same. */
  readonly zone: string;
  readonly all: readonly Planned[];
  /** The starts that can be booked, in epoch minutes. */
  readonly free: readonly number[];
}

interface Wanted {
  readonly providerId: string;
  readonly locationId: string | null;
  /** The first start, in epoch minutes. */
  readonly first: number;
  readonly weeks: number;
}

/**
 * Asks the engine about every meeting of a series with one provider at one place. `availability` has to reach over all of them.
 * Null when this provider does not give the service.
 */
export function planOf(
  availability: Availability,
  { providerId, locationId, first, weeks }: Wanted,
): Plan | null {
  const provider = availability.providers.find(({ id }) => id === providerId);
  if (!provider) return null;
  const { zone } = provider.engine;
  const all = occurrences(zone, first, weeks).map(({ start, skipped }) => {
    const verdict = verdictOn(availability, providerId, start, locationId);
    return { start, skipped, why: verdict.free ? null : whyNotThen(verdict.rules) };
  });
  return { zone, all, free: all.flatMap(({ start, why }) => (why === null ? [start] : [])) };
}

/** Minutes around a series in which its last meeting lies, whatever the clocks do meanwhile. */
export const reachOf = (first: number, weeks: number): { from: number; to: number } => ({
  from: first,
  to: first + (weeks - 1) * 7 * 1440 + 2 * 1440,
});
