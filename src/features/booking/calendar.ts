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
  readonly dayOfMonth: number;
  readonly inMonth: boolean;
  readonly starts: readonly FreeStart[];
}

/** A month, and the whole weeks around it, in days since 1970-01-01. */
export interface Month {
  /** "2026-12" */
  readonly text: string;
  readonly firstDate: Temporal.PlainDate;
  /** The month before and the one after, as texts. */
  readonly before: string;
  readonly after: string;
  /** A Monday and a Sunday. */
  readonly from: number;
  readonly until: number;
}

export interface MonthCalendar {
  readonly month: Month;
  /** Whole weeks, Monday first. */
  readonly weeks: readonly (readonly CalendarDay[])[];
}

const firstOfAll = new Temporal.PlainDate(1970, 1, 1);

// Every page of times asks for the same few months and days, and asking `Temporal` costs such a page more than drawing it.

/** A date by its number of days since 1970-01-01. */
const numbered = remembered(2_000, (days: number) => {
  const date = firstOfAll.add({ days });
  const text = date.toString();
  return { date, text, dayOfMonth: date.day, month: text.slice(0, 7) };
});

const dayNumber = (date: Temporal.PlainDate): number => firstOfAll.until(date).days;

/** A month by its text; what is no month throws. */
export const monthNamed = remembered(500, (text: string): Month => {
  const month = Temporal.PlainYearMonth.from(text);
  const begin = month.toPlainDate({ day: 1 });
  const end = month.toPlainDate({ day: month.daysInMonth });
  return {
    text,
    firstDate: begin,
    before: month.subtract({ months: 1 }).toString(),
    after: month.add({ months: 1 }).toString(),
    from: dayNumber(begin) - begin.dayOfWeek + 1,
    until: dayNumber(end) - end.dayOfWeek + 7,
  };
});

/** The text of the month in which a day, counted since 1970-01-01, lies. */
export const monthTextOf = (days: number): string => numbered(days).month;

/** The first and the last date of a month itself, as texts. */
export const daysOf = ({ text, firstDate }: Month): { from: string; until: string } => ({
  from: firstDate.toString(),
  until: `${text}-${firstDate.daysInMonth}`,
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
export function monthCalendar(month: Month, days: ReadonlyMap<string, FreeStart[]>): MonthCalendar {
  const weeks: CalendarDay[][] = [];
  for (let monday = month.from; monday < month.until; monday += 7) {
    weeks.push(
      Array.from({ length: 7 }, (_, i) => {
        const { date, text, dayOfMonth, month: own } = numbered(monday + i);
        return { date, text, dayOfMonth, inMonth: own === month.text, starts: days.get(text) ?? [] };
      }),
    );
  }
  return { month, weeks };
}
