import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import { span } from "#ui/when.ts";
import type { SeriesMeeting } from "../queries.ts";

interface SectionProps {
  page: Page;
  /** First to last. */
  meetings: readonly SeriesMeeting[];
  thisId: string;
  pathOf: (id: string) => string;
  /** Where the rest or all of them are cancelled, if this person can. */
  cancelRest: string | null;
  cancelAll: string | null;
  /** Where those that wait for it are confirmed, if this person can. */
  confirm: { path: string; count: number } | null;
}

/** "Every week: 3 of 9", with the way to each of the others and what can be done with several at once. */
export function SeriesSection(props: SectionProps) {
  const { page, meetings, thisId, pathOf, cancelRest, cancelAll, confirm } = props;
  const { t } = page;
  const count = meetings.length;
  const place = meetings.findIndex(({ id }) => id === thisId) + 1;
  return (
    <section class="card-plain mb-6 p-5" aria-labelledby="series">
      <h2 id="series" class="flex flex-wrap items-baseline gap-x-3">
        {t("series.title")}{" "}
        <span class="quiet text-base font-normal">{t("series.place", { place, count })}</span>
      </h2>
      <details class="group mt-1">
        <summary class="link-plain flex min-h-11 cursor-pointer items-center gap-2">
          <Icon name="chevronRight" class="size-4 group-open:rotate-90" />
          {t("series.list", { count })}
        </summary>
        <ol class="divide-base-300 mt-1 divide-y">
          {meetings.map((meeting) => (
            <Line page={page} meeting={meeting} path={meeting.id === thisId ? null : pathOf(meeting.id)} />
          ))}
        </ol>
      </details>
      {(cancelRest || cancelAll || confirm) && (
        <div class="mt-3 flex flex-wrap gap-2.5">
          {confirm && (
            <form method="post" action={confirm.path}>
              <button type="submit" class="btn btn-primary">
                <Icon name="check" class="size-4" />
                {t("series.confirm", { count: confirm.count })}
              </button>
            </form>
          )}
          {cancelRest && (
            <a href={cancelRest} class="btn">
              <Icon name="trash" class="size-4" />
              {t("series.cancelRest")}
            </a>
          )}
          {cancelAll && (
            <a href={cancelAll} class="btn">
              <Icon name="trash" class="size-4" />
              {t("series.cancelAll")}
            </a>
          )}
        </div>
      )}
    </section>
  );
}

function Line({ page, meeting, path }: { page: Page; meeting: SeriesMeeting; path: string | null }) {
  const { t, zone, now } = page;
  const when = span(instantOf(meeting.start), instantOf(meeting.end), zone, now);
  return (
    <li class="flex min-h-11 flex-wrap items-center gap-x-3 py-1.5">
      {path ? (
        <a href={path} class="link-plain py-1 tabular-nums">
          {when}
        </a>
      ) : (
        <span class="font-semibold tabular-nums" aria-current="page">
          {when}
        </span>
      )}
      {!path && <span class="quiet text-sm">{t("series.this")}</span>}
      {meeting.state !== "final" && (
        <span class="ml-auto">
          <Badge tone={meeting.state === "cancelled" ? "plain" : "warn"}>
            {t(`meetings.state.${meeting.state}`)}
          </Badge>
        </span>
      )}
    </li>
  );
}
