import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import {
  type Asked,
  type Availability,
  askAvailability,
  explainNoTimes,
  localDate,
  type NoTimes,
  startOfDate,
  startsFor,
} from "../availability/index.ts";
import type { Visit } from "../visits/visit.ts";
import {
  byDay,
  type FreeStart,
  type Month,
  type MonthCalendar,
  monthCalendar,
  monthNamed,
  monthTextOf,
} from "./calendar.ts";

interface Wanted {
  format: string;
  service: string;
  /** Only this provider, when it is a meeting that moves. */
  provider?: string | undefined;
  movedMeetingId?: string | undefined;
  /** The wait for which the time is kept. */
  wait?: string | undefined;
  /** Who books; the visitor when it is left out. */
  memberId?: string | null | undefined;
}

export interface MonthOfTimes {
  availability: Availability;
  /** Why there is nothing, and what else there is; only when there is nothing. */
  noTimes: NoTimes | null;
  calendar: MonthCalendar;
  days: Map<string, FreeStart[]>;
  chosenDay: string | null;
  previous: string | null;
  next: string | null;
}

/** The question of free times between two moments (epoch minutes), as who is here asks it. */
function askedBy({ community, actor, now }: Visit, wanted: Wanted, from: number, to: number): Asked {
  return {
    community,
    format: { id: wanted.format },
    serviceId: wanted.service,
    providerIds: wanted.provider ? [wanted.provider] : undefined,
    memberId: wanted.memberId === undefined ? actor.id : wanted.memberId,
    from,
    to,
    now: minuteOf(now),
    movedMeetingId: wanted.movedMeetingId,
    waitId: wanted.wait,
  };
}

/** Everything that decides about free times between two moments (epoch minutes), for who is here. */
export function availabilityFor(
  trx: Scoped,
  visit: Visit,
  wanted: Wanted,
  from: number,
  to: number,
): Promise<Availability | null> {
  return askAvailability(trx, askedBy(visit, wanted, from, to));
}

export const freeStarts = (availability: Availability): FreeStart[] => {
  const { starts, counts } = startsFor(availability);
  return starts.map((at, i) => ({ at, free: counts[i] ?? 0 }));
};

/**
 * The free times of one month in the reader's zone, in one statement. Without a month it is the first one that has any, sought
 * as far ahead as may be booked; without a day the first day with free times is chosen.
 */
export async function monthOfTimes(
  trx: Scoped,
  visit: Visit,
  wanted: Wanted,
  query: { month?: string | undefined; day?: string | undefined },
): Promise<MonthOfTimes | null> {
  const { zone, now, community } = visit;
  const today = localDate(zone, minuteOf(now));
  const last = today + community.settings.horizonDays + 1;
  const day = asDate(query.day);
  const asked = asMonth(query.month) ?? (day === null ? null : monthNamed(day.slice(0, 7)));
  const from = startOfDate(zone, asked ? asked.from : today);
  const to = startOfDate(zone, (asked ? asked.until : last) + 1);
  const question = askedBy(visit, wanted, from, to);
  const availability = await askAvailability(trx, question);
  if (!availability) return null;

  const starts = freeStarts(availability);
  const firstDate = starts[0] ? localDate(zone, starts[0].at) : today;
  const month = asked ?? monthNamed(monthTextOf(firstDate));
  const days = inMonth(byDay(starts, zone), month);
  const noTimes = days.size === 0 ? await explainNoTimes(trx, question, availability) : null;
  return {
    availability,
    noTimes,
    calendar: monthCalendar(month, days),
    days,
    chosenDay: day && days.has(day) ? day : ([...days.keys()][0] ?? null),
    previous: month.before >= monthTextOf(today) ? month.before : null,
    next: month.after <= monthTextOf(last) ? month.after : null,
  };
}

const inMonth = (days: Map<string, FreeStart[]>, { text }: Month): Map<string, FreeStart[]> =>
  new Map([...days].filter(([date]) => date.startsWith(text)));

function asMonth(text: string | undefined): Month | null {
  return text && /^\d{4}-\d{2}$/.test(text) ? attempt(() => monthNamed(text)) : null;
}

function asDate(text: string | undefined): string | null {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? attempt(() => Temporal.PlainDate.from(text).toString())
    : null;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const aDay = 24 * 60;
const aWeek = 7 * aDay;

interface Nearest {
  readonly starts: FreeStart[];
  /** How long a meeting then is. */
  readonly minutes: number;
}

/** The free starts nearest to a wanted one, in time order: a day or a week around it, or as far ahead as may be booked. */
export async function nearestTo(
  trx: Scoped,
  visit: Visit,
  wanted: Wanted,
  at: number,
  count = 5,
): Promise<Nearest> {
  const horizon = visit.now
    .toZonedDateTimeISO(visit.zone)
    .add({ days: visit.community.settings.horizonDays + 1 });
  // What lies within a span is nearer than all that does not, so one with enough in it is the last that is looked at.
  const spans = [
    { from: at - aDay, to: at + aDay, enough: count },
    { from: at - aWeek, to: at + aWeek, enough: 1 },
    { from: minuteOf(visit.now), to: minuteOf(horizon.toInstant()), enough: 1 },
  ];
  for (const { from, to, enough } of spans) {
    const availability = await availabilityFor(trx, visit, wanted, from, to);
    const starts = availability ? freeStarts(availability) : [];
    if (!availability || starts.length < enough) continue;
    const near = starts.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at)).slice(0, count);
    return { starts: near.toSorted((a, b) => a.at - b.at), minutes: availability.format.minutes };
  }
  return { starts: [], minutes: 0 };
}
