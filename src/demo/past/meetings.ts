import { instantOf } from "#platform/clock.ts";
import { type DemoGroup, demoGroups } from "../gatherings.ts";
import { demoProviders } from "../people.ts";
import { Chance } from "./chance.ts";
import type { Student } from "./students.ts";

/** What somebody did with their place in a meeting. */
export interface PastPlace {
  /** A place among the students. */
  readonly student: number;
  readonly came: "attended" | "no_show" | null;
}

/** A meeting of the demo's past, with places among providers and students instead of ids. */
export interface PastMeeting {
  readonly host: number;
  /** Epoch minutes. */
  readonly start: number;
  readonly minutes: number;
  readonly off: boolean;
  readonly places: readonly PastPlace[];
  /** The group it is one of; null for a meeting of two. */
  readonly group: DemoGroup | null;
}

/** How much is asked for in each month, January first: terms, exams, and the weeks in which everybody is away. */
const seasons = [0.7, 1, 1, 1.15, 0.8, 0.3, 0.25, 0.45, 1.1, 1.25, 1.15, 0.6];

/** Meetings of two a week in a usual month, and how many weeks ago they began, in the order of `demoProviders`. */
const giving: readonly (readonly [weekly: number, since: number])[] = [
  [3.4, 104],
  [2.2, 104],
  [2, 98],
  [2.6, 90],
  [1.6, 88],
  [1.8, 74],
  [2.4, 70],
  [2.2, 60],
  [1.2, 52],
  [0.8, 30],
  [1.4, 45],
  [1.6, 34],
];

/** Every how many weeks a group met, from how many weeks ago, and in which months when not in all. */
const rhythms: Readonly<Record<string, { every: number; since: number; months?: readonly number[] }>> = {
  "Welcome evening": { every: 2, since: 104, months: [1, 9] },
  "Changing course without panic": { every: 2, since: 92 },
  "Finding your feet in the first term": { every: 1, since: 100, months: [1, 2, 9, 10, 11] },
  "Exam nerves: one hour, three things to try": { every: 1, since: 68, months: [4, 5, 11, 12] },
  "Quiet study hour": { every: 1, since: 72 },
  "Tea for everybody who misses somebody": { every: 3, since: 80 },
  "Money clinic": { every: 4, since: 96 },
  "Homesick dinner": { every: 4, since: 56 },
};

/** This week belongs to the meetings that the demo shows around today. */
const until = 0;

/** Two years of meetings up to the last week, the same every time but for the day from which they count. */
export function pastMeetings(now: Temporal.Instant, students: readonly Student[]): PastMeeting[] {
  const chance = new Chance(11);
  const regulars = demoProviders.map((): number[] => []);
  const all: PastMeeting[] = [];
  for (let week = 104; week > until; week--) {
    const known = students.findLastIndex(({ since }) => since >= week) + 1;
    for (const [host, { zone, hours }] of demoProviders.entries()) {
      const [weekly = 0, since = 0] = giving[host] ?? [];
      if (since < week || known === 0) continue;
      const own = regulars[host] ?? [];
      const monday = mondayBefore(now, zone, week);
      const wanted = weekly * (seasons[monday.month - 1] ?? 1) * (0.7 + 0.3 * (1 - week / since));
      const slots = hours.flatMap(([day, from, to]) => {
        const starts = Array.from({ length: Math.floor((to - from) / 30) }, (_, i) => from + i * 30);
        return starts.map((minute) => [day, minute] as const);
      });
      const count = Math.floor(wanted) + (chance.happens(wanted % 1) ? 1 : 0);
      for (const [day, minute] of chance.some(slots, count)) {
        const student = chance.happens(0.55) && own.length > 0 ? chance.pick(own, 1.8) : chance.below(known);
        const start = minuteOn(monday, day, minute, zone);
        const off = chance.happens(0.08);
        all.push({ host, start, minutes: 30, off, places: [placeOf(chance, student ?? 0)], group: null });
        if (student !== undefined && !own.includes(student)) own.push(student);
      }
    }
    all.push(...groupsOf(now, week, known, chance));
  }
  return all;
}

function groupsOf(now: Temporal.Instant, week: number, known: number, chance: Chance): PastMeeting[] {
  return demoGroups.flatMap((group) => {
    const rhythm = rhythms[group.name];
    const zone = demoProviders[group.host]?.zone ?? "UTC";
    const monday = mondayBefore(now, zone, week);
    if (!rhythm || rhythm.since < week || week % rhythm.every !== 0 || known < 12) return [];
    if (rhythm.months ? !rhythm.months.includes(monday.month) : (seasons[monday.month - 1] ?? 0) < 0.5)
      return [];
    const [hour, minute] = group.at;
    const count = Math.min(group.seats, 2 + chance.below(group.seats));
    const people = chance.some(
      Array.from({ length: known }, (_, i) => i),
      count,
    );
    return [
      {
        host: group.host,
        start: minuteOn(monday, group.day, hour * 60 + minute, zone),
        minutes: group.minutes,
        off: chance.happens(0.04),
        places: people.map((student) => placeOf(chance, student)),
        group,
      },
    ];
  });
}

function placeOf(chance: Chance, student: number): PastPlace {
  const dice = chance.next();
  return { student, came: dice < 0.83 ? "attended" : dice < 0.93 ? "no_show" : null };
}

/** The Monday of the week so many weeks ago. */
function mondayBefore(now: Temporal.Instant, zone: string, weeks: number): Temporal.PlainDate {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return today.subtract({ days: today.dayOfWeek - 1 + weeks * 7 });
}

/** A day (0 Sunday) of the week of a Monday at a minute of that day, as an epoch minute. */
function minuteOn(monday: Temporal.PlainDate, day: number, minute: number, zone: string): number {
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  const at = monday.add({ days: (day + 6) % 7 }).toZonedDateTime({ timeZone: zone, plainTime });
  return Math.floor(at.epochMilliseconds / 60_000);
}

/** When it was over. */
export const endOf = ({ start, minutes }: PastMeeting): Temporal.Instant => instantOf(start + minutes);
