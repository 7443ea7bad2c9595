import type { Booked, Exception, Hours, Schedule } from "./queries/schedule.ts";
import { clip, type Spans, SpansBuilder, span } from "./spans.ts";
import { addWall, DAY, mondayOf, type Period, periods, startOfDate } from "./zones.ts";

// A line of the drawing is a minute of the wall clock, counted from midnight; an hour that a week has twice has its lines twice,
// for all seven days, so that the same time stands at the same height everywhere.

/** Something that lies on a day, from one line to before another. */
interface Placed {
  readonly top: number;
  readonly size: number;
}

export interface HoursBlock extends Placed {
  /** The weekly hours these are; null for those of an exception. */
  readonly hours: Hours | null;
  /** Minutes of the local day. */
  readonly start: number;
  readonly end: number;
  /** Which of the columns that overlapping hours share. */
  readonly lane: number;
  readonly lanes: number;
}

export interface MeetingBlock extends Placed {
  readonly meeting: Booked;
}

export interface DayColumn {
  /** Days since 1970-01-01. */
  readonly date: number;
  readonly hours: readonly HoursBlock[];
  readonly meetings: readonly MeetingBlock[];
  readonly closings: readonly (Placed & { readonly name: string })[];
  /** What replaces the weekly hours on this date. */
  readonly exceptions: readonly Exception[];
  /** Lines that this day does not have: skipped by its clock, or another day's repeated hour. */
  readonly missing: readonly Placed[];
}

export interface Week {
  /** Its Monday, days since 1970-01-01. */
  readonly monday: number;
  readonly days: readonly DayColumn[];
  /** The full hours down the side, within what is shown. */
  readonly marks: readonly { readonly top: number; readonly minute: number; readonly again: boolean }[];
  /** The lines that are shown: full hours around everything there is. */
  readonly first: number;
  readonly last: number;
  /** Whether a clock is changed in it. */
  readonly irregular: boolean;
}

/** An hour (or what a zone repeats) that comes twice on one date, before the wall minute `at`. */
interface Repeat {
  readonly date: number;
  readonly at: number;
  readonly minutes: number;
}

interface Sources {
  readonly schedule: Pick<Schedule, "provider" | "hours" | "exceptions">;
  readonly booked: readonly Booked[];
  /** Epoch minutes, and the name of each. */
  readonly closings: readonly { readonly name: string; readonly spans: Spans }[];
}

/** Lays out the week, Monday to Sunday, around an epoch minute, in the provider's zone. */
export function weekAround(minute: number, sources: Sources): Week {
  const { zone } = sources.schedule.provider;
  const monday = mondayOf(zone, minute);
  const dates = Array.from({ length: 7 }, (_, i) => monday + i);
  const days = dates.map((date) => dayOf(zone, date));
  const repeats = days.flatMap(repeatsOf);
  const columns = days.map((day) => columnOf({ ...day, repeats }, sources));
  const [first, last] = shown(columns, repeats);
  return {
    monday,
    days: columns,
    marks: marksOf(repeats).filter(({ top }) => first <= top && top < last),
    first,
    last,
    irregular: days.some(({ clock }) => clock.length > 1),
  };
}

interface Day {
  readonly date: number;
  /** Epoch minutes. */
  readonly begin: number;
  readonly end: number;
  readonly clock: readonly Period[];
}

function dayOf(zone: string, date: number): Day {
  const [begin, end] = [startOfDate(zone, date), startOfDate(zone, date + 1)];
  return { date, begin, end, clock: periods(zone, begin, end) };
}

function repeatsOf({ date, clock }: Day): Repeat[] {
  return clock.slice(1).flatMap(({ begin, offset }, i) => {
    const before = clock[i]?.offset ?? offset;
    return before > offset ? [{ date, at: begin + before - date * DAY, minutes: before - offset }] : [];
  });
}

type Drawn = Day & { readonly repeats: readonly Repeat[] };

function columnOf(day: Drawn, { schedule, booked, closings }: Sources): DayColumn {
  const { date, begin, end } = day;
  const exceptions = schedule.exceptions.filter(({ from, until }) => from <= date && date <= until);
  const entries =
    exceptions.length > 0
      ? exceptions.flatMap(rangesOf)
      : schedule.hours.filter((hours) => holdsOn(hours, date));
  return {
    date,
    exceptions,
    hours: inLanes(entries.flatMap((entry) => blocksOf(day, entry))),
    meetings: booked.flatMap((meeting) =>
      placed(day, clip(span(meeting.start, meeting.end), begin, end)).map((place) => ({ ...place, meeting })),
    ),
    closings: closings.flatMap(({ name, spans }) =>
      placed(day, clip(spans, begin, end)).map((place) => ({ ...place, name })),
    ),
    missing: missingOf(day),
  };
}

interface Entry {
  readonly hours: Hours | null;
  readonly start: number;
  readonly end: number;
}

function rangesOf({ ranges }: Exception): Entry[] {
  return ranges.flatMap((start, i) =>
    i % 2 === 0 ? [{ hours: null, start, end: ranges[i + 1] ?? start }] : [],
  );
}

function holdsOn({ day, from, until }: Hours, date: number): boolean {
  const weekday = (((date + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  return day === weekday && (from ?? date) <= date && date <= (until ?? date);
}

function blocksOf(day: Drawn, entry: Entry | Hours): Omit<HoursBlock, "lane" | "lanes">[] {
  const { start, end } = entry;
  const hours = "hours" in entry ? entry.hours : entry;
  const spans = new SpansBuilder();
  addWall(spans, day.clock, day.date * DAY + start, day.date * DAY + end);
  return placed(day, spans.build()).map((place) => ({ ...place, hours, start, end }));
}

function placed(day: Drawn, spans: Spans): Placed[] {
  const places: Placed[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const top = lineOf(day, spans[i] ?? 0);
    places.push({ top, size: lineOf(day, (spans[i + 1] ?? 1) - 1) + 1 - top });
  }
  return places;
}

/** The line at which an epoch minute of a day is drawn. */
function lineOf({ date, clock, repeats }: Drawn, minute: number): number {
  const period = clock.findLast(({ begin }) => begin <= minute) ?? clock[0];
  const wall = minute + (period?.offset ?? 0) - date * DAY;
  return repeats.reduce(
    (line, repeat) => line + (isPast(repeat, date, period, wall) ? repeat.minutes : 0),
    wall,
  );
}

/** Whether a time comes after a repeated hour: by its clock on the day itself, by its time of day on every other. */
function isPast(
  { date, at, minutes }: Repeat,
  day: number,
  period: Period | undefined,
  wall: number,
): boolean {
  if (date !== day || !period) return at <= wall;
  return at - minutes + date * DAY <= period.begin + period.offset;
}

function missingOf({ date, clock, repeats }: Drawn): Placed[] {
  const missing = repeats
    .filter((repeat) => repeat.date !== date)
    .map(({ at, minutes }) => ({ top: at, size: minutes }));
  let shown = 0; // up to this minute of the day its clock got
  for (const { begin, end, offset } of clock) {
    const wall = begin + offset - date * DAY;
    if (shown < wall) missing.push({ top: shown, size: wall - shown });
    shown = end + offset - date * DAY;
  }
  if (shown < DAY) missing.push({ top: shown, size: DAY - shown });
  return missing;
}

/** Gives hours that lie over each other a column each. */
function inLanes(blocks: readonly Omit<HoursBlock, "lane" | "lanes">[]): HoursBlock[] {
  const ends: number[] = [];
  const laid = blocks
    .toSorted((a, b) => a.top - b.top)
    .map((block) => {
      const free = ends.findIndex((end) => end <= block.top);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = block.top + block.size;
      return { ...block, lane };
    });
  return laid.map((block) => ({ ...block, lanes: overlaps(block, laid) ? ends.length : 1 }));
}

const overlaps = (block: Placed, all: readonly Placed[]): boolean =>
  all.some(
    (other) => other !== block && other.top < block.top + block.size && block.top < other.top + other.size,
  );

function marksOf(repeats: readonly Repeat[]): { top: number; minute: number; again: boolean }[] {
  const hours = Array.from({ length: 24 }, (_, hour) => hour * 60);
  const once = hours.map((minute) => ({
    top: lineOfWall(repeats, minute),
    minute,
    again: false,
  }));
  const again = repeats.flatMap(({ at, minutes }) =>
    hours
      .filter((minute) => at - minutes <= minute && minute < at)
      .map((minute) => ({ top: minute + minutes, minute, again: true })),
  );
  return [...once, ...again].toSorted((a, b) => a.top - b.top);
}

/** Minutes of the day that are shown of every week. */
const usual = { from: 8 * 60, to: 18 * 60 };

/** From the full hour before everything there is to the one after it, and the usual day at least. */
function shown(days: readonly DayColumn[], repeats: readonly Repeat[]): [first: number, last: number] {
  const places = days.flatMap(({ hours, meetings }): readonly Placed[] => [...hours, ...meetings]);
  const first = Math.min(lineOfWall(repeats, usual.from), ...places.map(({ top }) => top));
  const last = Math.max(lineOfWall(repeats, usual.to), ...places.map(({ top, size }) => top + size));
  return [Math.floor(first / 60) * 60, Math.min(lineOfWall(repeats, DAY), Math.ceil(last / 60) * 60)];
}

/** The line of a time of day, on the days that repeat nothing. */
function lineOfWall(repeats: readonly Repeat[], minute: number): number {
  return repeats.reduce((line, { at, minutes }) => line + (at <= minute ? minutes : 0), minute);
}
