import { minuteOf } from "#platform/clock.ts";
import type { Wished } from "./request.ts";

/** A wished time as it is typed: a date, and from when to when on the wall clock. */
export interface TypedTime {
  readonly date: string;
  readonly from: string;
  readonly to: string;
}

/** How many days ahead a wished time may lie. */
export const mostDaysAhead = 120;
export const mostTimes = 5;

export const isEmptyTime = ({ date, from, to }: TypedTime): boolean => !date && !from && !to;

export type ReadTimes =
  | { readonly ok: true; readonly windows: readonly Wished[] }
  /** Keys of messages by the place of the row. */
  | { readonly ok: false; readonly faults: ReadonlyMap<number, string> };

/**
 * Reads typed times as instants of a zone; empty rows are left out. A time that the clocks skip moves on by what they skip, one
 * that comes twice is the first; an end at 00:00 is the end of that day. Refuses what is no time, ends before it starts, is over,
 * or lies more than `mostDaysAhead` days ahead.
 */
export function readTimes(rows: readonly TypedTime[], zone: string, now: Temporal.Instant): ReadTimes {
  const windows: Wished[] = [];
  const faults = new Map<number, string>();
  for (const [place, row] of rows.entries()) {
    if (isEmptyTime(row)) continue;
    const read = readTime(row, zone, now);
    if (typeof read === "string") faults.set(place, read);
    else windows.push(read);
  }
  return faults.size > 0 ? { ok: false, faults } : { ok: true, windows };
}

function readTime({ date, from, to }: TypedTime, zone: string, now: Temporal.Instant): Wished | string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? tried(() => Temporal.PlainDate.from(date)) : null;
  const [first, last] = [readClock(from), readClock(to)];
  if (!day || !first || !last) return "fault.requests.time";
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  // Before any arithmetic on clocks: a year such as 9999 has none.
  if (Temporal.PlainDate.compare(day, today.add({ days: mostDaysAhead })) > 0) return "fault.requests.far";
  if (Temporal.PlainDate.compare(day, today) < 0) return "fault.requests.past";
  const midnight = last.equals(new Temporal.PlainTime());
  if (!midnight && Temporal.PlainTime.compare(first, last) >= 0) return "fault.requests.order";
  const start = instantAt(day, first, zone);
  const end = instantAt(midnight ? day.add({ days: 1 }) : day, last, zone);
  if (Temporal.Instant.compare(end, now) <= 0) return "fault.requests.past";
  const window = { start: minuteOf(start), end: minuteOf(end) };
  return window.start < window.end ? window : "fault.requests.skipped";
}

const instantAt = (day: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();

/** "14:30", and "14:30:00" as some browsers send it. */
function readClock(text: string): Temporal.PlainTime | null {
  return /^([01]\d|2[0-3]):[0-5]\d(:00)?$/.test(text) ? Temporal.PlainTime.from(text) : null;
}

function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** A wished time as it would be typed on the wall clock of a zone. */
export function typedTime({ start, end }: Wished, zone: string): TypedTime {
  const at = (minute: number) =>
    Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone);
  const clock = (moment: Temporal.ZonedDateTime) => moment.toPlainTime().toString({ smallestUnit: "minute" });
  const first = at(start);
  return { date: first.toPlainDate().toString(), from: clock(first), to: clock(at(end)) };
}
