import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { span } from "#ui/when.ts";
import { groupPath } from "../paths.ts";
import type { SeriesLine } from "../queries/series.ts";

interface SeriesProps {
  page: Page;
  series: readonly SeriesLine[];
  /** Id of the one that is on the page. */
  current: string;
}

/** The other dates of a weekly group meeting; each has its own places. */
export function SeriesDates({ page, series, current }: SeriesProps) {
  const { t, zone, now, community } = page;
  if (series.length < 2) return null;
  const place = series.findIndex(({ id }) => id === current) + 1;
  return (
    <details class="card-plain mb-6 px-5 py-2" id="series">
      <summary class="flex min-h-11 cursor-pointer items-center gap-2 font-medium">
        <Icon name="calendar" class="text-primary size-5" />
        {t("groups.series", { place, count: series.length })}
      </summary>
      <p class="quiet mb-2 text-sm">{t("groups.series.each")}</p>
      <ol class="mb-3 grid gap-x-6 sm:grid-cols-2">
        {series.map(({ id, state, start, end }) => (
          <li>
            <a
              href={groupPath(community?.base ?? "", id)}
              aria-current={id === current ? "page" : undefined}
              class="link-plain inline-flex min-h-11 items-center tabular-nums aria-[current]:font-bold"
            >
              {span(instantOf(start), instantOf(end), zone, now)}
              {state === "cancelled" && ` (${t("meetings.state.cancelled")})`}
            </a>
          </li>
        ))}
      </ol>
    </details>
  );
}
