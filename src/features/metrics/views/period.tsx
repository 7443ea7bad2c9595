import { Narrow } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { monthName, zoneName } from "#ui/when.ts";
import type { Period } from "../period.ts";

interface PeriodBarProps {
  page: Page;
  /** The path of the page whose figures are of this period. */
  action: string;
  period: Period;
  /** What can be chosen, the latest first. */
  months: readonly Temporal.PlainYearMonth[];
  /** Whose months they are. */
  zone: string;
}

const kinds = ["recent", "year", "all"] as const;
const queries = { recent: "", year: "?period=year", all: "?period=all" };

/** Which months are shown, and the ways to others: each is an address. */
export function PeriodBar({ page, action, period, months, zone }: PeriodBarProps) {
  const { t, now } = page;
  const { kind, first, last } = period;
  const options = months.map((month) => ({ value: month.toString(), label: nameOf(month) }));
  const shown = { first: nameOf(first), last: nameOf(last), zone: zoneName(zone, now) };
  return (
    <search class="not-printed mb-6 block">
      <div class="flex flex-wrap items-end gap-x-6 gap-y-3">
        <nav aria-label={t("metrics.period")} class="flex flex-wrap gap-2">
          {kinds.map((one) => (
            <a
              href={action + queries[one]}
              class="btn aria-[current]:btn-primary"
              aria-current={one === kind ? "true" : undefined}
            >
              {t(`metrics.period.${one}`)}
            </a>
          ))}
        </nav>
        <form method="get" action={action} class="flex flex-wrap items-end gap-3">
          <div class="grid grid-cols-2 gap-3 max-sm:basis-full">
            <Narrow name="from" label={t("metrics.period.from")} value={first.toString()} options={options} />
            <Narrow name="to" label={t("metrics.period.to")} value={last.toString()} options={options} />
          </div>
          <button type="submit" class="btn">
            {t("metrics.period.show")}
          </button>
        </form>
      </div>
      <p class="quiet mt-3 text-sm">
        {t(first.equals(last) ? "metrics.period.one" : "metrics.period.shown", shown)}
      </p>
    </search>
  );
}

const nameOf = (month: Temporal.PlainYearMonth): string => monthName(month.toPlainDate({ day: 1 }));
