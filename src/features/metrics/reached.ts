import { type Counted, type Release, rangesOf } from "../disclosure/index.ts";

/** What people tell of themselves, and are counted by. */
export const tellings = ["age", "gender", "ethnicity", "region"] as const;
export type Told = (typeof tellings)[number];

/** So many people of a month said this. */
export interface Met {
  /** The place of the month of their first meeting, from 0 on. */
  readonly month: number;
  readonly told: Told;
  /** An age band or the id of an option; null for who did not say. */
  readonly category: string | null;
  readonly people: number;
}

/** What can be said, by what it is about. */
export type Categories = Readonly<Record<Told, readonly { readonly id: string; readonly name: string }[]>>;

/** The people of each month, and those of each category. */
export function countedOf(rows: readonly Met[], months: number, categories: Categories): Counted<Told> {
  const empty = () => new Array<number>(months).fill(0);
  const places = new Map<string, number[]>();
  const table = (told: Told) =>
    categories[told].map(({ id }) => {
      const own = empty();
      places.set(`${told} ${id}`, own);
      return own;
    });
  const tables = {
    age: table("age"),
    gender: table("gender"),
    ethnicity: table("ethnicity"),
    region: table("region"),
  };
  const people = empty();
  for (const { month, told, category, people: count } of rows) {
    const own = places.get(`${told} ${category}`);
    if (own) own[month] = (own[month] ?? 0) + count;
    if (told === "age") people[month] = (people[month] ?? 0) + count;
  }
  return { people, tables };
}

/** What is shown of a category. */
export interface Shown {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** The range of each category of those first met in a run of batches. */
export const shownOf = (
  made: Release<Told>,
  told: Told,
  categories: Categories,
  run: { from: number; to: number },
): Shown[] =>
  rangesOf(made, told, run).map((range, at) => ({ id: categories[told][at]?.id ?? "", ...range }));

/** The months that are over since the first one, on the clock of an IANA zone, and where each and the present one begin. */
export function monthsSince(
  first: Temporal.Instant,
  now: Temporal.Instant,
  zone: string,
): { months: Temporal.PlainYearMonth[]; starts: Temporal.Instant[]; until: Temporal.Instant } {
  const monthOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth();
  const startOf = (month: Temporal.PlainYearMonth) =>
    month.toPlainDate({ day: 1 }).toZonedDateTime(zone).toInstant();
  const begin = monthOf(first);
  const count = Math.max(0, begin.until(monthOf(now), { largestUnit: "months" }).months);
  const months = Array.from({ length: count }, (_, i) => begin.add({ months: i }));
  return { months, starts: months.map(startOf), until: startOf(monthOf(now)) };
}

/**
 * Which batches an address asks for by `from` and `to`, months as "2026-03": those that hold them. What makes no sense there is left open,
 * and months in the wrong order change places. `lasts` are the last months of the batches.
 */
export function runOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  lasts: readonly Temporal.PlainYearMonth[],
): { from: number; to: number } {
  const [begin, end] = isMonth(from) && isMonth(to) && from > to ? [to, from] : [from, to];
  const holding = (month: string) => lasts.findIndex((last) => month <= last.toString());
  const first = isMonth(begin) ? holding(begin) : 0;
  const last = isMonth(end) ? holding(end) : -1;
  return {
    from: first < 0 ? Math.max(0, lasts.length - 1) : first,
    to: last < 0 ? lasts.length : last + 1,
  };
}

const isMonth = (text: string | undefined): text is string => /^2[01]\d\d-(0[1-9]|1[0-2])$/.test(text ?? "");
