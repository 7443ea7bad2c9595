import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { clockTime, longDay } from "#ui/when.ts";
import { displayName } from "../../people/person.ts";
import { plainDate, rangeText } from "../clock.ts";
import { at, type Desk, scopeNames } from "../desk.ts";
import type { Schedule } from "../queries/schedule.ts";
import type { DayColumn, HoursBlock, MeetingBlock, Week } from "../week.ts";

/** What a week is shown with. */
export interface WeekProps {
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
const row = 1.5;
export const rem = (lines: number): string => `${((lines / 30) * row).toFixed(3)}rem`;

/** Above the columns: the day, and, in weeks where there is any, what makes it different. */
export const headHeight = (hasNotes: boolean): string => (hasNotes ? "md:h-30" : "md:h-16");

type DayProps = WeekProps & { day: DayColumn; height: string; hasNotes: boolean };

/** One day: a column drawn to scale where there is room, a list on a phone. */
export function Day(props: DayProps) {
  const { page, desk, week, day, today, mayChange, height, hasNotes } = props;
  const { t } = page;
  const date = plainDate(day.date);
  const name = longDay(date);
  const blocks: (HoursBlock | MeetingBlock)[] = [...day.hours, ...day.meetings];
  const placed = blocks.toSorted((a, b) => a.top - b.top);
  return (
    <li class="min-w-0 px-4 py-3 md:p-0" aria-labelledby={`day-${day.date}`}>
      <div class={`md:overflow-hidden md:px-1 ${headHeight(hasNotes)}`}>
        <div class="flex min-h-11 items-center gap-1 md:h-16 md:flex-col md:items-stretch md:justify-center">
          <h3
            id={`day-${day.date}`}
            class={`mr-auto text-base md:mr-0 md:text-center md:text-sm ${day.date === today ? "text-primary underline decoration-2 underline-offset-4" : ""}`}
            aria-current={day.date === today ? "date" : undefined}
          >
            <span class="md:sr-only">{name}</span>
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
        <Notes {...props} />
      </div>
      <div
        class={`md:relative md:h-(--height) md:select-none ${hourLines}`}
        style={`--height:${height}`}
        data-week-target="day"
        data-weekday={weekdayOf(day.date)}
      >
        {day.missing.map((place) => (
          <Hatched week={week} place={place} look="bg-base-100" />
        ))}
        {day.closings.map((place) => (
          <Hatched week={week} place={place} look="opacity-60" />
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
  "md:bg-[repeating-linear-gradient(to_bottom,var(--color-base-300)_0_1px,transparent_1px_3rem)]";

const weekdayOf = (date: number): 0 | 1 | 2 | 3 | 4 | 5 | 6 =>
  ([4, 5, 6, 0, 1, 2, 3] as const)[((date % 7) + 7) % 7] ?? 0;

/** What makes a day different: other hours, time off, a closing. */
function Notes({ page, desk, day, mayChange }: DayProps) {
  const { t } = page;
  const look = "rounded-selector mb-1.5 block px-2 py-1 text-sm md:mb-1 md:px-1.5 md:py-0.5 md:text-xs";
  const warm = `bg-warning text-warning-content ${look}`;
  const closings = new Set(day.closings.map(({ name }) => name));
  return (
    <>
      {day.exceptions.map(({ id, ranges, note }) => {
        const text = (
          <>
            {t(ranges.length === 0 ? "availability.exception.off" : "availability.exception.other")}
            {note && <span class="block md:truncate">{note}</span>}
          </>
        );
        return mayChange ? (
          <a href={at(desk, `/exceptions/${id}`)} class={warm}>
            {text}
          </a>
        ) : (
          <p class={warm}>{text}</p>
        );
      })}
      {[...closings].map((name) => (
        <p class={`bg-base-300 ${look}`}>{t("availability.week.closed", { name })}</p>
      ))}
    </>
  );
}

/** Time that is closed, or that a day does not have; over the hours and under the meetings. */
function Hatched({ week, place, look }: { week: Week; place: { top: number; size: number }; look: string }) {
  const top = Math.max(place.top, week.first);
  const bottom = Math.min(place.top + place.size, week.last);
  if (bottom <= top) return null;
  return (
    <div
      class={`pointer-events-none absolute inset-x-0 top-(--top) z-5 hidden h-(--size) bg-[image:repeating-linear-gradient(135deg,var(--color-base-300)_0_4px,transparent_4px_9px)] md:block ${look}`}
      style={placeOf({ top, size: bottom - top }, week.first)}
    />
  );
}

/** Where a block lies, as the columns of a wide screen read it. */
function placeOf(block: { top: number; size: number }, first: number): string {
  return `--top:${rem(block.top - first)};--size:${rem(block.size)}`;
}

const onColumn = "md:absolute md:top-(--top) md:h-(--size) md:min-h-4 md:overflow-hidden";

function Hours({ page, desk, schedule, week, day, mayChange, block }: DayProps & { block: HoursBlock }) {
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
  // Where a meeting lies over the first line, the words stand at the foot.
  const covered = day.meetings.some(({ top, size }) => top < block.top + 20 && block.top < top + size);
  const look = `${covered ? "md:flex md:flex-col md:justify-end" : ""} bg-success text-success-content border-success-content/40 rounded-selector block h-full border-l-4 px-2 py-2 text-sm md:px-1.5 md:py-0.5 md:text-xs`;
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

const kinds = {
  final: "availability.week.meeting",
  pending: "availability.week.pending",
  unpaid: "availability.week.unpaid",
  held: "availability.week.held",
  kept: "availability.week.kept",
} as const;

function Meeting({ page, schedule, week, meetingPath, mine, block }: DayProps & { block: MeetingBlock }) {
  const { t } = page;
  const { meeting } = block;
  const { zone } = schedule.provider;
  const [from, to] = [clockTime(instantOf(meeting.start), zone), clockTime(instantOf(meeting.end), zone)];
  const names = meeting.group ?? meeting.with.map(displayName).join(", ");
  const open = mine || meeting.gives;
  const held = meeting.state === "held" || meeting.state === "kept";
  const text = (
    <>
      <span class="tabular-nums">
        {from}
        <span class="md:sr-only">–{to}</span>
      </span>{" "}
      {open ? t(kinds[meeting.state], { names }) : t("availability.week.busy")}
    </>
  );
  const look =
    "rounded-selector block h-full px-2 py-2 text-sm md:truncate md:px-1.5 md:py-0 md:text-xs md:leading-6";
  return (
    <li class={`${onColumn} md:right-0.5 md:left-[18%] md:z-10`} style={placeOf(block, week.first)}>
      {open && !held ? (
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
