import type { Child } from "hono/jsx";
import { remembered } from "#platform/remember.ts";
import { Icon } from "#ui/icons.tsx";
import { html, raw } from "#ui/markup.ts";
import type { Page } from "#ui/page.ts";
import { clockFace, longDay, monthName, zoneName } from "#ui/when.ts";
import { localMinute } from "../../availability/index.ts";
import type { CalendarDay, FreeStart, MonthCalendar } from "../calendar.ts";
import { StepFrame } from "./frame.tsx";

interface TimesProps {
  page: Page;
  back: string;
  /** Another heading than booking's own: the times of a meeting that moves are chosen on the same page. */
  title?: string;
  service: string;
  weekly?: boolean;
  /** Whether several providers' times are shown together. */
  merged: boolean;
  view: "calendar" | "list";
  calendar: MonthCalendar;
  days: ReadonlyMap<string, FreeStart[]>;
  chosenDay: string | null;
  pathOf: (start: FreeStart) => string;
  linkTo: (query: Record<string, string | undefined>) => string;
  previous: string | null;
  next: string | null;
  /** Where somebody says that they wait for another time; not where a meeting moves. */
  wait?: string;
  /** Why there are no times and what else there is; shown instead of times. */
  nothing: Child;
}

/** "Pick a time": a month's calendar with the chosen day's times beside it, or the same as a list. */
export function TimesPage(props: TimesProps) {
  const { page, back, service, view, days, calendar } = props;
  const { t } = page;
  const zone = zoneName(page.zone, page.now);
  return (
    <StepFrame
      page={page}
      step="time"
      title={props.title ?? t("booking.time.title")}
      lead={service}
      back={back}
      weekly={props.weekly}
      wide
    >
      <div class="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p class="quiet text-sm">
          {t("layout.timesIn", { zone })}{" "}
          <a href={`/zone?back=${encodeURIComponent(page.here)}`} class="link-plain">
            {t("booking.time.changeZone")}
          </a>
        </p>
        <ViewSwitch {...props} />
      </div>
      {props.nothing}
      <MonthBar {...props} />
      {view === "list" ? (
        <DayList {...props} />
      ) : (
        <div class="grid items-start gap-6 md:grid-cols-[minmax(0,26rem)_1fr]">
          <Month {...props} />
          <ChosenDay {...props} />
        </div>
      )}
      {props.wait && (
        <p class="mt-6">
          <a
            href={props.wait}
            rel="nofollow"
            class="link-plain inline-flex min-h-11 items-center gap-2 text-sm"
          >
            <Icon name="bell" class="size-4" />
            {t("waits.link")}
          </a>
        </p>
      )}
      {view === "calendar" && days.size === 0 && !props.nothing && (
        <p class="quiet mt-4">
          {t("booking.time.noneInMonth", { month: monthName(calendar.month.firstDate) })}
        </p>
      )}
    </StepFrame>
  );
}

function ViewSwitch({ page, view, linkTo }: TimesProps) {
  const { t } = page;
  const other = view === "list" ? "calendar" : "list";
  return (
    <a href={linkTo({ view: other })} class="btn btn-sm">
      <Icon name={other === "list" ? "list" : "calendar"} class="size-4" />
      {other === "list" ? t("booking.time.asList") : t("booking.time.asCalendar")}
    </a>
  );
}

function MonthBar({ page, calendar, previous, next }: TimesProps) {
  const { t } = page;
  const arrow = (href: string | null, icon: "chevronLeft" | "chevronRight", label: string) =>
    href ? (
      <a href={href} class="btn btn-ghost btn-square" rel="nofollow">
        <Icon name={icon} label={label} />
      </a>
    ) : (
      <span class="size-11" />
    );
  return (
    <div class="mb-3 flex items-center justify-between md:max-w-104">
      {arrow(previous, "chevronLeft", t("booking.time.previousMonth"))}
      <h2>{monthName(calendar.month.firstDate)}</h2>
      {arrow(next, "chevronRight", t("booking.time.nextMonth"))}
    </div>
  );
}

function Month({ page, calendar, chosenDay, linkTo }: TimesProps) {
  const { t } = page;
  const look: DayLook = { t, chosenDay, upToDay: linkTo({ day: "" }) };
  const [firstWeek = []] = calendar.weeks;
  return (
    <table class="card-plain w-full table-fixed border-separate border-spacing-1 p-2">
      <caption class="sr-only">{t("booking.time.calendar")}</caption>
      <thead>
        <tr>
          {firstWeek.map(({ date }) => (
            <th scope="col" class="quiet py-1 text-center text-xs font-medium">
              <abbr title={longDay(date).split(" ")[0]} class="no-underline">
                {longDay(date).slice(0, 2)}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{calendar.weeks.map((week) => html`<tr>${week.map((day) => dayCell(day, look))}</tr>`)}</tbody>
    </table>
  );
}

interface DayLook extends Pick<TimesProps, "chosenDay"> {
  t: Page["t"];
  /** The address of a day, up to where it says which. */
  upToDay: string;
}

// Days and times are most of the busiest page: as templates they cost less than elements do.

function dayCell(day: CalendarDay, look: DayLook) {
  return html`<td class="p-0 text-center">${day.starts.length === 0 ? emptyDay(day) : freeDay(day, look)}</td>`;
}

const dayClass = "flex h-11 w-full items-center justify-center rounded-field tabular-nums";

const emptyDay = ({ dayOfMonth, inMonth }: CalendarDay) =>
  html`<span class="${dayClass} quiet ${inMonth ? "" : "invisible"}">${dayOfMonth}</span>`;

function freeDay({ date, text, dayOfMonth, starts }: CalendarDay, { t, chosenDay, upToDay }: DayLook) {
  const label = t("booking.time.dayLabel", { day: longDay(date), count: starts.length });
  const look =
    text === chosenDay
      ? "bg-primary text-primary-content"
      : "bg-base-200 text-primary hover:outline-primary hover:outline-2";
  const current = text === chosenDay ? raw('aria-current="date"') : "";
  return html`<a href="${upToDay}${text}#times" ${current} aria-label="${label}" class="${dayClass} font-semibold ${look}">${dayOfMonth}</a>`;
}

function ChosenDay(props: TimesProps) {
  const { chosenDay, days } = props;
  if (!chosenDay) return <div id="times" />;
  return (
    <section id="times" class="scroll-mt-20">
      <DayTimes {...props} date={chosenDay} starts={days.get(chosenDay) ?? []} />
    </section>
  );
}

function DayList(props: TimesProps) {
  return (
    <div id="times" class="grid gap-6">
      {[...props.days].map(([date, starts]) => (
        <DayTimes {...props} date={date} starts={starts} />
      ))}
    </div>
  );
}

/** `longDay` of a date's text. */
const dayNamed = remembered(2_000, (date: string) => longDay(Temporal.PlainDate.from(date)));

function DayTimes({
  page,
  date,
  starts,
  pathOf,
  merged,
}: TimesProps & { date: string; starts: readonly FreeStart[] }) {
  const day = dayNamed(date);
  return (
    <div>
      <h2 class="mb-3">{day}</h2>
      <ul class="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-2">
        {starts.map((start) => timeItem(start, { day, page, merged, path: pathOf(start) }))}
      </ul>
    </div>
  );
}

interface TimeItem {
  day: string;
  page: Page;
  merged: boolean;
  path: string;
}

function timeItem({ at, free }: FreeStart, { day, page, merged, path }: TimeItem) {
  const count = merged
    ? html`<span class="quiet text-xs font-normal">${page.t("booking.time.free", { count: free })}</span>`
    : "";
  return html`<li><a href="${path}" rel="nofollow" class="card-plain hover:border-primary flex min-h-12 flex-col items-center justify-center px-2 py-1.5 font-semibold tabular-nums"><span><span class="sr-only">${day} </span>${clockFace(localMinute(page.zone, at))}</span>${count}</a></li>`;
}
