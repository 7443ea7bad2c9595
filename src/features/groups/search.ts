import { minuteOf } from "#platform/clock.ts";
import { isId } from "#platform/ids.ts";
import { localMinute, startOfDate } from "../availability/index.ts";
import { readDate } from "../scheduling/wall.ts";

export const views = ["list", "week", "month"] as const;
export type View = (typeof views)[number];

/** Parts of a day on the reader's clock: from and to before, in minutes of the day. */
export const parts = {
  morning: [0, 12 * 60],
  afternoon: [12 * 60, 17 * 60],
  evening: [17 * 60, 24 * 60],
} as const;
export type Part = keyof typeof parts;
const isPart = (text: string): text is Part => text in parts;

export const costs = ["free", "priced"] as const;
export type Cost = (typeof costs)[number];

/** What of the group meetings somebody wants to see. "" and null leave it open. */
export interface Search {
  readonly view: View;
  readonly q: string;
  readonly topic: string;
  readonly focus: string;
  readonly experience: string | null;
  readonly host: string | null;
  readonly cost: Cost | "";
  readonly part: Part | "";
  /** The first date that is shown: of the list, or one of the week or the month. Null: today. */
  readonly from: Temporal.PlainDate | null;
  /** The last date of the list. */
  readonly until: Temporal.PlainDate | null;
}

const fields = ["q", "topic", "focus", "experience", "host", "cost", "part", "from", "until"] as const;

/** Dates in which nobody meets are none: zones are known for some centuries alone. */
export const near = (date: Temporal.PlainDate | null): Temporal.PlainDate | null =>
  date && date.year >= 2000 && date.year < 2200 ? date : null;

/** Reads an address; what makes no sense there is left open. */
export function readSearch(query: Readonly<Record<string, string | undefined>>): Search {
  const text = (name: string) => (query[name] ?? "").trim().slice(0, 200);
  const id = (name: string) => (isId(text(name)) ? text(name) : null);
  const part = text("part");
  return {
    view: views.find((view) => view === query.view) ?? "list",
    q: text("q"),
    topic: text("topic"),
    focus: text("focus"),
    experience: id("experience"),
    host: id("host"),
    cost: costs.find((cost) => cost === query.cost) ?? "",
    part: isPart(part) ? part : "",
    from: near(readDate(text("from"))),
    until: near(readDate(text("until"))),
  };
}

/** The address at which this is shown, with `change` in it and further fields beside it. */
export function addressOf(
  root: string,
  search: Search,
  change: Partial<Search> = {},
  more: Record<string, string> = {},
): string {
  const wanted = { ...search, ...change };
  const params = new URLSearchParams(wanted.view === "list" ? {} : { view: wanted.view });
  for (const name of fields) {
    const value = wanted[name]?.toString();
    if (value) params.set(name, value);
  }
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  return params.size > 0 ? `${root}?${params}` : root;
}

/** Whether something beside the dates of a calendar narrows what is shown. */
export const isNarrowed = ({ view, from, until, ...search }: Search): boolean =>
  fields.some((name) => name in search && search[name as keyof typeof search]) ||
  (view === "list" && (from !== null || until !== null));

/** Whether a meeting begins in that part of the reader's day. Epoch minute; IANA zone. */
export function isInPart(part: Part | "", start: number, zone: string): boolean {
  if (part === "") return true;
  const [from, to] = parts[part];
  const minute = localMinute(zone, start);
  return from <= minute && minute < to;
}

/** Days since 1970-01-01. */
export const dayNumber = (date: Temporal.PlainDate): number =>
  Temporal.PlainDate.from("1970-01-01").until(date, { largestUnit: "days" }).days;

/** The dates that a list or a calendar shows, both included, and the moments (epoch minutes) between which they lie. */
export interface Window {
  readonly first: Temporal.PlainDate;
  /** null: without an end. */
  readonly last: Temporal.PlainDate | null;
  readonly from: number;
  readonly to: number | null;
}

/** What a view shows in the reader's zone: the list from now on, the week around a date, or its month in whole weeks from Monday to Sunday. */
export function windowOf({ view, from, until }: Search, zone: string, now: Temporal.Instant): Window {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const date = from ?? today;
  if (view === "list") {
    const last = until && Temporal.PlainDate.compare(until, date) >= 0 ? until : null;
    const begins = startOfDate(zone, dayNumber(date));
    return {
      first: date,
      last,
      from: Math.max(begins, minuteOf(now)),
      to: last && startOfDate(zone, dayNumber(last) + 1),
    };
  }
  const begin = view === "week" ? date : date.with({ day: 1 });
  const end = view === "week" ? date : date.add({ months: 1 }).with({ day: 1 }).subtract({ days: 1 });
  const first = begin.subtract({ days: begin.dayOfWeek - 1 });
  const last = end.add({ days: 7 - end.dayOfWeek });
  return {
    first,
    last,
    from: startOfDate(zone, dayNumber(first)),
    to: startOfDate(zone, dayNumber(last) + 1),
  };
}
