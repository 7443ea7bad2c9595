import { amountText, minorDigits, moneyWords } from "#platform/money.ts";
import { chart } from "#ui/charts/chart.tsx";
import type { Translate } from "../../words/translate.ts";
import { type MonthEarned, netOf } from "./rules.ts";

const short = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

/** "$2,000": what is no part of a unit needs no digits after the point. */
const whole = (value: number, currency: string): string =>
  new Intl.NumberFormat("en", { style: "currency", currency, maximumFractionDigits: 0 }).format(value);

/** The net of each month of a year as bars, and behind it all four figures as a table. */
export function netChart(t: Translate, year: number, currency: string, months: readonly MonthEarned[]) {
  const unit = 10 ** minorDigits(currency);
  const money = (minor: number) => moneyWords({ minor, currency });
  const column = (name: "gross" | "fees" | "refunds", of: (month: MonthEarned) => number) => ({
    name: t(`earnings.${name}`),
    texts: months.map((month) => money(of(month))),
  });
  return chart(t, {
    id: "net",
    kind: "bars",
    title: t("earnings.chart", { year, currency }),
    note: t("earnings.chart.note"),
    heading: t("earnings.month"),
    categories: months.map(({ month }) => short.format(Date.UTC(month.year, month.month - 1))),
    series: [
      {
        name: t("earnings.net"),
        values: months.map((month) => Number(amountText({ minor: netOf(month), currency }))),
      },
    ],
    format: (value) => money(Math.round(value * unit)),
    tick: (value) => (Number.isInteger(value) ? whole(value, currency) : money(Math.round(value * unit))),
    columns: [
      column("gross", ({ gross }) => gross),
      column("fees", ({ fees }) => fees),
      column("refunds", ({ refunds }) => refunds),
      { name: t("earnings.net"), texts: months.map((month) => money(netOf(month))) },
    ],
    empty: t("earnings.chart.empty", { year }),
  });
}
