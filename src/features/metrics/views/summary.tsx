import type { Child } from "hono/jsx";
import { moneyWords } from "#platform/money.ts";
import type { Page } from "#ui/page.ts";
import { Empty } from "#ui/parts.tsx";
import { type Earned, netOf } from "../../earnings/rules.ts";
import type { Rating } from "../../reviews/summary.ts";
import { RatingLink } from "../../reviews/views/rating.tsx";
import { monthsOf, type Period } from "../period.ts";
import type { Counts } from "../queries/summary.ts";
import { type Figure, Figures } from "./definitions.tsx";
import { MetricsFrame } from "./frame.tsx";
import { PeriodBar } from "./period.tsx";

interface SummaryPageProps {
  page: Page;
  providerId: string;
  path: string;
  period: Period;
  months: readonly Temporal.PlainYearMonth[];
  zone: string;
  /** Of the whole period. */
  counts: Counts;
  rating: Rating | undefined;
  /** In each currency; null for who is not on the premium plan. */
  earned: readonly Earned[] | null;
  /** Who came, month by month. */
  graph: Child;
  /** Where times are opened, for who gave nothing yet. */
  begin: string | null;
}

/** The first tab: how much somebody gave, and who came. */
export function SummaryPage(props: SummaryPageProps) {
  const { page, period, months, zone, path, counts, rating, providerId, graph, begin } = props;
  const { t } = page;
  const { scheduled, registered, attended, noShow, unsaid, toCome, cancelled, unsure } = counts;
  return (
    <MetricsFrame page={page} at="summary">
      {begin ? (
        <Empty icon="calendar" title={t("metrics.empty")}>
          <p>{t("metrics.empty.text")}</p>
          <a href={begin} class="btn btn-primary mt-4">
            {t("nav.availability")}
          </a>
        </Empty>
      ) : (
        <PeriodBar page={page} action={path} period={period} months={months} zone={zone} />
      )}
      <section aria-label={t("metrics.figures")} class={begin ? "mt-6" : ""}>
        <Figures
          page={page}
          figures={[
            {
              term: "scheduled",
              value: words(scheduled),
              beside: t("metrics.beside.scheduled", { cancelled, unsure }),
            },
            { term: "registered", value: words(registered) },
            ...earnedFigure(props),
            { term: "rating", value: <RatingLink page={page} providerId={providerId} rating={rating} /> },
          ]}
        />
      </section>
      <section aria-labelledby="came" class="card-plain mt-6 p-5">
        <h2 id="came" class="sr-only">
          {t("metrics.came")}
        </h2>
        <div class="grid gap-x-10 gap-y-6 lg:grid-cols-[3fr_2fr]">
          {graph}
          <Figures
            page={page}
            list
            figures={[
              { term: "attended", value: words(attended) },
              { term: "noShow", value: words(noShow) },
              { term: "unsaid", value: words(unsaid) },
              { term: "toCome", value: words(toCome) },
            ]}
          />
        </div>
      </section>
    </MetricsFrame>
  );
}

/** What was earned in all, each currency by itself, and what that comes to in a month. */
function earnedFigure({ page: { t, community }, earned, period }: SummaryPageProps): Figure[] {
  if (!earned) return [];
  const money = (part: number) =>
    earned
      .map((one) => moneyWords({ minor: Math.round(netOf(one) / part), currency: one.currency }))
      .join(" + ");
  const value = (
    <a href={`${community?.base}/dashboard/earnings`} class="link-plain break-words">
      {money(1)}
    </a>
  );
  return [{ term: "earned", value, beside: t("metrics.beside.earned", { amount: money(monthsOf(period)) }) }];
}

const words = (count: number): string => count.toLocaleString("en");
