import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading, Notice } from "#ui/parts.tsx";
import { monthName } from "#ui/when.ts";
import { type MonthEarned, sumOf } from "../rules.ts";
import { FiguresTable } from "./table.tsx";

/** A year in one currency, one line for each month of it until now. */
export interface CurrencyYear {
  readonly currency: string;
  readonly months: readonly MonthEarned[];
}

interface EarningsPageProps {
  page: Page;
  /** The community's zone in words. */
  zone: string;
  year: number;
  /** The years in which there can be something, the latest first. */
  years: readonly number[];
  /** The current month. */
  now: Temporal.PlainYearMonth;
  /** In the community's currency first, and then in those that it had before. */
  shown: readonly CurrencyYear[];
  /** Of the first of them. */
  chart: Child;
  /** Card payments of which it is not known what was kept. */
  unknown: number;
  /** Whether there ever was a payment. */
  any: boolean;
  paths: { dashboard: string; year: (year: number) => string; month: (month: string) => string; csv: string };
}

/** What a provider earned, a year on a page: the chart and the table, and what the figures mean. */
export function EarningsPage(props: EarningsPageProps) {
  const { page, zone, shown, chart, unknown, any, paths } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t("earnings.title")} wide>
      <Heading
        title={t("earnings.title")}
        lead={t("earnings.lead", { zone })}
        back={{ href: paths.dashboard, label: t("earnings.back") }}
      />
      {!any ? (
        <Empty icon="wallet" title={t("earnings.empty")}>
          {t("earnings.empty.text")}
        </Empty>
      ) : (
        <>
          <Years {...props} />
          {unknown > 0 && <Notice>{t("earnings.unknown", { count: unknown })}</Notice>}
          <div class="mb-8 grid items-start gap-6 lg:grid-cols-2">
            <div class="card-plain p-5">{chart}</div>
            {shown.slice(0, 1).map((own) => (
              <YearTable {...props} shown={own} />
            ))}
          </div>
          {shown.slice(1).map((other) => (
            <div class="mb-8">
              <h2 class="mb-1">{t("earnings.other", { currency: other.currency })}</h2>
              <p class="quiet mb-3 max-w-prose">{t("earnings.other.text")}</p>
              <YearTable {...props} shown={other} />
            </div>
          ))}
        </>
      )}
      <Meaning page={page} />
    </Layout>
  );
}

function Years({ page: { t }, year, years, paths }: EarningsPageProps) {
  return (
    <div class="mb-5 flex flex-wrap items-center justify-between gap-3">
      <nav aria-label={t("earnings.years")} class="flex flex-wrap gap-2">
        {years.map((one) => (
          <a
            href={paths.year(one)}
            aria-current={one === year ? "page" : undefined}
            class={`btn btn-sm ${one === year ? "btn-primary" : ""}`}
          >
            {one}
          </a>
        ))}
      </nav>
      <a href={paths.csv} class="btn btn-sm" data-turbo="false">
        <Icon name="download" class="size-4" />
        {t("earnings.download")}
      </a>
    </div>
  );
}

function YearTable({
  page,
  year,
  now,
  paths,
  shown,
}: Omit<EarningsPageProps, "shown"> & { shown: CurrencyYear }) {
  const { t } = page;
  const { currency, months } = shown;
  return (
    <FiguresTable
      page={page}
      label={t("earnings.table", { year, currency })}
      heading={t("earnings.month")}
      lines={months.map((earned) => ({
        earned,
        head: (
          <>
            {earned.payments > 0 || earned.refunds > 0 ? (
              <a href={paths.month(earned.month.toString())} class="link-plain">
                {nameOfMonth(earned.month)}
              </a>
            ) : (
              nameOfMonth(earned.month)
            )}
            {earned.month.equals(now) && <span class="quiet font-normal"> {t("earnings.soFar")}</span>}
          </>
        ),
      }))}
      sums={[{ head: t("earnings.total", { year }), earned: sumOf(currency, months) }]}
    />
  );
}

/** "March 2026" */
export const nameOfMonth = (month: Temporal.PlainYearMonth): string =>
  monthName(month.toPlainDate({ day: 1 }));

/** What each of the figures counts. */
export function Meaning({ page: { t } }: { page: Page }) {
  return (
    <section aria-labelledby="meaning" class="mt-10 max-w-prose">
      <h2 id="meaning" class="mb-3">
        {t("earnings.what")}
      </h2>
      <dl class="grid gap-3">
        {(["gross", "fees", "refunds", "net"] as const).map((name) => (
          <div>
            <dt class="font-medium">{t(`earnings.${name}`)}</dt>
            <dd class="quiet">{t(`earnings.${name}.what`)}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet mt-4">{t("earnings.later")}</p>
    </section>
  );
}

/** For who is not on the plan: what it is, and no figure. */
export function NoEarningsPage({ page, back }: { page: Page; back: string }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("earnings.title")}>
      <Heading title={t("earnings.title")} back={{ href: back, label: t("earnings.back") }} />
      <Empty icon="wallet" title={t("earnings.none.title")}>
        {t("earnings.none.text")}
      </Empty>
    </Layout>
  );
}
