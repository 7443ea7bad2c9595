/** The months for which figures are counted. */
export interface Period {
  /** How it was chosen: the last twelve months, this year, everything, or from one month to another. */
  readonly kind: "recent" | "year" | "all" | "own";
  readonly first: Temporal.PlainYearMonth;
  /** Included. */
  readonly last: Temporal.PlainYearMonth;
}

/** A month, or a year of a long period, and the moments from which and before which it is, in the community's zone. */
export interface Step {
  readonly first: Temporal.PlainYearMonth;
  readonly begins: Temporal.Instant;
  readonly ends: Temporal.Instant;
}

/** The months of somebody's first and last meeting; null for who never had one. */
export type Extent = {
  readonly first: Temporal.PlainYearMonth;
  readonly last: Temporal.PlainYearMonth;
} | null;

/** Longer periods are shown year by year: more months are too narrow to be told apart. */
const mostMonths = 72;

const compare = Temporal.PlainYearMonth.compare;

/** The month of a moment, on the clock of an IANA zone. */
export const monthOf = (moment: Temporal.Instant, zone: string): Temporal.PlainYearMonth =>
  moment.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth();

/**
 * Reads an address: `period=year`, `period=all`, or `from` and `to` as "2026-03"; otherwise the last twelve months. What makes no sense
 * there is left open, and months in the wrong order change places.
 */
export function readPeriod(
  query: Readonly<Record<string, string | undefined>>,
  { now, extent }: { now: Temporal.PlainYearMonth; extent: Extent },
): Period {
  const [from, to] = [readMonth(query.from), readMonth(query.to)];
  if (from || to) {
    const end = to ?? (from && compare(from, now) > 0 ? from : now);
    const begin = from ?? end.subtract({ months: 11 });
    const [first, last] = compare(begin, end) > 0 ? [end, begin] : [begin, end];
    return { kind: "own", first, last };
  }
  if (query.period === "year") return { kind: "year", first: now.with({ month: 1 }), last: now };
  if (query.period === "all" && extent) return { kind: "all", ...extent };
  if (query.period === "all") return { kind: "all", first: now, last: now };
  return { kind: "recent", first: now.subtract({ months: 11 }), last: now };
}

/** Months in which nobody meets are none. */
function readMonth(text = ""): Temporal.PlainYearMonth | null {
  const [, year, month] = /^(2[01]\d\d)-(0[1-9]|1[0-2])$/.exec(text.trim()) ?? [];
  return year && month ? Temporal.PlainYearMonth.from({ year: Number(year), month: Number(month) }) : null;
}

/** How many months it has. */
export const monthsOf = ({ first, last }: Period): number =>
  first.until(last, { largestUnit: "months" }).months + 1;

export const isYearly = (period: Period): boolean => monthsOf(period) > mostMonths;

/** The months of a period in their order, or its years where there are too many months. A year is cut where the period begins or ends. */
export function stepsOf(period: Period, zone: string): Step[] {
  const end = period.last.add({ months: 1 });
  const steps: Step[] = [];
  for (let first = period.first; compare(first, end) < 0; ) {
    const whole = isYearly(period) ? first.with({ month: 1 }).add({ years: 1 }) : first.add({ months: 1 });
    const next = compare(whole, end) < 0 ? whole : end;
    steps.push({ first, begins: beginOf(first, zone), ends: beginOf(next, zone) });
    first = next;
  }
  return steps;
}

/** The first moment of a month, which is not midnight where clocks are changed just then. */
const beginOf = (month: Temporal.PlainYearMonth, zone: string): Temporal.Instant =>
  month.toPlainDate({ day: 1 }).toZonedDateTime({ timeZone: zone }).toInstant();
