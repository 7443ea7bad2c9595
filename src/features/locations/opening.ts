/** When a place is open: [day (0 is Sunday), start, end] in minutes of the community's day, sorted and apart from each other. */
export type Opening = readonly (readonly [day: number, start: number, end: number])[];

/** The days in the order people read them. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

const range = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/i;

/**
 * Reads one day's hours as people write them: "9-12, 13:30-17". Nothing is closed. Gives the ranges in minutes, joined where they
 * touch or overlap, or null when it is not hours.
 */
export function readHours(typed: string): [number, number][] | null {
  const parts = typed
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const ranges: [number, number][] = [];
  for (const part of parts) {
    const found = range.exec(part);
    if (!found) return null;
    const [, fromHour = "", fromMinute = "0", toHour = "", toMinute = "0"] = found;
    const start = minuteOfDay(fromHour, fromMinute);
    const end = minuteOfDay(toHour, toMinute);
    if (start === null || end === null || start >= end) return null;
    ranges.push([start, end]);
  }
  return joined(ranges);
}

function minuteOfDay(hour: string, minute: string): number | null {
  const total = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && total <= 1_440 ? total : null;
}

function joined(ranges: readonly [number, number][]): [number, number][] {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0]);
  const whole: [number, number][] = [];
  for (const [start, end] of sorted) {
    const before = whole.at(-1);
    if (before && start <= before[1]) before[1] = Math.max(before[1], end);
    else whole.push([start, end]);
  }
  return whole;
}

/** One day's hours as text that `readHours` reads back. */
export function writeHours(opening: Opening, day: number): string {
  return opening
    .filter(([on]) => on === day)
    .map(([, start, end]) => `${clock(start)}-${clock(end)}`)
    .join(", ");
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
