import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesOfClocks, zones } from "#support/clocks.ts";
import {
  dateSpan,
  localDate,
  localToUtc,
  mondayOf,
  offsetAt,
  periods,
  startOfDate,
  weekSpan,
} from "./zones.ts";

const zone = fc.constantFrom(...zones, "America/Toronto", "Asia/Manila", "America/Juneau", "+05:45");
const minuteOf = (clock: Temporal.ZonedDateTime) => Math.round(clock.epochMilliseconds / 60_000);
const clockAt = (id: string, minute: number) =>
  Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(id);
const dateOf = (iso: string) => Math.round(Date.parse(iso) / 86_400_000);
const plain = (date: number) => Temporal.PlainDate.from("1970-01-01").add({ days: date });
const epochDay = (date: Temporal.PlainDate) => Temporal.PlainDate.from("1970-01-01").until(date).days;

/** Minutes around every change of clocks, and some more. Before 1972 some clocks also counted odd seconds. */
function moments(id: string): number[] {
  const near = [-1500, -1440, -181, -61, -60, -30, -1, 0, 1, 29, 30, 59, 60, 119, 180, 1439, 1440, 1500];
  return changesOfClocks(id, 2025, 2030).flatMap((change) => near.map((delta) => change + delta));
}

describe("the clock of a zone", () => {
  test.each(zones)("agrees with Temporal around every change from 2025 to 2030: %s", (id) => {
    for (const minute of moments(id)) {
      const clock = clockAt(id, minute);
      const date = epochDay(clock.toPlainDate());
      const time = clock.toPlainTime();
      const minuteOfDay = time.hour * 60 + time.minute;
      const again = clock.toPlainDateTime().toZonedDateTime(id, { disambiguation: "compatible" });
      expect(offsetAt(id, minute), clock.toString()).toBe(clock.offsetNanoseconds / 60e9);
      expect(localDate(id, minute), clock.toString()).toBe(date);
      expect(localToUtc(id, date, minuteOfDay), clock.toString()).toBe(minuteOf(again));
    }
  });

  test("agrees with Temporal about any wall time since 1972, skipped and repeated ones too", () => {
    const date = fc.integer({ min: dateOf("1972-02-01"), max: dateOf("2090-01-01") });
    fc.assert(
      fc.property(zone, date, fc.nat(1439), (id, day, minute) => {
        const wall = plain(day).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
        expect(localToUtc(id, day, minute)).toBe(minuteOf(wall.toZonedDateTime(id)));
      }),
      { numRuns: 500 },
    );
  });

  test("moves a skipped time on and takes a repeated one the first time", () => {
    const spring = dateOf("2027-03-14");
    const autumn = dateOf("2027-11-07");
    expect(localToUtc("America/New_York", spring, 150)).toBe(localToUtc("America/New_York", spring, 210));
    expect(localToUtc("America/New_York", autumn, 90)).toBe(Date.parse("2027-11-07T05:30Z") / 60_000);
  });

  test("gives the first moment of every date, midnight or not, as Temporal does", () => {
    fc.assert(
      fc.property(zone, fc.integer({ min: dateOf("1972-02-01"), max: dateOf("2090-01-01") }), (id, day) => {
        expect(startOfDate(id, day)).toBe(minuteOf(plain(day).toZonedDateTime(id)));
      }),
      { numRuns: 500 },
    );
    for (const id of zones) {
      for (const day of moments(id).map((minute) => localDate(id, minute))) {
        expect(startOfDate(id, day), `${id} ${plain(day)}`).toBe(minuteOf(plain(day).toZonedDateTime(id)));
      }
    }
  });

  test("has dates of 23, 24 and 25 hours, and none where one was skipped", () => {
    const hours = (id: string, iso: string) => {
      const [start = 0, end = 0] = dateSpan(id, dateOf(iso));
      return (end - start) / 60;
    };
    expect(hours("Europe/Berlin", "2027-03-28")).toBe(23);
    expect(hours("Europe/Berlin", "2027-03-29")).toBe(24);
    expect(hours("Europe/Berlin", "2027-10-31")).toBe(25);
    expect(hours("Australia/Lord_Howe", "2027-04-04")).toBe(24.5);
    expect(hours("Pacific/Apia", "2011-12-30")).toBe(0);
  });

  test("begins its weeks on Monday, on its own dates", () => {
    const anyMinute = fc.integer({
      min: Date.parse("1969-01-01") / 60_000,
      max: Date.parse("2090-01-01") / 60_000,
    });
    fc.assert(
      fc.property(zone, anyMinute, (id, minute) => {
        const date = clockAt(id, minute).toPlainDate();
        const monday = date.subtract({ days: date.dayOfWeek - 1 });
        expect(mondayOf(id, minute)).toBe(epochDay(monday));
        const bounds = [monday, monday.add({ days: 7 })].map((day) => minuteOf(day.toZonedDateTime(id)));
        expect(weekSpan(id, minute)).toEqual(bounds);
      }),
      { numRuns: 300 },
    );
  });

  test("is made of periods that meet, each of one offset", () => {
    for (const id of zones) {
      const [from, to] = [Date.parse("2025-01-01") / 60_000, Date.parse("2031-01-01") / 60_000];
      const found = periods(id, from, to);
      expect(found.map(({ begin }) => begin)).toEqual([from, ...changesOfClocks(id, 2025, 2030)]);
      expect(found.map(({ end }) => end)).toEqual([...changesOfClocks(id, 2025, 2030), to]);
      for (const { begin, end, offset } of found) {
        expect([offsetAt(id, begin), offsetAt(id, end - 1)]).toEqual([offset, offset]);
      }
    }
  });

  test("is the same asked first for later and then for earlier years", () => {
    const id = "America/Halifax";
    const late = offsetAt(id, Date.parse("2060-07-01") / 60_000);
    const early = offsetAt(id, Date.parse("1990-01-01") / 60_000);
    expect([late, early, offsetAt(id, Date.parse("2060-07-01") / 60_000)]).toEqual([-180, -240, -180]);
  });

  test("is refused for a zone that does not exist and for absurd years", () => {
    expect(() => offsetAt("Europe/Atlantis", 0)).toThrow(RangeError);
    expect(() => offsetAt("Europe/Berlin", Date.parse("+030000-01-01") / 60_000)).toThrow(RangeError);
  });
});
