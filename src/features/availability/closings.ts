import { type Spans, spansOf } from "./spans.ts";
import { localDate, startOfDate } from "./zones.ts";

/** A window of epoch minutes, and the zone whose dates are meant. */
interface Window {
  readonly zone: string;
  readonly from: number;
  readonly to: number;
}

/** When closings from date to date (both included, days since 1970-01-01) close, as far as the window's dates go. */
export function closingSpans(
  closings: readonly (readonly [from: number, until: number])[],
  { zone, from, to }: Window,
): Spans {
  // A closing without end must stay within the years that have a calendar.
  const [first, last] = [localDate(zone, from), localDate(zone, to)];
  return spansOf(
    closings
      .map(([begin, end]) => [Math.max(begin, first), Math.min(end, last)] as const)
      .filter(([begin, end]) => begin <= end)
      .flatMap(([begin, end]) => [startOfDate(zone, begin), startOfDate(zone, end + 1)]),
  );
}

/** The epoch minutes from the first moment of one date to the end of another (days since 1970-01-01), in a zone. */
export function minutesOfDates(zone: string, from: number, until: number): { from: number; to: number } {
  return { from: startOfDate(zone, from), to: startOfDate(zone, until + 1) };
}
