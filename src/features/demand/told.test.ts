import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Range, stepOf } from "../disclosure/index.ts";
import { type Period, readPeriod } from "./period.ts";
import { canStandTogether, noShowRate } from "./rates.ts";
import { Growths, partAt, telling } from "./told.ts";

const zone = "Europe/London";
const days = 500;
const firstDay = Temporal.PlainDate.from("2025-01-01");
const dayText = (day: number) => firstDay.add({ days: day }).toString();

/** A period from the `from`th to the `until`th day, and what is told of daily counts in it. */
function toldOf(counts: readonly number[], period: Period, from: number, smallest: number): Range {
  const growths = new Growths<"all">();
  counts.forEach((count, day) => {
    const minute = period.from + (day - from) * 1_440 + 720;
    if (minute >= period.yearFrom && minute < period.to) growths.add("all", partAt(period, minute), count);
  });
  return telling(period, smallest)(growths.of("all"));
}

const periodOf = (from: number, until: number): Period =>
  readPeriod({ period: "range", from: dayText(from), until: dayText(until) }, { zone, now: 0 }).period;

const histories = fc.record({
  smallest: fc.integer({ min: 5, max: 15 }),
  counts: fc.array(fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 0, max: 9 })), {
    minLength: days,
    maxLength: days,
  }),
  periods: fc.array(fc.tuple(fc.integer({ min: 0, max: days - 1 }), fc.integer({ min: 0, max: 365 })), {
    minLength: 40,
    maxLength: 40,
  }),
});

test("what is told of a period is true", () => {
  fc.assert(
    fc.property(histories, ({ smallest, counts, periods }) => {
      for (const [from, length] of periods) {
        const until = Math.min(days - 1, from + length);
        const truth = counts.slice(from, until + 1).reduce((sum, count) => sum + count, 0);
        const told = toldOf(counts, periodOf(from, until), from, smallest);
        expect(told.from <= truth && truth <= told.to, `${told.from} <= ${truth} <= ${told.to}`).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

test("whatever periods somebody puts together, it could as well be none or whole groups on every day", () => {
  fc.assert(
    fc.property(histories, ({ smallest, counts, periods }) => {
      // A world in which everything that is told is the same, and on each day there is nobody or a whole group.
      let year = "";
      let sum = 0;
      const world = counts.map((count, day) => {
        if (dayText(day).slice(0, 4) !== year) sum = 0;
        year = dayText(day).slice(0, 4);
        sum += count;
        return smallest * (stepOf(sum, smallest) - stepOf(sum - count, smallest));
      });
      for (const [from, length] of periods) {
        const until = Math.min(days - 1, from + length);
        const period = periodOf(from, until);
        expect(toldOf(world, period, from, smallest)).toEqual(toldOf(counts, period, from, smallest));
      }
    }),
    { numRuns: 30 },
  );
});

test("tables of the same people stand on one page unless their sums tell of a few", () => {
  const few = { from: 0, to: 10 };
  const some = { from: 11, to: 21 };
  const many = { from: 33, to: 43 };
  expect(canStandTogether([[some], [few, few]], 11), "somebody is in each of the two").toBe(false);
  expect(canStandTogether([[some], [few, few, few]], 11)).toBe(true);
  expect(canStandTogether([[many], [{ from: 22, to: 32 }, few]], 11), "the rest is in the second").toBe(
    false,
  );
  expect(canStandTogether([[few], [few], [few, few]], 11)).toBe(true);
});

test("a rate holds whatever the counts are within what is told of them", () => {
  const range = fc.nat(300).map((from) => ({ from, to: from + 20 }));
  fc.assert(
    fc.property(range, range, fc.nat(20), fc.nat(20), (attended, noShow, more, others) => {
      const rate = noShowRate(attended, noShow);
      const [came, missed] = [attended.from + more, noShow.from + others];
      if (!rate || came + missed === 0) return;
      const exactly = (100 * missed) / (came + missed);
      expect(rate.least <= exactly && exactly <= rate.most).toBe(true);
    }),
  );
  expect(noShowRate({ from: 0, to: 10 }, { from: 0, to: 10 })).toBe(null);
});
