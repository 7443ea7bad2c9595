import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { clockTime, longDay, monthName } from "#ui/when.ts";
import { groupPath } from "../paths.ts";
import type { GroupLine } from "../queries/list.ts";
import { marksOf } from "./line.tsx";

export interface CalendarDay {
  readonly date: Temporal.PlainDate;
  /** Of another month than the one that is shown. */
  readonly outside: boolean;
  readonly today: boolean;
  readonly groups: readonly GroupLine[];
}

interface CalendarProps {
  page: Page;
  view: "week" | "month";
  days: readonly CalendarDay[];
  /** A date of the week or the month that is shown. */
  on: Temporal.PlainDate;
  earlier: string;
  later: string;
  /** Where today is; null when it is shown already. */
  now: string | null;
}

/** A week or a month of group meetings: columns where there is room, and on a phone a list of the days on which there is something. */
export function Calendar({ page, view, days, on, earlier, later, now }: CalendarProps) {
  const { t } = page;
  const [first, last] = [days[0], days.at(-1)];
  const title = view === "month" ? monthName(on) : first && last ? weekTitle(first.date, last.date) : "";
  const some = days.some(({ groups }) => groups.length > 0);
  return (
    <section aria-labelledby="calendar-title">
      <div class="mb-3 flex items-center gap-2">
        <h2 id="calendar-title" class="mr-auto">
          {title}
        </h2>
        {now && (
          <a href={now} class="btn btn-sm min-h-11 sm:min-h-0">
            {t(`groups.calendar.now.${view}`)}
          </a>
        )}
        <a href={earlier} class="btn btn-square" rel="prev">
          <Icon name="chevronLeft" label={t(`groups.calendar.previous.${view}`)} />
        </a>
        <a href={later} class="btn btn-square" rel="next">
          <Icon name="chevronRight" label={t(`groups.calendar.next.${view}`)} />
        </a>
      </div>
      {!some && <p class="card-plain quiet p-5 md:mb-3">{t(`groups.calendar.none.${view}`)}</p>}
      <ol class="card-plain divide-base-300 md:bg-base-300 grid divide-y overflow-hidden empty:hidden md:grid-cols-7 md:gap-px md:divide-y-0">
        {days.map((day) => (
          <Day page={page} day={day} view={view} />
        ))}
      </ol>
    </section>
  );
}

function Day({ page, day, view }: { page: Page; day: CalendarDay; view: "week" | "month" }) {
  const { date, outside, today, groups } = day;
  const name = longDay(date);
  return (
    <li
      class={`min-w-0 p-3 md:min-h-28 md:p-1.5 ${view === "week" ? "md:min-h-80" : ""} ${groups.length === 0 ? "max-md:hidden" : ""} ${outside ? "md:bg-base-200" : "bg-base-100"}`}
    >
      <h3
        class={`mb-1.5 text-sm ${today ? "text-primary font-bold" : outside ? "quiet font-medium" : "font-medium"}`}
      >
        <span class="md:hidden">{name}</span>
        <span class="max-md:hidden" aria-hidden="true">
          {name.slice(0, 3)} {date.day}
        </span>
        <span class="sr-only max-md:hidden">{name}</span>
        {today && <span class="md:sr-only"> ({page.t("groups.today")})</span>}
      </h3>
      {groups.length > 0 && (
        <ul class="grid gap-1.5">
          {groups.map((group) => (
            <li>
              <Entry page={page} group={group} full={view === "week"} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Entry({ page, group, full }: { page: Page; group: GroupLine; full: boolean }) {
  const { zone, community } = page;
  const [from, to] = [clockTime(instantOf(group.start), zone), clockTime(instantOf(group.end), zone)];
  const marks = marksOf(page, group).map(({ text }) => text);
  const mine = group.hosting || (group.standing !== null && group.standing !== "cancelled");
  return (
    <a
      href={groupPath(community?.base ?? "", group.id)}
      title={`${from}–${to} ${group.name}`}
      class={`rounded-selector hover:outline-primary block px-2.5 py-2 hover:outline-2 md:px-1.5 md:py-1 md:text-xs ${mine ? "bg-primary text-primary-content" : "bg-secondary text-secondary-content"}`}
    >
      <span class="block tabular-nums">
        {from}
        <span class={full ? "" : "md:sr-only"}>–{to}</span>
      </span>
      <span class={`block font-medium wrap-anywhere ${full ? "" : "md:line-clamp-2"}`}>{group.name}</span>
      {marks.length > 0 && (
        <span class={`mt-0.5 block text-sm md:text-xs ${full ? "" : "md:sr-only"}`}>{marks.join(" · ")}</span>
      )}
    </a>
  );
}

/** "2 – 8 March", "28 December – 3 January". */
function weekTitle(first: Temporal.PlainDate, last: Temporal.PlainDate): string {
  const named = (date: Temporal.PlainDate) => longDay(date).split(" ").slice(1).join(" ");
  return `${first.month === last.month ? first.day : named(first)} – ${named(last)} ${last.year}`;
}
