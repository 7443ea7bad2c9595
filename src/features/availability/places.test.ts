import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reached } from "./caps.ts";
import { crowded, differing, placesOf, type Site, siteOf } from "./places.ts";
import type { HoursRow, LocationRow } from "./queries/free-times-row.ts";
import type { Question } from "./question.ts";
import { freeTimes } from "./slots.ts";
import { NONE } from "./spans.ts";

// A Monday in winter, in London.
const monday = Date.parse("2026-03-02T00:00Z") / 60_000;
const window = { from: monday, to: monday + 1440, duration: 30 };

const question: Question = {
  from: window.from,
  to: window.to,
  durationMinutes: window.duration,
  starts: { zone: "Europe/London", minutesOfHour: [0, 30] },
  earliest: 0,
  latest: window.to,
  closings: NONE,
  memberBusy: NONE,
};

const site = (id: string, more: Partial<LocationRow> = {}): Site =>
  siteOf(
    { id, name: id, way: "online", details: "", capacity: null, opening: null, taken: [], ...more },
    "Europe/London",
    window,
  );

/** Hours on that Monday, in hours of the day. */
const hours = (start: number, end: number, location: string | null = null): HoursRow => [
  1,
  start * 60,
  end * 60,
  null,
  null,
  location,
];

describe("what a search has to ask", () => {
  const asked = (sites: Site[], ...rows: HoursRow[]) => {
    const places = placesOf(sites, rows, []);
    return differing(places, sites).map(({ locationId }) => locationId);
  };

  test("is one place where all are always open", () => {
    expect(asked([site("a"), site("b"), site("c")], hours(9, 12))).toEqual(["a"]);
  });

  test("is the place that is always open alone, also where others have hours of their own", () => {
    const opening: LocationRow["opening"] = [[1, 600, 660]];
    expect(asked([site("a", { opening }), site("b")], hours(9, 12))).toEqual(["b"]);
  });

  test("is one of those that open at the same times", () => {
    const opening: LocationRow["opening"] = [[1, 600, 660]];
    const other: LocationRow["opening"] = [[1, 540, 600]];
    expect(
      asked([site("a", { opening }), site("b", { opening }), site("c", { opening: other })], hours(9, 12)),
    ).toEqual(["a", "c"]);
  });

  test("is every place that is full at some time", () => {
    const full = { capacity: 1, taken: [monday + 540, monday + 600] };
    expect(asked([site("a", full), site("b", full)], hours(9, 12))).toEqual(["a", "b"]);
  });

  test("is a place with hours of the provider's own besides", () => {
    expect(asked([site("a"), site("b"), site("c")], hours(9, 12), hours(13, 14, "c"))).toEqual(["a", "c"]);
  });

  test("comes to the same times as asking everywhere", () => {
    const range = fc
      .tuple(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 1, max: 6 }))
      .map(([start, size]) => [start, Math.min(24, start + size)] as const);
    const ids = ["a", "b", "c", "d"];
    const opening = fc.option(
      fc
        .array(range, { minLength: 1, maxLength: 2 })
        .map((all) => all.map(([start, end]): [number, number, number] => [1, start * 60, end * 60])),
    );
    const taken = fc
      .array(range, { maxLength: 3 })
      .map((all) => all.flatMap(([start, end]) => [monday + start * 60, monday + end * 60]));
    const place = fc.record({ opening, capacity: fc.constantFrom(null, 1, 2), taken });
    const row = fc
      .tuple(range, fc.constantFrom(null, null, ...ids))
      .map(([[start, end], location]) => hours(start, end, location));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 4 }), fc.array(row, { maxLength: 4 }), (places, rows) => {
        const sites = places.map((about, i) => site(ids[i] ?? "", about));
        const everywhere = placesOf(sites, rows, []);
        const provider = { id: "p", zone: "Europe/London", busy: NONE, bufferBefore: 0, bufferAfter: 0 };
        const starts = (some: typeof everywhere) =>
          freeTimes(question, [{ ...provider, places: some }]).starts;
        expect(starts(differing(everywhere, sites))).toEqual(starts(everywhere));
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

test("a place is full where as many meetings as fit lie over each other", () => {
  const taken = [10, 30, 20, 40, 30, 50];
  expect(crowded(taken, 1)).toEqual([10, 50]);
  expect(crowded(taken, 2)).toEqual([20, 40]);
  expect(crowded(taken, 3)).toEqual([]);
  expect(crowded([10, 30, 30, 50], 2)).toEqual([]);
  expect(crowded([], 1)).toEqual([]);
});

describe("a cap", () => {
  const week = { from: monday, to: monday + 14 * 1440, duration: 30 };
  const cap = { zone: "Europe/London", days: 7, minutes: 60 } as const;

  test("is reached where a further meeting would pass it, and may be met exactly", () => {
    expect(reached(cap, [monday + 600, monday + 630], week)).toEqual([]);
    expect(reached(cap, [monday + 600, monday + 631], week)).toEqual([monday, monday + 7 * 1440]);
  });

  test("counts a meeting for the week in which it starts", () => {
    const acrossMidnight = [monday + 7 * 1440 - 30, monday + 7 * 1440 + 30];
    expect(reached(cap, acrossMidnight, week)).toEqual([monday, monday + 7 * 1440]);
  });

  test("that is shorter than the meeting is reached in every week", () => {
    expect(reached({ ...cap, minutes: 0 }, [], week)).toEqual([monday, monday + 14 * 1440]);
  });

  test("by the day ends when the day ends, also when it has 25 hours", () => {
    const sunday = Date.parse("2026-10-24T23:00Z") / 60_000;
    const day = { from: sunday, to: sunday + 3 * 1440, duration: 30 };
    const spans = reached({ ...cap, days: 1 }, [sunday + 24 * 60, sunday + 25 * 60], day);
    expect(spans).toEqual([sunday, sunday + 25 * 60]);
  });
});
