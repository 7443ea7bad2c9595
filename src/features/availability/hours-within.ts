import { type Dates, openHours } from "./hours.ts";
import { pairsOf } from "./inputs.ts";
import { clip, type Spans } from "./spans.ts";

/** Hours as the database gives them: dates are days since 1970-01-01, times of day minutes of the local day. */
export interface StoredHours {
  readonly hours: readonly (readonly [
    day: number,
    start: number,
    end: number,
    from: number | null,
    until: number | null,
    ...rest: unknown[],
  ])[];
  readonly exceptions: readonly (readonly [from: number, until: number, ranges: number[]])[];
}

/** What stored hours come to from `from` to before `to` (epoch minutes); `dates` are those of their zone around it. */
export function hoursWithin(
  { hours, exceptions }: StoredHours,
  { dates, from, to }: { dates: Dates; from: number; to: number },
): Spans {
  const weekly = hours.map(([day, start, end, first, last]) => ({
    day,
    start,
    end,
    ...(first === null ? {} : { from: first }),
    ...(last === null ? {} : { until: last }),
  }));
  const other = exceptions.map(([first, last, flat]) => ({ from: first, to: last, ranges: pairsOf(flat) }));
  return clip(openHours({ weekly, exceptions: other }, dates, false).open, from, to);
}
