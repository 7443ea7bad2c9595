import { type Spans, type SpansBuilder, span } from "./spans.ts";

// All of Kith's zone arithmetic is here: PostgreSQL and Temporal disagree about the repeated hour, so only one may do it.

/** Minutes of a day on a clock that is not changed. */
export const DAY = 1440;

/** Wall clocks are never further from UTC than this, with room to spare (UTC-12 to UTC+14; Manila once at -16). */
const FURTHEST = 17 * 60;

/** Tables grow by whole years within these, so that an absurd date cannot fill the memory. */
const EARLIEST = minutesOfYear(1900);
const LATEST = minutesOfYear(2300);

/** One zone's changes of clocks between two moments: from `begins[i]` on, the wall clock is `offsets[i]` ahead of UTC. */
interface ZoneTable {
  readonly from: number;
  readonly until: number;
  readonly begins: readonly number[];
  readonly offsets: readonly number[];
}

const tables = new Map<string, ZoneTable>();

/** Minutes the wall clock of `zone` is ahead of UTC at an epoch minute. Refuses an unknown zone (RangeError). */
export function offsetAt(zone: string, minute: number): number {
  const table = tableOf(zone, minute, minute + 1);
  return table.offsets[periodAt(table, minute)] ?? 0;
}

/** The local date (days since 1970-01-01) in `zone` at an epoch minute. */
export function localDate(zone: string, minute: number): number {
  return Math.floor((minute + offsetAt(zone, minute)) / DAY);
}

/** The minute of the day that the wall clock of `zone` shows at an epoch minute. */
export function localMinute(zone: string, minute: number): number {
  const wall = minute + offsetAt(zone, minute);
  return wall - Math.floor(wall / DAY) * DAY;
}

/**
 * The epoch minute at which the wall clock of `zone` shows `minuteOfDay` on a local date. A skipped time moves on by
 * what was skipped, a repeated one is the first: Temporal's "compatible".
 */
export function localToUtc(zone: string, date: number, minuteOfDay: number): number {
  const wall = date * DAY + minuteOfDay;
  const table = tableOf(zone, wall - FURTHEST, wall + FURTHEST);
  const i = periodOfWall(table, wall);
  const minute = wall - (table.offsets[i] ?? 0);
  return minute >= (table.begins[i] ?? minute) ? minute : wall - (table.offsets[i - 1] ?? 0);
}

/** The first moment of a local date, which is not always midnight, as an epoch minute. */
export function startOfDate(zone: string, date: number): number {
  const table = tableOf(zone, date * DAY - FURTHEST, date * DAY + FURTHEST);
  const i = periodOfWall(table, date * DAY);
  return Math.max(date * DAY - (table.offsets[i] ?? 0), table.begins[i] ?? 0);
}

/** A local date as a span of epoch minutes: 23, 24 or 25 hours, or none where the zone skipped that date. */
export function dateSpan(zone: string, date: number): Spans {
  return span(startOfDate(zone, date), startOfDate(zone, date + 1));
}

/** The Monday (days since 1970-01-01) of the local week in `zone` at an epoch minute. */
export function mondayOf(zone: string, minute: number): number {
  const date = localDate(zone, minute);
  return date - ((((date + 3) % 7) + 7) % 7); // 1970-01-01 was a Thursday
}

/** The local week, Monday to Sunday, around an epoch minute, as a span of epoch minutes. */
export function weekSpan(zone: string, minute: number): Spans {
  const monday = mondayOf(zone, minute);
  return span(startOfDate(zone, monday), startOfDate(zone, monday + 7));
}

/** A stretch of time in which the clock of a zone is not changed. */
export interface Period {
  readonly begin: number;
  readonly end: number;
  readonly offset: number;
}

/** The periods of one offset each, in order, that make up `from` to before `to` (epoch minutes). */
export function periods(zone: string, from: number, to: number): Period[] {
  if (from >= to) return [];
  const table = tableOf(zone, from, to);
  const found: Period[] = [];
  for (let i = periodAt(table, from); (table.begins[i] ?? to) < to; i++) {
    const begin = Math.max(from, table.begins[i] ?? from);
    found.push({ begin, end: Math.min(to, table.begins[i + 1] ?? to), offset: table.offsets[i] ?? 0 });
  }
  return found;
}

/**
 * Adds the real minutes at which a wall clock of these periods shows a time from `start` to before `end` (wall
 * minutes: minutes since 1970-01-01 00:00 on that clock). A repeated hour counts twice, a skipped one not at all.
 */
export function addWall(into: SpansBuilder, clock: readonly Period[], start: number, end: number): void {
  for (const period of clock) {
    into.add(Math.max(period.begin, start - period.offset), Math.min(period.end, end - period.offset));
  }
}

/** The one offset at which all of a local date passes, each of its minutes once; undefined when its clock is changed. */
export function steadyOffset(clock: readonly Period[], date: number): number | undefined {
  const [start, end] = [date * DAY, date * DAY + DAY];
  const showing = clock.filter(
    ({ begin, end: until, offset }) => begin + offset < end && start < until + offset,
  );
  const [only, another] = showing;
  const whole = only && !another && only.begin + only.offset <= start && end <= only.end + only.offset;
  return whole ? only.offset : undefined;
}

function minutesOfYear(year: number): number {
  return Math.round(Date.UTC(year, 0) / 60_000);
}

/** The table of a zone, grown first if it does not reach from `from` to `until`. */
function tableOf(zone: string, from: number, until: number): ZoneTable {
  const known = tables.get(zone);
  if (known && known.from <= from && until <= known.until) return known;
  if (from < EARLIEST || until > LATEST) throw new RangeError("a time outside the years 1900 to 2299");
  const table = tableFromTemporal(
    zone,
    Math.min(from, known?.from ?? from),
    Math.max(until, known?.until ?? until),
  );
  if (tables.size > 1_000) tables.clear(); // "europe/PARIS" is a zone too: spellings must not fill the memory
  tables.set(zone, table);
  return table;
}

function tableFromTemporal(zone: string, wantedFrom: number, wantedUntil: number): ZoneTable {
  const from = minutesOfYear(new Date(wantedFrom * 60_000).getUTCFullYear() - 1);
  const until = minutesOfYear(new Date(wantedUntil * 60_000).getUTCFullYear() + 2);
  const begins: number[] = [];
  const offsets: number[] = [];
  let moment: Temporal.ZonedDateTime | null = new Temporal.ZonedDateTime(
    BigInt(from) * 60_000_000_000n,
    zone,
  );
  for (; moment && moment.epochMilliseconds < until * 60_000; moment = moment.getTimeZoneTransition("next")) {
    begins.push(Math.round(moment.epochMilliseconds / 60_000));
    offsets.push(Math.round(moment.offsetNanoseconds / 60_000_000_000)); // seconds were kept only before 1972
  }
  return { from, until, begins, offsets };
}

/** The index of the period in which an epoch minute of the table lies. */
function periodAt({ begins }: ZoneTable, minute: number): number {
  let i = begins.length - 1;
  while (i > 0 && (begins[i] ?? minute) > minute) i--;
  return i;
}

/** The index of the first period whose wall clock gets past a wall minute: it shows it, or it begins beyond it. */
function periodOfWall({ begins, offsets }: ZoneTable, wall: number): number {
  let i = 0;
  while (i < begins.length - 1 && wall - (offsets[i] ?? 0) >= (begins[i + 1] ?? 0)) i++;
  return i;
}
