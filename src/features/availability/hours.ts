import type { Exception, Place, WeeklyHours } from "./question.ts";
import { type Spans, SpansBuilder } from "./spans.ts";
import { addWall, DAY, type Period, periods, steadyOffset } from "./zones.ts";

/** The local dates of one zone that a question may touch. */
export interface Dates {
  readonly first: number;
  readonly last: number;
  /** One a date: its offset, or undefined when its clock is changed. */
  readonly offsets: readonly (number | undefined)[];
  readonly clock: readonly Period[];
}

/** The dates of `zone` around the epoch minutes `from` to `to`, with one to spare on both sides. */
export function datesAround(zone: string, from: number, to: number): Dates {
  const first = Math.floor(from / DAY) - 1;
  const last = Math.floor(to / DAY) + 1;
  const clock = periods(zone, (first - 1) * DAY, (last + 2) * DAY);
  const offsets: (number | undefined)[] = [];
  for (let date = first; date <= last; date++) offsets.push(steadyOffset(clock, date));
  return { first, last, offsets, clock };
}

type Hours = Pick<Place, "weekly" | "exceptions">;

export interface OpenHours {
  /** The minutes within the hours. */
  readonly open: Spans;
  /** The minutes of the weekly hours that exceptions put out of force. */
  readonly replaced: Spans;
}

/** What weekly hours and exceptions come to on these dates; what was replaced only if asked. */
export function openHours({ weekly, exceptions }: Hours, dates: Dates, withReplaced: boolean): OpenHours {
  const open = new SpansBuilder();
  const replaced = new SpansBuilder();
  const inForce = exceptions.filter((exception) => meets(exception, dates));
  for (let date = dates.first; date <= dates.last; date++) {
    const excepted = inForce.length > 0 && addExceptions(open, inForce, dates, date);
    if (!excepted) addWeekly(open, weekly, dates, date);
    else if (withReplaced) addWeekly(replaced, weekly, dates, date);
  }
  return { open: open.build(), replaced: replaced.build() };
}

function meets({ from, to }: Exception, { first, last }: Dates): boolean {
  return from <= last && first <= to;
}

/** Whether exceptions rule this date; their ranges are added. */
function addExceptions(
  into: SpansBuilder,
  exceptions: readonly Exception[],
  dates: Dates,
  date: number,
): boolean {
  let excepted = false;
  for (const { from, to, ranges } of exceptions) {
    if (date < from || to < date) continue;
    excepted = true;
    for (const [start, end] of ranges) addRange(into, dates, date, start, end);
  }
  return excepted;
}

function addWeekly(into: SpansBuilder, weekly: readonly WeeklyHours[], dates: Dates, date: number): void {
  const day = weekday(date);
  for (const { day: onDay, start, end, from, until } of weekly) {
    if (onDay !== day || (from !== undefined && date < from) || (until !== undefined && until < date))
      continue;
    addRange(into, dates, date, start, end);
  }
}

function addRange(into: SpansBuilder, dates: Dates, date: number, start: number, end: number): void {
  const midnight = date * DAY;
  const offset = dates.offsets[date - dates.first];
  if (offset !== undefined) into.add(midnight + start - offset, midnight + end - offset);
  else addWall(into, dates.clock, midnight + start, midnight + end);
}

function weekday(date: number): number {
  return (((date + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}
