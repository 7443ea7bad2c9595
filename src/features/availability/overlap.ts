import type { Exception, Hours, Scope } from "./queries/schedule.ts";

type Wanted = Omit<Hours, "id">;

/**
 * The first of the hours that overlaps with wanted ones and holds for the same things, or one of the two for all that the other
 * holds for: one of them would say nothing. Hours for different services, formats or places may lie over each other.
 */
export function overlapping(hours: readonly Hours[], wanted: Wanted): Hours | undefined {
  return hours.find(
    (kept) =>
      kept.day === wanted.day &&
      kept.start < wanted.end &&
      wanted.start < kept.end &&
      datesMeet(kept, wanted) &&
      (includes(kept, wanted) || includes(wanted, kept)),
  );
}

/** The first exception on one of these dates: two of one date would add up, which nobody expects. */
export function onSameDates(
  exceptions: readonly Exception[],
  { from, until }: { from: number; until: number },
): Exception | undefined {
  return exceptions.find((kept) => kept.from <= until && from <= kept.until);
}

function datesMeet(a: Wanted, b: Wanted): boolean {
  const before = (until: number | null, from: number | null) =>
    until !== null && from !== null && until < from;
  return !before(a.until, b.from) && !before(b.until, a.from);
}

function includes(wide: Scope, narrow: Scope): boolean {
  const contains = (one: string | null, other: string | null) => one === null || one === other;
  return (
    contains(wide.serviceId, narrow.serviceId) &&
    contains(wide.formatId, narrow.formatId) &&
    contains(wide.locationId, narrow.locationId)
  );
}
