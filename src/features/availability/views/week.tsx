import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { clockTime, longDay } from "#ui/when.ts";
import { displayName } from "../../people/person.ts";
import { clockText, plainDate, rangeText } from "../clock.ts";
import { at, type Desk, scopeNames } from "../desk.ts";
import type { Schedule } from "../queries/schedule.ts";
import { dateText } from "../schema.ts";
import type { DayColumn, HoursBlock, MeetingBlock, Week } from "../week.ts";

interface WeekProps {
  page: Page;
  desk: Desk;
  schedule: Schedule;
  week: Week;
  /** Days since 1970-01-01. */
  today: number;
  mayChange: boolean;
  /** Whether the visitor's own hours are shown: what they do as somebody else's guest is theirs to see. */
  mine: boolean;
  /** Where a meeting's own page is. */
  meetingPath: (id: string) => string;
}

/** Rem of height for half an hour. */
const row = 1.25;
const rem = (lines: number): string => `${((lines / 30) * row).toFixed(3)}rem`;

/** One week of hours and what lies in it: columns drawn to scale where there is room, a list by day on a phone. */
export function WeekView(props: WeekProps) {
  const { page, week, schedule, mayChange } = props;
  const { t } = page;
  const height = rem(week.last - week.first);
  // A week with a change of clocks cannot be drawn upon: a height does not stand for the same time on all its days.
  const drawable = mayChange && !week.irregular;
  return (
    <section aria-labelledby="week-title" class="mb-10">
      <WeekBar {...props} />
      {week.irregular && (
        <p class="quiet mb-3 flex items-start gap-2 text-sm">
          <Icon name="clock" class="mt-0.5 size-4" />
          {t("availability.week.irregular", { zone: schedule.provider.zone })}
        </p>
      )}
      <div
        class="card-plain overflow-hidden"
        data-controller={drawable ? "week" : undefined}
        data-action="pointerdown->week#begin pointermove->week#move pointerup->week#finish pointercancel->week#drop keydown.esc@window->week#drop"
        data-week-first-value={week.first}
        data-week-last-value={week.last}
      >
        <ol class="divide-base-300 grid divide-y md:grid-cols-[3.5rem_repeat(7,minmax(0,1fr))] md:divide-x md:divide-y-0">
          <li class="hidden md:block" aria-hidden="true">
            <div class="h-16" />
            <div class="relative" style={`height:${height}`}>
              {week.marks.map(({ top, minute, again }) => (
                <span
                  class="quiet absolute right-1.5 text-xs tabular-nums"
                  style={`top:${rem(top - week.first)}`}
                >
                  {clockText(minute)}
                  {again && <sup>2</sup>}
                </span>
              ))}
            </div>
          </li>
          {week.days.map((day) => (
            <Day {...props} day={day} height={height} />
          ))}
        </ol>
      </div>
      {drawable && <p class="quiet mt-2 hidden text-sm md:block">{t("availability.week.draw")}</p>}
    </section>
  );
}

function WeekBar({ page, desk, week, today }: WeekProps) {
  const { t } = page;
  const [monday, sunday] = [plainDate(week.monday), plainDate(week.monday + 6)];
  const to = (date: number) => at(desk, "", { week: dateText(date) });
  const isThisWeek = week.monday <= today && today < week.monday + 7;
  return (
    <div class="mb-3 flex flex-wrap items-center gap-2">
      <h2 id="week-title" class="mr-auto">
        {t("availability.week.title", {
          from: dayText(monday),
          until: dayText(sunday),
          year: String(sunday.year),
        })}
      </h2>
      {!isThisWeek && (
        <a href={at(desk)} class="btn btn-sm min-h-11 sm:min-h-0">
          {t("availability.week.this")}
        </a>
      )}
      <a href={to(week.monday - 7)} class="btn btn-square" rel="prev">
        <Icon name="chevronLeft" label={t("availability.week.previous")} />
      </a>
      <a href={to(week.monday + 7)} class="btn btn-square" rel="next">
        <Icon name="chevronRight" label={t("availability.week.next")} />
      </a>
    </div>
  );
}

const dayText = (date: Temporal.PlainDate): string => longDay(date).split(" ").slice(1).join(" ");

type DayProps = WeekProps & { day: DayColumn; height: string };

function Day(props: DayProps) {
  const { page, desk, week, day, today, mayChange, height } = props;
  const { t } = page;
  const date = plainDate(day.date);
  const name = longDay(date);
  const blocks: (HoursBlock | MeetingBlock)[] = [...day.hours, ...day.meetings];
  const placed = blocks.toSorted((a, b) => a.top - b.top);
  return (
    <li class="min-w-0 px-4 py-3 md:p-0" aria-labelledby={`day-${day.date}`}>
      <div class="flex min-h-11 items-center gap-1 md:h-16 md:flex-col md:items-stretch md:justify-center md:px-1.5">
        <h3
          id={`day-${day.date}`}
          class={`mr-auto text-base md:mr-0 md:text-center md:text-sm ${day.date === today ? "text-primary underline decoration-2 underline-offset-4" : ""}`}
          aria-current={day.date === today ? "date" : undefined}
        >
          <span class="md:hidden">{name}</span>
          <span class="hidden md:inline" aria-hidden="true">
            {name.slice(0, 3)} {date.day}
          </span>
        </h3>
        {mayChange && (
          <a
            href={at(desk, "/hours/new", { day: String(weekdayOf(day.date)) })}
            class="btn btn-ghost btn-sm min-h-11 md:min-h-0 md:h-7"
          >
            <Icon name="plus" class="size-4" />
            <span class="md:sr-only">{t("availability.hours.add")}</span>
            <span class="sr-only">, {t(`day.${weekdayOf(day.date)}`)}</span>
          </a>
        )}
      </div>
      <Instead {...props} />
      <div
        class={`md:relative md:h-(--height) md:select-none ${hourLines}`}
        style={`--height:${height}`}
        data-week-target="day"
        data-weekday={weekdayOf(day.date)}
      >
        {day.missing.map((gap) => (
          <Hatched top={gap.top - week.first} size={gap.size} />
        ))}
        {day.closings.map((closing) => (
          <Hatched
            top={closing.top - week.first}
            size={closing.size}
            label={t("availability.week.closed", { name: closing.name })}
          />
        ))}
        {placed.length === 0 && day.exceptions.length === 0 && day.closings.length === 0 && (
          <p class="quiet text-sm md:hidden">{t("availability.week.nothing")}</p>
        )}
        <ul class="grid gap-1.5 md:block">
          {placed.map((item) =>
            "meeting" in item ? <Meeting {...props} block={item} /> : <Hours {...props} block={item} />,
          )}
        </ul>
      </div>
    </li>
  );
}

/** A line at every full hour, which is two rows. */
const hourLines =
  "md:bg-[repeating-linear-gradient(to_bottom,var(--color-base-300)_0_1px,transparent_1px_2.5rem)]";

const weekdayOf = (date: number): 0 | 1 | 2 | 3 | 4 | 5 | 6 =>
  ([4, 5, 6, 0, 1, 2, 3] as const)[((date % 7) + 7) % 7] ?? 0;

/** What stands instead of the weekly hours on a day. */
function Instead({ page, desk, day, mayChange }: DayProps) {
  const { t } = page;
  return (
    <>
      {day.exceptions.map(({ id, ranges, note }) => {
        const words = t(ranges.length === 0 ? "availability.exception.off" : "availability.exception.other");
        const text = (
          <>
            {words}
            {note && <span class="sr-only md:not-sr-only md:block md:truncate"> {note}</span>}
          </>
        );
        const look =
          "bg-warning text-warning-content rounded-selector mb-1.5 block px-2 py-1 text-sm md:mx-1 md:text-xs";
        return mayChange ? (
          <a href={at(desk, `/exceptions/${id}`)} class={look}>
            {text}
          </a>
        ) : (
          <p class={look}>{text}</p>
        );
      })}
    </>
  );
}

function Hatched({ top, size, label }: { top: number; size: number; label?: string }) {
  return (
    <div
      class={`pointer-events-none md:absolute md:inset-x-0 md:top-(--top) md:h-(--size) md:bg-[repeating-linear-gradient(135deg,var(--color-base-300)_0_4px,transparent_4px_9px)] ${label ? "mb-1.5" : "hidden md:block"}`}
      style={`--top:${rem(top)};--size:${rem(size)}`}
    >
      {label && <span class="bg-base-300 rounded-selector px-2 py-0.5 text-sm md:text-xs">{label}</span>}
    </div>
  );
}

/** Where a block lies, as the columns of a wide screen read it. */
function placeOf(block: { top: number; size: number }, first: number): string {
  return `--top:${rem(block.top - first)};--size:${rem(block.size)}`;
}

const onColumn = "md:absolute md:top-(--top) md:h-(--size) md:min-h-4 md:overflow-hidden";

function Hours({ page, desk, schedule, week, mayChange, block }: DayProps & { block: HoursBlock }) {
  const { t } = page;
  const { hours, lane, lanes } = block;
  const scope = hours ? scopeNames(schedule, hours) : [];
  const text = (
    <>
      <span class="sr-only">{t("availability.week.hours")} </span>
      <span class="font-semibold tabular-nums">{rangeText(block.start, block.end)}</span>
      {scope.length > 0 && <span class="block break-words">{scope.join(" · ")}</span>}
    </>
  );
  const look =
    "bg-success text-success-content border-success-content/40 rounded-selector block h-full border-l-4 px-2 py-2 text-sm md:px-1.5 md:py-0.5 md:text-xs";
  const across = `--left:${(lane / lanes) * 100}%;--width:${100 / lanes}%`;
  return (
    <li
      class={`${onColumn} md:left-(--left) md:w-(--width) md:px-0.5`}
      style={`${placeOf(block, week.first)};${across}`}
    >
      {hours && mayChange ? (
        <a
          href={at(desk, `/hours/${hours.id}`)}
          draggable={false}
          class={`${look} hover:outline-success-content hover:outline-1`}
          data-start={block.start}
          data-end={block.end}
        >
          {text}
        </a>
      ) : (
        <div class={look}>{text}</div>
      )}
    </li>
  );
}

function Meeting({ page, schedule, week, meetingPath, mine, block }: DayProps & { block: MeetingBlock }) {
  const { t } = page;
  const { meeting } = block;
  const { zone } = schedule.provider;
  const [from, to] = [clockTime(instantOf(meeting.start), zone), clockTime(instantOf(meeting.end), zone)];
  const names = meeting.with.map(displayName).join(", ");
  const open = mine || meeting.gives;
  const kind = meeting.state === "pending" ? "availability.week.pending" : "availability.week.meeting";
  const text = (
    <>
      <span class="tabular-nums">
        {from}
        <span class="md:sr-only">–{to}</span>
      </span>{" "}
      {open ? t(kind, { names }) : t("availability.week.busy")}
    </>
  );
  const look =
    "rounded-selector block h-full px-2 py-2 text-sm md:truncate md:px-1.5 md:py-0 md:text-xs md:leading-5";
  return (
    <li class={`${onColumn} md:right-0.5 md:left-[18%] md:z-10`} style={placeOf(block, week.first)}>
      {open ? (
        <a
          href={meetingPath(meeting.id)}
          draggable={false}
          title={`${from}–${to} ${names}`}
          class={`bg-primary text-primary-content ${look}`}
        >
          {text}
        </a>
      ) : (
        <div class={`bg-neutral text-neutral-content ${look}`}>{text}</div>
      )}
    </li>
  );
}
