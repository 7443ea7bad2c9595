import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, isInPart, isNarrowed, readSearch, type Search, windowOf } from "./search.ts";

const zones = [
  "UTC",
  "Europe/London",
  "America/New_York",
  "Asia/Kolkata",
  "Pacific/Apia",
  "Australia/Lord_Howe",
];
const zone = fc.constantFrom(...zones);
const date = fc
  .tuple(
    fc.integer({ min: 2000, max: 2199 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => Temporal.PlainDate.from({ year, month, day }));
const nothing: Search = readSearch({});
const now = Temporal.Instant.from("2026-03-02T09:00:00Z");

const epoch = (of: Temporal.PlainDate, at: string): number =>
  Math.floor(of.toZonedDateTime({ timeZone: at }).startOfDay().epochMilliseconds / 60_000);

describe("an address", () => {
  const search: fc.Arbitrary<Search> = fc.record({
    view: fc.constantFrom("list", "week", "month"),
    q: fc.string({ maxLength: 20 }).map((text) => text.trim()),
    topic: fc.string({ maxLength: 20 }).map((text) => text.trim()),
    focus: fc.string({ maxLength: 20 }).map((text) => text.trim()),
    experience: fc.option(fc.uuid()),
    host: fc.option(fc.uuid()),
    cost: fc.constantFrom("", "free", "priced"),
    part: fc.constantFrom("", "morning", "afternoon", "evening"),
    from: fc.option(date),
    until: fc.option(date),
  });

  test("says what is searched for, whatever it is", () => {
    fc.assert(
      fc.property(search, (wanted) => {
        const query = Object.fromEntries(new URL(addressOf("http://here/groups", wanted)).searchParams);
        const read = readSearch(query);
        expect(JSON.stringify(read)).toBe(JSON.stringify(wanted));
      }),
    );
  });

  test("that makes no sense narrows nothing", () => {
    const wild = {
      view: "year",
      part: "night",
      cost: "dear",
      host: "x",
      from: "0000-00-00",
      until: "9999-12-31",
    };
    expect(readSearch(wild)).toEqual(nothing);
    expect(isNarrowed(readSearch(wild))).toBe(false);
    expect(isNarrowed(readSearch({ q: "a" }))).toBe(true);
    expect(isNarrowed(readSearch({ from: "2026-03-10" }))).toBe(true);
    expect(isNarrowed(readSearch({ view: "month", from: "2026-03-10" }))).toBe(false);
  });
});

describe("a calendar", () => {
  test("shows whole weeks from Monday to Sunday, of a month every day, from midnight to midnight on the reader's clock", () => {
    fc.assert(
      fc.property(zone, date, fc.constantFrom("week" as const, "month" as const), (of, on, view) => {
        const window = windowOf({ ...nothing, view, from: on }, of, now);
        const last = window.last ?? on;
        expect([window.first.dayOfWeek, last.dayOfWeek]).toEqual([1, 7]);
        const days = window.first.until(last, { largestUnit: "days" }).days + 1;
        const begin = view === "week" ? on : on.with({ day: 1 });
        const end = view === "week" ? on : on.with({ day: on.daysInMonth });
        expect(Temporal.PlainDate.compare(window.first, begin)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(last, end)).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThanOrEqual(view === "week" ? 7 : 42);
        expect(window.from).toBe(epoch(window.first, of));
        expect(window.to).toBe(epoch(last.add({ days: 1 }), of));
      }),
    );
  });
});

describe("a list", () => {
  test("never begins before now, and ends with its last day", () => {
    fc.assert(
      fc.property(zone, fc.option(date), fc.option(date), (of, from, until) => {
        const window = windowOf({ ...nothing, from, until }, of, now);
        expect(window.from).toBeGreaterThanOrEqual(Math.floor(now.epochMilliseconds / 60_000));
        if (window.last) expect(window.to).toBe(epoch(window.last.add({ days: 1 }), of));
        else expect(window.to).toBeNull();
      }),
    );
  });
});

test("every time of day is in one part of the day, on the clock of whoever reads", () => {
  fc.assert(
    fc.property(zone, fc.integer({ min: 0, max: 40_000_000 }), (of, minute) => {
      const found = (["morning", "afternoon", "evening"] as const).filter((part) =>
        isInPart(part, minute, of),
      );
      const { hour } = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(of);
      expect(found).toEqual([hour < 12 ? "morning" : hour < 17 ? "afternoon" : "evening"]);
      expect(isInPart("", minute, of)).toBe(true);
    }),
  );
});
