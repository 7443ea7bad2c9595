import { type Spans, spansOf } from "./spans.ts";
import { localDate, mondayOf, startOfDate } from "./zones.ts";

/** A limit on minutes per local day or week. */
export interface Cap {
  readonly zone: string;
  readonly days: 1 | 7;
  readonly minutes: number;
}

/**
 * The days or weeks of the window in which a further meeting of `duration` minutes would pass the cap. `booked` are the spans
 * that count, `[start, end, ...]` in epoch minutes; each counts for the day or week in which it starts.
 */
export function reached(
  cap: Cap,
  booked: readonly number[],
  { from, to, duration }: { from: number; to: number; duration: number },
): Spans {
  const { zone, days } = cap;
  const firstDate = (minute: number) => (days === 7 ? mondayOf(zone, minute) : localDate(zone, minute));
  const minutes = new Map<number, number>();
  for (let i = 0; i < booked.length; i += 2) {
    const [start = 0, end = 0] = [booked[i], booked[i + 1]];
    const date = firstDate(start);
    minutes.set(date, (minutes.get(date) ?? 0) + end - start);
  }
  const pairs: number[] = [];
  for (let date = firstDate(from); startOfDate(zone, date) < to; date += days) {
    const over = (minutes.get(date) ?? 0) + duration > cap.minutes;
    if (over) pairs.push(startOfDate(zone, date), startOfDate(zone, date + days));
  }
  return spansOf(pairs);
}
