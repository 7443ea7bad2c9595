import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesOfClocks, zones } from "#support/clocks.ts";
import { mostWeeks, occurrences } from "./weeks.ts";

const clockAt = (zone: string, minute: number) =>
  Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone);
const minuteOf = (clock: Temporal.ZonedDateTime) => Math.round(clock.epochMilliseconds / 60_000);

/** The same, asked of Temporal one by one. */
function withTemporal(zone: string, first: number, weeks: number): number[] {
  const wall = clockAt(zone, first).toPlainDateTime();
  return Array.from({ length: weeks }, (_, week) =>
    week === 0 ? first : minuteOf(wall.add({ weeks: week }).toZonedDateTime(zone)),
  );
}

describe("meetings a week apart", () => {
  test("there are some thirty zones to look at, many of which change their clocks", () => {
    const changing = zones.filter((zone) => changesOfClocks(zone, 2025, 2032).length > 0);
    expect(zones.length).toBeGreaterThanOrEqual(30);
    expect(changing.length).toBeGreaterThanOrEqual(20);
  });

  test.each(zones)("keep their time on the wall across every change of clocks until 2032: %s", (zone) => {
    for (const change of changesOfClocks(zone, 2025, 2032)) {
      for (const away of [-90, -61, -60, -45, -30, -1, 0, 1, 15, 30, 59, 60, 90, 180, 540, 900]) {
        // Begun three weeks before the change, at a time of day near it or far from it.
        const first = change + away - 3 * 7 * 1440;
        const found = occurrences(zone, first, 6);
        expect(found.map(({ start }) => start)).toEqual(withTemporal(zone, first, 6));
        const time = clockAt(zone, first).toPlainTime();
        for (const { start, skipped } of found) {
          const shown = clockAt(zone, start).toPlainTime();
          expect(shown.equals(time), `${zone} ${clockAt(zone, start)}`).toBe(!skipped);
        }
      }
    }
  });

  test("are seven dates apart, whenever and wherever they begin", () => {
    const from = Date.parse("1990-01-01") / 60_000;
    const until = Date.parse("2090-01-01") / 60_000;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: from, max: until }),
        fc.integer({ min: 1, max: mostWeeks }),
        (zone, first, weeks) => {
          const found = occurrences(zone, first, weeks);
          expect(found).toHaveLength(weeks);
          expect(found.map(({ start }) => start)).toEqual(withTemporal(zone, first, weeks));
          const date = clockAt(zone, first).toPlainDate();
          for (const [week, { start, skipped }] of found.entries()) {
            if (skipped) continue;
            expect(
              clockAt(zone, start)
                .toPlainDate()
                .equals(date.add({ weeks: week })),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("move on by what the clock skips, and go back to their time a week later", () => {
    const first = Date.parse("2027-03-07T02:30-05:00") / 60_000;
    const found = occurrences("America/New_York", first, 3);
    expect(found.map(({ skipped }) => skipped)).toEqual([false, true, false]);
    expect(found.map(({ start }) => clockAt("America/New_York", start).toPlainTime().toString())).toEqual([
      "02:30:00",
      "03:30:00",
      "02:30:00",
    ]);
  });

  test("begin in the second of a repeated hour when that was chosen, and take the first of another", () => {
    const second = Date.parse("2027-11-07T01:30-05:00") / 60_000;
    expect(occurrences("America/New_York", second, 2)[0]?.start).toBe(second);
    const before = Date.parse("2027-10-31T01:30-04:00") / 60_000;
    expect(occurrences("America/New_York", before, 2)[1]?.start).toBe(second - 60);
  });
});
