import { localDate, localMinute, localToUtc } from "../availability/index.ts";

/** One of several meetings a week apart. */
export interface Occurrence {
  /** Epoch minutes. */
  readonly start: number;
  /** The clock skips the series' time of day on that date, so this is the first time after what is skipped. */
  readonly skipped: boolean;
}

/** The fewest and the most meetings of a series: a year of weeks, its first and its last day included. */
export const fewestWeeks = 2;
export const mostWeeks = 53;

/**
 * The starts of `weeks` meetings a week apart from `first` (epoch minutes) on, which show the same time on the wall clock of `zone`
 * whatever its clocks do meanwhile. Of a repeated hour the first is meant, except that the series begins exactly at `first`.
 */
export function occurrences(zone: string, first: number, weeks: number): Occurrence[] {
  const date = localDate(zone, first);
  const minute = localMinute(zone, first);
  return Array.from({ length: weeks }, (_, week) => {
    const start = week === 0 ? first : localToUtc(zone, date + 7 * week, minute);
    return {
      start,
      skipped: localMinute(zone, start) !== minute || localDate(zone, start) !== date + 7 * week,
    };
  });
}
