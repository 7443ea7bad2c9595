import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { clockTime, dayName, zoneName } from "#ui/when.ts";
import type { Listing } from "../../admin/index.ts";
import type { Attendees, GivenLine } from "../queries/meetings.ts";
import {
  type Column,
  columns,
  fallsFirst,
  isNarrowed,
  type MeetingSearch,
  meetingsAddress,
} from "../search.ts";
import { Figures } from "./definitions.tsx";
import { MetricsFrame } from "./frame.tsx";

interface MeetingListProps {
  page: Page;
  /** Where the list is. */
  path: string;
  search: MeetingSearch;
  attendees: Attendees;
  found: Listing<GivenLine>;
}

/** The third tab: all meetings that somebody gives, to be searched and ordered; each row leads to its data. */
export function MeetingListPage({ page, path, search, attendees, found }: MeetingListProps) {
  const { t, zone, now } = page;
  const { total, oneTime, repeat } = attendees;
  const count = (value: number) => t("metrics.count", { count: value });
  return (
    <MetricsFrame page={page} at="meetings">
      <section aria-label={t("metrics.attendees")} class="mb-6">
        <Figures
          page={page}
          figures={[
            { term: "total", value: count(total) },
            { term: "oneTime", value: count(oneTime) },
            { term: "repeat", value: count(repeat) },
          ]}
        />
      </section>
      <SearchBar
        t={t}
        action={path}
        label={t("metrics.list.search")}
        query={search.q}
        clear={path}
        clearLabel={t("metrics.list.reset")}
      >
        <DateField name="from" label={t("metrics.list.from")} value={search.from} />
        <DateField name="until" label={t("metrics.list.until")} value={search.until} />
        <Kept search={search} />
      </SearchBar>
      {found.rows.length === 0 ? (
        <Empty icon="calendar" title={t(isNarrowed(search) ? "metrics.list.nothing" : "metrics.empty")}>
          {isNarrowed(search) ? t("metrics.list.nothing.text") : t("metrics.empty.text")}
        </Empty>
      ) : (
        <>
          <TableBox label={t("metrics.tab.meetings")}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <Head page={page} path={path} search={search} column={column} />
                ))}
              </tr>
            </thead>
            <tbody>
              {found.rows.map((line) => (
                <Row page={page} path={path} line={line} />
              ))}
            </tbody>
          </TableBox>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
      <p class="quiet mt-4 flex flex-wrap gap-x-6 gap-y-2 text-sm">
        <span>{t("metrics.list.zone", { zone: zoneName(zone, now) })}</span>
        <a href={meetingsAddress(path, search, { off: !search.off })} class="link-plain">
          {t(search.off ? "metrics.list.withoutOff" : "metrics.list.withOff")}
        </a>
        <a href={meetingsAddress(`${path}.csv`, search)} class="link-plain" data-turbo="false">
          <Icon name="download" class="mr-1 inline size-4" />
          {t("metrics.list.csv")}
        </a>
      </p>
    </MetricsFrame>
  );
}

/** The order and whatever else a new search does not change. */
function Kept({ search }: { search: MeetingSearch }) {
  const fields = {
    off: search.off ? "1" : "",
    ...(search.sort === "start" && search.down
      ? {}
      : { sort: search.sort, order: search.down ? "down" : "up" }),
  };
  return (
    <>
      {Object.entries(fields).map(
        ([name, value]) => value && <input type="hidden" name={name} value={value} />,
      )}
    </>
  );
}

interface DateFieldProps {
  name: string;
  label: string;
  value: Temporal.PlainDate | null;
}

function DateField({ name, label, value }: DateFieldProps) {
  return (
    <div class="max-sm:basis-full">
      <label for={`date-${name}`} class="mb-1 block text-sm font-medium">
        {label}
      </label>
      <input
        id={`date-${name}`}
        name={name}
        type="date"
        value={value?.toString() ?? ""}
        class="input w-full"
      />
    </div>
  );
}

interface HeadProps {
  page: Page;
  path: string;
  search: MeetingSearch;
  column: Column;
}

/** A heading that orders the list by its column, and the other way round where it is ordered by it. */
function Head({ page: { t }, path, search, column }: HeadProps) {
  const here = search.sort === column;
  const down = here ? !search.down : fallsFirst(column);
  return (
    <th scope="col" aria-sort={here ? (search.down ? "descending" : "ascending") : undefined}>
      <a
        href={meetingsAddress(path, search, { sort: column, down })}
        class="hover:text-primary inline-flex min-h-9 items-center gap-1 whitespace-nowrap"
      >
        {t(`metrics.list.${column}`)}
        {here && <Icon name="chevronDown" class={`size-4 ${search.down ? "" : "rotate-180"}`} />}
      </a>
    </th>
  );
}

/** What is said of the state of a meeting beside its name; nothing where it is as it should be. */
const states = { pending: "info", unpaid: "info", cancelled: "warn" } as const;

function Row({ page, path, line }: { page: Page; path: string; line: GivenLine }) {
  const { t, now } = page;
  const { state } = line;
  const over = line.end * 60_000 <= now.epochMilliseconds;
  return (
    <tr class="hover:bg-base-200 relative">
      <th scope="row" class="font-medium">
        <a href={`${path}/${line.id}`} class="link-plain break-words after:absolute after:inset-0">
          {line.name}
        </a>
        {state !== "final" && (
          <span class="ml-2">
            <Badge tone={states[state]}>{t(`metrics.state.${state}`)}</Badge>
          </span>
        )}
      </th>
      <td>{line.type || <None page={page} />}</td>
      <td>{line.topic || <None page={page} />}</td>
      <td>{line.focus || <None page={page} />}</td>
      <td>{line.host}</td>
      <td class="whitespace-nowrap tabular-nums">{momentWords(page, line.start)}</td>
      <td class="whitespace-nowrap tabular-nums">{momentWords(page, line.end)}</td>
      <td class="whitespace-nowrap tabular-nums">
        {over && line.attended + line.noShow > 0
          ? t("metrics.list.came", { attended: line.attended, registered: line.registered })
          : t("metrics.list.places", { count: line.registered })}
      </td>
      <td class="tabular-nums">{t("metrics.count", { count: line.feedback })}</td>
    </tr>
  );
}

/** An empty cell, also to those who hear the table. */
export function None({ page: { t } }: { page: Page }): Child {
  return (
    <span class="quiet">
      <span aria-hidden="true">–</span>
      <span class="sr-only">{t("metrics.none")}</span>
    </span>
  );
}

/** "Tue 1 Dec, 10:00" of epoch minutes, in the reader's zone. */
export function momentWords({ zone, now }: Page, minute: number): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(minute * 60_000);
  return `${dayName(moment, zone, now)}, ${clockTime(moment, zone)}`;
}
