import { minutesOfDates } from "../availability/closings.ts";
import { dateText, readDate } from "../availability/schema.ts";
import { localDate, startOfDate } from "../availability/zones.ts";

export const lengths = ["4w", "12w", "12m"] as const;
export type Length = (typeof lengths)[number];

/** For which days of the community's calendar figures are asked. Dates are days since 1970-01-01, both included. */
export interface Period {
  readonly length: Length | "range";
  /** IANA zone of that calendar. */
  readonly zone: string;
  readonly first: number;
  readonly last: number;
  /** The same as epoch minutes, the end not included. */
  readonly from: number;
  readonly to: number;
  /** The first moment of the year in which the period begins. */
  readonly yearFrom: number;
  /** The first moment of the next year, where the period reaches into it. */
  readonly turn: number | null;
}

export interface AskedPeriod {
  readonly period: Period;
  /** What was typed, and what is wrong with it: keys of messages by field. Without faults it is what the period is. */
  readonly typed: { readonly from: string; readonly until: string };
  readonly faults: Readonly<Record<string, string>>;
}

/** A year with its leap day. */
const mostDays = 366;

interface Asked {
  readonly period?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * Reads the period of an address. The usual lengths end today; a range is any days, at most a year of them. What cannot be read
 * is the last four weeks, with what is wrong beside it.
 */
export function readPeriod(asked: Asked, { zone, now }: { zone: string; now: number }): AskedPeriod {
  const today = localDate(zone, now);
  const usual = (length: Length): AskedPeriod => ({
    period: periodOf(zone, length, firstOf(length, today), today),
    typed: { from: "", until: "" },
    faults: {},
  });
  if (asked.period !== "range") return usual(lengths.find((length) => length === asked.period) ?? "4w");
  const typed = { from: asked.from ?? "", until: asked.until ?? "" };
  const [first, last] = [readDate(typed.from), readDate(typed.until)];
  const faults = {
    ...(first === null && { from: "fault.date" }),
    ...(last === null && { until: "fault.date" }),
  };
  if (first === null || last === null) return { ...usual("4w"), typed, faults };
  if (last < first) return { ...usual("4w"), typed, faults: { until: "fault.until_before_from" } };
  if (last - first >= mostDays) return { ...usual("4w"), typed, faults: { until: "fault.demand.long" } };
  return { period: periodOf(zone, "range", first, last), typed, faults };
}

function periodOf(zone: string, length: Period["length"], first: number, last: number): Period {
  const { from, to } = minutesOfDates(zone, first, last);
  const yearOf = (day: number) => startOfDate(zone, daysUntil(dateOf(day).with({ month: 1, day: 1 })));
  const [yearFrom, yearTo] = [yearOf(first), yearOf(last)];
  return { length, zone, first, last, from, to, yearFrom, turn: yearTo > yearFrom ? yearTo : null };
}

/** The first of so many days that end today; a year ago the same date is not among them. */
function firstOf(length: Length, today: number): number {
  if (length === "4w") return today - 27;
  if (length === "12w") return today - 83;
  return daysUntil(dateOf(today).subtract({ years: 1 }).add({ days: 1 }));
}

const epoch = new Temporal.PlainDate(1970, 1, 1);
const dateOf = (day: number): Temporal.PlainDate => epoch.add({ days: day });
const daysUntil = (date: Temporal.PlainDate): number => epoch.until(date).days;

/** The first and the last date of a period as texts: "2026-03-02". */
export const dateTexts = ({ first, last }: Period): { first: string; last: string } => ({
  first: dateText(first),
  last: dateText(last),
});
