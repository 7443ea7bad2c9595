import type { Child } from "hono/jsx";
import { Icon, type IconName } from "#ui/icons.tsx";
import { Narrow } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty } from "#ui/parts.tsx";
import { monthName } from "#ui/when.ts";
import type { Told } from "../reached.ts";
import { MetricsFrame } from "./frame.tsx";

interface Batches {
  /** The first and the last month of each batch. */
  readonly firsts: readonly Temporal.PlainYearMonth[];
  readonly lasts: readonly Temporal.PlainYearMonth[];
  /** Which are shown: those after the `from`th and up to the `to`th. */
  readonly run: { readonly from: number; readonly to: number };
}

interface DemographicsPageProps {
  page: Page;
  /** The smallest group that is shown. */
  smallest: number;
  batches: Batches;
  /** Whom they hope to reach, in words. */
  hopes: readonly { readonly told: Told; readonly names: readonly string[] }[];
  /** None as long as there are not enough people. */
  graphs: readonly { readonly told: Told; readonly graph: Child; readonly unseen: string | null }[];
}

/** The second tab: whom somebody reached, beside whom they hope to reach. */
export function DemographicsPage({ page, smallest, batches, hopes, graphs }: DemographicsPageProps) {
  const { t } = page;
  return (
    <MetricsFrame page={page} at="demographics">
      {graphs.length === 0 ? (
        <Empty icon="users" title={t("reached.early")}>
          <p>{t("reached.early.text", { smallest })}</p>
        </Empty>
      ) : (
        <>
          <BatchBar page={page} batches={batches} smallest={smallest} />
          <div class="grid gap-6 lg:grid-cols-2">
            {graphs.map(({ told, graph, unseen }) => (
              <section aria-labelledby={`title-${told}`} class="card-plain min-w-0 p-5">
                <h2 id={`title-${told}`} class="sr-only">
                  {t(`reached.${told}`)}
                </h2>
                {graph}
                {unseen && <p class="quiet mt-3 text-sm">{unseen}</p>}
                <Hope page={page} names={hopes.find((hope) => hope.told === told)?.names ?? []} />
              </section>
            ))}
          </div>
        </>
      )}
      <div class="mt-6 grid items-start gap-6 lg:grid-cols-2">
        <Definitions page={page} smallest={smallest} />
        <Ways page={page} hopes={graphs.length === 0 ? hopes : []} />
      </div>
    </MetricsFrame>
  );
}

const nameOf = (month: Temporal.PlainYearMonth): string => monthName(month.toPlainDate({ day: 1 }));

/** Which batches are shown, and the ways to others: each is an address. */
function BatchBar({ page, batches, smallest }: { page: Page; batches: Batches; smallest: number }) {
  const { t, community } = page;
  const { firsts, lasts, run } = batches;
  const options = (months: readonly Temporal.PlainYearMonth[]) =>
    months.map((month) => ({ value: month.toString(), label: nameOf(month) }));
  const [first, last] = [firsts[run.from], lasts[run.to - 1]];
  if (!first || !last) return null;
  return (
    <search class="mb-6 block">
      <form
        method="get"
        action={`${community?.base}/dashboard/metrics/demographics`}
        class="not-printed flex flex-wrap items-end gap-3"
      >
        <div class="grid grid-cols-2 gap-3 max-sm:basis-full">
          <Narrow name="from" label={t("reached.from")} value={first.toString()} options={options(firsts)} />
          <Narrow name="to" label={t("reached.to")} value={last.toString()} options={options(lasts)} />
        </div>
        <button type="submit" class="btn">
          {t("reached.show")}
        </button>
      </form>
      <p class="quiet mt-3 text-sm">
        {t("reached.shown", { first: nameOf(first), last: nameOf(last) })}{" "}
        {t("reached.newer", { last: nameOf(lasts.at(-1) ?? last), smallest })}
      </p>
    </search>
  );
}

const Hope = ({ page: { t }, names }: { page: Page; names: readonly string[] }) => (
  <p class="border-base-300 mt-3 border-t pt-3 text-sm">
    <span class="font-semibold">{t("reached.hoped")}: </span>
    {names.join(", ") || <span class="quiet">{t("reached.hoped.none")}</span>}
  </p>
);

/** What is counted, and what the figures mean. */
function Definitions({ page: { t }, smallest }: { page: Page; smallest: number }) {
  return (
    <section aria-labelledby="means" class="card-plain p-5">
      <h2 id="means" class="mb-3">
        {t("reached.means")}
      </h2>
      <dl class="grid gap-3 text-sm">
        {(["reached", "told", "range", "unsaid", "hoped"] as const).map((term) => (
          <div>
            <dt class="font-semibold">{t(`reached.means.${term}`)}</dt>
            <dd class="quiet">{t(`reached.means.${term}.text`, { smallest })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What somebody can do who reaches others than they hope to, or who wants to do more for those they reach. */
function Ways({ page: { t, community }, hopes }: { page: Page; hopes: DemographicsPageProps["hopes"] }) {
  const base = community?.base ?? "";
  const way = (href: string, icon: IconName, label: string, detail: string) => (
    <li>
      <a href={base + href} class="link-plain inline-flex min-h-11 items-center gap-2">
        <Icon name={icon} class="size-4" />
        {label}
      </a>
      <p class="quiet text-sm">{detail}</p>
    </li>
  );
  return (
    <section aria-labelledby="ways" class="card-plain p-5">
      <h2 id="ways" class="mb-3">
        {t("reached.ways")}
      </h2>
      {hopes.map(
        ({ told, names }) =>
          names.length > 0 && (
            <p class="mb-2 text-sm">
              <span class="font-semibold">{t(`reached.${told}`)}: </span>
              {names.join(", ")}
            </p>
          ),
      )}
      <ul class="grid gap-2">
        {way("/profile", "pencil", t("profile.tab.information"), t("reached.ways.information"))}
        {way("/profile/preferences", "heart", t("profile.tab.preferences"), t("reached.ways.preferences"))}
        {community?.modules.groups &&
          way("/groups/new", "calendarPlus", t("reached.ways.create"), t("reached.ways.create.text"))}
      </ul>
    </section>
  );
}
