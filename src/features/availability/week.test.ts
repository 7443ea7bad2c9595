import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { datesAround, openHours } from "./hours.ts";
import { pairsOf } from "./inputs.ts";
import type { Booked, Exception, Hours } from "./queries/schedule.ts";
import { clip, NONE, spansOf } from "./spans.ts";
import { weekAround } from "./week.ts";
import { startOfDate } from "./zones.ts";

const minute = (text: string): number => Temporal.Instant.from(text).epochMilliseconds / 60_000;
const date = (text: string): number => Date.parse(`${text}T00:00Z`) / 86_400_000;

const provider = {
  id: "p",
  firstName: "",
  lastName: "",
  email: "",
  zone: "Europe/Berlin",
  bufferBefore: 0,
  bufferAfter: 0,
  notice: null,
  cap: null,
  paused: false,
  locked: false,
};
const everything = { from: null, until: null, serviceId: null, formatId: null, locationId: null };
const hours = (day: number, start: number, end: number, more: Partial<Hours> = {}): Hours => ({
  id: `${day} ${start}`,
  day,
  start,
  end,
  ...everything,
  ...more,
});
const meeting = (start: string, end: string): Booked => ({
  id: start,
  start: minute(start),
  end: minute(end),
  gives: true,
  agreed: false,
  state: "final",
  serviceId: null,
  formatId: null,
  locationId: null,
  group: null,
  with: [],
});

interface Scene {
  zone?: string;
  hours?: Hours[];
  exceptions?: Exception[];
  booked?: Booked[];
}

const week = (around: string, { zone = "Europe/Berlin", hours = [], exceptions = [], booked = [] }: Scene) =>
  weekAround(minute(around), {
    schedule: { provider: { ...provider, zone }, hours, exceptions },
    booked,
    closings: [],
  });

const places = (blocks: readonly { top: number; size: number }[]) =>
  blocks.map(({ top, size }) => [top, size]);

describe("an ordinary week", () => {
  const drawn = week("2026-03-04T12:00Z", {
    hours: [hours(1, 540, 720), hours(0, 600, 660)],
    booked: [meeting("2026-03-02T09:00Z", "2026-03-02T09:30Z")],
  });

  test("runs from Monday to Sunday of the provider's zone", () => {
    expect(drawn.monday).toBe(date("2026-03-02"));
    expect(drawn.days.map((day) => day.date)).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => drawn.monday + i));
    expect(drawn.irregular).toBe(false);
  });

  test("has its hours and meetings at their minute of the wall clock", () => {
    expect(places(drawn.days[0]?.hours ?? [])).toEqual([[540, 180]]);
    expect(places(drawn.days[6]?.hours ?? [])).toEqual([[600, 60]]);
    expect(places(drawn.days[0]?.meetings ?? [])).toEqual([[600, 30]]);
    expect(drawn.days.slice(1, 6).flatMap((day) => day.hours)).toEqual([]);
  });

  test("shows the usual day, and more where there is more", () => {
    expect([drawn.first, drawn.last]).toEqual([480, 1080]);
    const early = week("2026-03-04T12:00Z", { hours: [hours(1, 390, 400), hours(2, 1200, 1290)] });
    expect([early.first, early.last]).toEqual([360, 1320]);
    expect(early.marks.map(({ minute }) => minute / 60)).toEqual([
      6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    ]);
  });
});

test("hours hold from their first to their last date", () => {
  const limited = hours(3, 540, 600, { from: date("2026-03-11"), until: date("2026-03-18") });
  const drawn = (day: string) => week(`${day}T12:00Z`, { hours: [limited] }).days[2]?.hours.length;
  expect(["2026-03-04", "2026-03-11", "2026-03-18", "2026-03-25"].map(drawn)).toEqual([0, 1, 1, 0]);
});

test("an exception stands instead of the weekly hours of its dates", () => {
  const exceptions = [
    { id: "a", from: date("2026-03-03"), until: date("2026-03-04"), ranges: [], note: "Away" },
    { id: "b", from: date("2026-03-05"), until: date("2026-03-05"), ranges: [600, 660, 720, 780], note: "" },
  ];
  const { days } = week("2026-03-04T12:00Z", {
    hours: [1, 2, 3, 4].map((day) => hours(day, 540, 720)),
    exceptions,
  });
  expect(days.slice(0, 4).map((day) => places(day.hours))).toEqual([
    [[540, 180]],
    [],
    [],
    [
      [600, 60],
      [720, 60],
    ],
  ]);
  expect(days.slice(0, 4).map((day) => day.exceptions.map(({ id }) => id))).toEqual([
    [],
    ["a"],
    ["a"],
    ["b"],
  ]);
});

test("hours that lie over each other stand side by side", () => {
  const { days } = week("2026-03-04T12:00Z", {
    hours: [hours(1, 540, 720), hours(1, 600, 660), hours(1, 780, 840)],
  });
  expect(days[0]?.hours.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [0, 1],
  ]);
});

describe("the week in which clocks go back", () => {
  // Berlin, Sunday 25 October 2026: 03:00 becomes 02:00.
  const drawn = week("2026-10-21T12:00Z", {
    hours: [hours(0, 0, 300), hours(1, 0, 300), hours(2, 540, 600)],
    booked: [
      meeting("2026-10-25T00:30Z", "2026-10-25T01:30Z"),
      meeting("2026-10-25T01:30Z", "2026-10-25T02:00Z"),
    ],
  });
  const [monday, tuesday, , , , , sunday] = drawn.days;

  test("has the hour twice, and the day is an hour longer", () => {
    expect(drawn.irregular).toBe(true);
    expect(places(sunday?.hours ?? [])).toEqual([[0, 360]]);
    expect(drawn.marks.slice(0, 5)).toEqual([
      { top: 0, minute: 0, again: false },
      { top: 60, minute: 60, again: false },
      { top: 120, minute: 120, again: false },
      { top: 180, minute: 120, again: true },
      { top: 240, minute: 180, again: false },
    ]);
  });

  test("draws a meeting in the first and one in the second of the two hours", () => {
    expect(places(sunday?.meetings ?? [])).toEqual([
      [150, 60],
      [210, 30],
    ]);
    expect(sunday?.missing).toEqual([]);
  });

  test("shows the usual times of day all the same", () => {
    const quiet = week("2026-10-21T12:00Z", { hours: [hours(1, 540, 600)] });
    expect([quiet.marks[0]?.minute, quiet.marks.at(-1)?.minute]).toEqual([480, 1020]);
  });

  test("leaves the second hour out of the other days, whose later times stand at the same height", () => {
    expect(places(monday?.hours ?? [])).toEqual([[0, 360]]);
    expect(monday?.missing).toEqual([{ top: 180, size: 60 }]);
    expect(places(tuesday?.hours ?? [])).toEqual([[600, 60]]);
  });
});

test("the week in which clocks go forward lacks the skipped hour on that day alone", () => {
  // Berlin, Sunday 29 March 2026: 02:00 becomes 03:00.
  const drawn = week("2026-03-25T12:00Z", {
    hours: [hours(0, 60, 240), hours(1, 60, 240)],
    booked: [meeting("2026-03-29T00:30Z", "2026-03-29T01:30Z")],
  });
  const [monday, , , , , , sunday] = drawn.days;
  expect(sunday?.missing).toEqual([{ top: 120, size: 60 }]);
  expect(monday?.missing).toEqual([]);
  expect(places(sunday?.hours ?? [])).toEqual([[60, 180]]);
  expect(places(sunday?.meetings ?? [])).toEqual([[90, 120]]);
});

test("a change of clocks at midnight moves no other day", () => {
  // Beirut, Sunday 29 March 2026: 00:00 becomes 01:00. Saturday 24 October: 24:00 becomes 23:00.
  const spring = week("2026-03-25T12:00Z", {
    zone: "Asia/Beirut",
    hours: [hours(0, 0, 120), hours(6, 1380, 1440)],
  });
  expect(spring.days[6]?.missing).toEqual([{ top: 0, size: 60 }]);
  expect(places(spring.days[6]?.hours ?? [])).toEqual([[60, 60]]);
  const autumn = week("2026-10-21T12:00Z", {
    zone: "Asia/Beirut",
    hours: [hours(6, 1320, 1440), hours(0, 0, 60)],
  });
  expect(places(autumn.days[5]?.hours ?? [])).toEqual([[1320, 180]]);
  expect(places(autumn.days[6]?.hours ?? [])).toEqual([[0, 60]]);
});

test("what is drawn is what the engine takes for the hours, in any week and zone", () => {
  const zones = fc.constantFrom(
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Beirut",
    "UTC",
  );
  const entry = fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 20 }))
    .map(([day, start, size]) => hours(day, start * 30, Math.min(1440, (start + size) * 30)));
  const monday = date("2026-01-05");
  fc.assert(
    fc.property(
      zones,
      fc.array(entry, { maxLength: 6 }),
      fc.integer({ min: 0, max: 51 }),
      (zone, weekly, weeks) => {
        const noon = (monday + weeks * 7 + 2) * 1440 + 720;
        const drawn = weekAround(noon, {
          schedule: { provider: { ...provider, zone }, hours: weekly, exceptions: [] },
          booked: [],
          closings: [],
        });
        for (const day of drawn.days) {
          const [begin, end] = [startOfDate(zone, day.date), startOfDate(zone, day.date + 1)];
          const plain = weekly.map(({ day: on, start, end: until }) => ({ day: on, start, end: until }));
          const { open } = openHours({ weekly: plain, exceptions: [] }, datesAround(zone, begin, end), false);
          const skipped = day.missing.reduce((sum, { size }) => sum + size, 0);
          const drawnLines = spansOf(day.hours.flatMap(({ top, size }) => [top, top + size]));
          const missing = spansOf(day.missing.flatMap(({ top, size }) => [top, top + size]));
          expect(skipped).toBeGreaterThanOrEqual(0);
          expect(total(drawnLines) - shared(drawnLines, missing)).toBe(total(clip(open, begin, end)));
        }
      },
    ),
    { numRuns: 150, seed: 7 },
  );
});

test("an exception's ranges are pairs", () => {
  expect(pairsOf([1, 2, 3, 4])).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(pairsOf(NONE)).toEqual([]);
});

const total = (spans: readonly number[]): number =>
  spans.reduce((sum, minute, i) => sum + (i % 2 === 0 ? -minute : minute), 0);

function shared(a: readonly number[], b: readonly number[]): number {
  const lines = new Set<number>();
  for (let i = 0; i < b.length; i += 2)
    for (let line = b[i] ?? 0; line < (b[i + 1] ?? 0); line++) lines.add(line);
  let count = 0;
  for (let i = 0; i < a.length; i += 2)
    for (let line = a[i] ?? 0; line < (a[i + 1] ?? 0); line++) count += lines.has(line) ? 1 : 0;
  return count;
}
