import {
  type Place,
  type Provider,
  type Question,
  type RemovingRule,
  RULES,
} from "#features/availability/question.ts";

// Free times the slow way: minute by minute, each asked of Temporal, without sets, tables or shortcuts.

/** What a wall clock shows: the local date (days since 1970-01-01), its weekday (0 is Sunday) and the minute of the day. */
interface Wall {
  readonly date: number;
  readonly day: number;
  readonly minute: number;
}

const walls = new Map<string, Map<number, Wall>>();

/** What the wall clock of `zone` shows at an epoch minute. */
export function wallAt(zone: string, minute: number): Wall {
  const known = walls.get(zone) ?? new Map<number, Wall>();
  walls.set(zone, known);
  const wall = known.get(minute) ?? askTemporal(zone, minute);
  known.set(minute, wall);
  return wall;
}

function askTemporal(zone: string, minute: number): Wall {
  const clock = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone);
  const date = Date.UTC(clock.year, clock.month - 1, clock.day) / 86_400_000;
  return { date, day: clock.dayOfWeek % 7, minute: clock.hour * 60 + clock.minute };
}

/** Forgets what Temporal said: the minutes of many windows do not fit in memory. */
export function forgetWalls(): void {
  walls.clear();
}

/** Every start of the window at an allowed minute of the hour. */
export function allowedStarts(question: Question): number[] {
  return minutes(question.from, question.to).filter((minute) => isAllowed(question, minute));
}

export function isAllowed({ starts }: Question, minute: number): boolean {
  return starts.minutesOfHour.includes(wallAt(starts.zone, minute).minute % 60);
}

/** Everything that forbids this start at one place, in the order of the rules. */
export function rulesAgainst(
  question: Question,
  provider: Provider,
  place: Place,
  start: number,
): RemovingRule[] {
  const meeting = minutes(start, start + question.durationMinutes);
  const withBuffers = minutes(
    start - provider.bufferBefore,
    start + question.durationMinutes + provider.bufferAfter,
  );
  const blocked = (reason: string) => (provider.blocks ?? []).filter((block) => block.reason === reason);
  const walls = meeting.map((minute) => wallAt(provider.zone, minute));
  const open = walls.map((wall) => isOpen(place, wall));
  const openOrReplaced = walls.every((wall, i) => open[i] || isReplaced(place, wall));
  const busy = meeting.some((minute) => has(provider.busy, minute));
  const { open: opening, full = [] } = place;

  const forbids: Record<RemovingRule, boolean> = {
    hours: !openOrReplaced,
    exception: openOrReplaced && !open.every(Boolean),
    location_closed: opening !== undefined && !meeting.every((minute) => has(opening, minute)),
    location_full: meeting.some((minute) => has(full, minute)),
    paused: blocked("paused").some(({ spans }) => meeting.some((minute) => has(spans, minute))),
    closing: meeting.some((minute) => has(question.closings, minute)),
    notice: start < question.earliest || start < (provider.earliest ?? start),
    horizon: start > question.latest,
    weekly_cap: blocked("weekly_cap").some(({ spans }) => has(spans, start)),
    busy,
    buffer: !busy && withBuffers.some((minute) => has(provider.busy, minute)),
    member_cap: has(question.memberCapped ?? [], start),
    member_busy: meeting.some((minute) => has(question.memberBusy, minute)),
  };
  return RULES.filter((rule): rule is RemovingRule => rule !== "grid").filter((rule) => forbids[rule]);
}

function isOpen(place: Place, { date, day, minute }: Wall): boolean {
  const exceptions = place.exceptions.filter(({ from, to }) => from <= date && date <= to);
  if (exceptions.length === 0) return isWeekly(place, { date, day, minute });
  return exceptions.some(({ ranges }) => ranges.some(([start, end]) => start <= minute && minute < end));
}

function isReplaced(place: Place, wall: Wall): boolean {
  return (
    place.exceptions.some(({ from, to }) => from <= wall.date && wall.date <= to) && isWeekly(place, wall)
  );
}

function isWeekly({ weekly }: Place, wall: Wall): boolean {
  return weekly.some(
    ({ day, start, end, from = wall.date, until = wall.date }) =>
      day === wall.day &&
      start <= wall.minute &&
      wall.minute < end &&
      from <= wall.date &&
      wall.date <= until,
  );
}

function has(spans: readonly number[], minute: number): boolean {
  return spans.some((start, i) => i % 2 === 0 && start <= minute && minute < (spans[i + 1] ?? start));
}

function minutes(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
