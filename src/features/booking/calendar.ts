import { remembered } from "#platform/remember.ts";
import { localDate } from "../availability/index.ts";

export interface FreeStart {
  /** Epoch minutes. */
  readonly at: number;
  /** How many are free then. */
  readonly free: number;
}

export interface CalendarDay {
  readonly date: Temporal.PlainDate;
  /** The same as "2026-12-01". */
  readonly text: string;
  readonly inMonth: boolean;
  readonly starts: readonly FreeStart[];
}

export interface MonthCalendar {
  readonly month: Temporal.PlainYearMonth;
  /** Whole weeks, Monday first. */
  readonly weeks: readonly (readonly CalendarDay[])[];
}

const firstOfAll = new Temporal.PlainDate(1970, 1, 1);

/** A date by its number of days since 1970-01-01, with its text. Pages ask for the same few hundred again and again. */
const numbered = remembered(2_000, (days: number) => {
  const date = firstOfAll.add({ days });
  return { date, text: date.toString() };
});

/** Days since 1970-01-01. */
export const dayNumber = (date: Temporal.PlainDate): number => firstOfAll.until(date).days;

/** The local date, in the reader's zone, of a start. */
export const dateOf = (at: number, zone: string): Temporal.PlainDate => numbered(localDate(zone, at)).date;

/** The first and last date a month's calendar shows, whole weeks. */
export function edgesOf(month: Temporal.PlainYearMonth): {
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
} {
  const begin = month.toPlainDate({ day: 1 });
  const end = month.toPlainDate({ day: month.daysInMonth });
  return { first: begin.subtract({ days: begin.dayOfWeek - 1 }), last: end.add({ days: 7 - end.dayOfWeek }) };
}

/** The first and the last date of a month itself, as texts. */
export const daysOf = (month: Temporal.PlainYearMonth): { from: string; until: string } => ({
  from: month.toPlainDate({ day: 1 }).toString(),
  until: month.toPlainDate({ day: month.daysInMonth }).toString(),
});

/** Free starts by the reader's local date, ascending. There are far more starts than dates, so a date is put in words once. */
export function byDay(starts: readonly FreeStart[], zone: string): Map<string, FreeStart[]> {
  const days = new Map<string, FreeStart[]>();
  let date = Number.NaN;
  let day: FreeStart[] = [];
  for (const start of starts) {
    const current = localDate(zone, start.at);
    if (current !== date) {
      date = current;
      day = [];
      days.set(numbered(current).text, day);
    }
    day.push(start);
  }
  return days;
}

/** Lays a month out in weeks, each day with its free starts. */
export function monthCalendar(
  month: Temporal.PlainYearMonth,
  days: ReadonlyMap<string, FreeStart[]>,
): MonthCalendar {
  const { first, last } = edgesOf(month);
  const end = dayNumber(last);
  const weeks: CalendarDay[][] = [];
  for (let monday = dayNumber(first); monday < end; monday += 7) {
    weeks.push(
      Array.from({ length: 7 }, (_, i) => {
        const { date, text } = numbered(monday + i);
        return { date, text, inMonth: date.month === month.month, starts: days.get(text) ?? [] };
      }),
    );
  }
  return { month, weeks };
}
