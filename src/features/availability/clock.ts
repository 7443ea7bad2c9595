/** "09:30" of minutes of the day; the end of the day is "24:00". */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** "09:00–12:00" */
export const rangeText = (start: number, end: number): string => `${clockText(start)}–${clockText(end)}`;

/** "09:00–12:00, 13:00–15:00" of `[start, end, start, end]`. */
export const rangesText = (ranges: readonly number[]): string =>
  ranges.flatMap((start, i) => (i % 2 === 0 ? rangeText(start, ranges[i + 1] ?? start) : [])).join(", ");

/** The date of days since 1970-01-01. */
export const plainDate = (day: number): Temporal.PlainDate =>
  new Temporal.PlainDate(1970, 1, 1).add({ days: day });
