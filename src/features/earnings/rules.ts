/** What was earned in a span of time, in one currency. Minor units. */
export interface Earned {
  readonly currency: string;
  /** What was paid in it. */
  readonly gross: number;
  /** What the payment service kept of that, as far as it is known. */
  readonly fees: number;
  /** What was given back in it, whenever it had been paid. */
  readonly refunds: number;
  /** How many payments that were, and of how many it is not known what the payment service kept. */
  readonly payments: number;
  readonly unknown: number;
}

/** What is left of it; less than nothing where more was given back than came in. */
export const netOf = ({ gross, fees, refunds }: Pick<Earned, "gross" | "fees" | "refunds">): number =>
  gross - fees - refunds;

export const nothingEarned = (currency: string): Earned => ({
  currency,
  gross: 0,
  fees: 0,
  refunds: 0,
  payments: 0,
  unknown: 0,
});

/** All of it together. Every one has to be in this currency. */
export const sumOf = (currency: string, all: readonly Earned[]): Earned =>
  all.reduce(
    (sum, { gross, fees, refunds, payments, unknown }) => ({
      currency,
      gross: sum.gross + gross,
      fees: sum.fees + fees,
      refunds: sum.refunds + refunds,
      payments: sum.payments + payments,
      unknown: sum.unknown + unknown,
    }),
    nothingEarned(currency),
  );

/** Calendar months one after the other. */
export interface Months {
  readonly first: Temporal.PlainYearMonth;
  readonly count: number;
  /** IANA: whose calendar. */
  readonly zone: string;
}

/** The month of a moment in this zone. */
export const monthAt = (moment: Temporal.Instant, zone: string): Temporal.PlainYearMonth =>
  moment.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth();

/** The months from one to another, both among them; none when the other is before it. */
export const monthsUntil = (
  first: Temporal.PlainYearMonth,
  last: Temporal.PlainYearMonth,
  zone: string,
): Months => ({ first, count: Math.max(0, first.until(last, { largestUnit: "months" }).months + 1), zone });

/** When each of them begins, and when the last one is over. */
export const boundsOf = ({ first, count, zone }: Months): Temporal.Instant[] =>
  Array.from({ length: count + 1 }, (_, i) =>
    first.add({ months: i }).toPlainDate({ day: 1 }).toZonedDateTime(zone).toInstant(),
  );

/** Each of them. */
export const eachMonth = ({ first, count }: Months): Temporal.PlainYearMonth[] =>
  Array.from({ length: count }, (_, i) => first.add({ months: i }));

/** The month that an address names, "2026-03". Null for anything else. */
export function readMonth(text: string): Temporal.PlainYearMonth | null {
  if (!/^[12]\d{3}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainYearMonth.from(text);
  } catch {
    return null;
  }
}

/** A month and what was earned in it. */
export interface MonthEarned extends Earned {
  readonly month: Temporal.PlainYearMonth;
}

/** The currencies of these, that of the community first and always, the others by their letters. */
export function currenciesOf(earned: readonly Earned[], own: string): string[] {
  const others = new Set(earned.map(({ currency }) => currency));
  others.delete(own);
  return [own, ...[...others].toSorted()];
}

/** One line for each of the months in this currency, also for those in which nothing was. */
export const everyMonth = (months: Months, earned: readonly MonthEarned[], currency: string): MonthEarned[] =>
  eachMonth(months).map(
    (month) =>
      earned.find((one) => one.currency === currency && one.month.equals(month)) ?? {
        ...nothingEarned(currency),
        month,
      },
  );
