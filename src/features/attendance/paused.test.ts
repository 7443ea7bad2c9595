import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type NoShowRule, pauseOf } from "./paused.ts";

const day = 1_440;
const rule: NoShowRule = { times: 3, withinDays: 30, pauseDays: 14 };

describe("three missed within thirty days pause for fourteen", () => {
  test.each([
    ["none missed", [], 100 * day, null],
    ["two missed", [90 * day, 91 * day], 92 * day, null],
    ["three missed", [70 * day, 80 * day, 90 * day], 91 * day, 104 * day],
    ["three missed, told in another order", [90 * day, 70 * day, 80 * day], 91 * day, 104 * day],
    ["exactly thirty days from first to third", [60 * day, 80 * day, 90 * day], 91 * day, 104 * day],
    ["a minute more than thirty days", [60 * day - 1, 80 * day, 90 * day], 91 * day, null],
    ["the last minute of the pause", [70 * day, 80 * day, 90 * day], 104 * day - 1, 104 * day],
    ["the pause is over", [70 * day, 80 * day, 90 * day], 104 * day, null],
    ["one more missed while paused", [70 * day, 80 * day, 90 * day, 95 * day], 96 * day, 109 * day],
    [
      "one missed long after, which reaches nothing by itself",
      [70 * day, 80 * day, 90 * day, 130 * day],
      131 * day,
      null,
    ],
    ["three of which one is still to come", [70 * day, 80 * day, 90 * day], 89 * day, null],
  ])("%s", (_what, missed, now, until) => {
    expect(pauseOf(missed, rule, now)).toBe(until);
  });

  test("without a rule nobody is paused, however much was missed", () => {
    expect(pauseOf([1, 2, 3, 4, 5, 6], null, 7)).toBeNull();
  });

  test("a rule of one meeting pauses with the first", () => {
    expect(pauseOf([90 * day], { ...rule, times: 1 }, 90 * day)).toBe(104 * day);
  });
});

const rules = fc.record({
  times: fc.integer({ min: 1, max: 5 }),
  withinDays: fc.integer({ min: 1, max: 40 }),
  pauseDays: fc.integer({ min: 1, max: 40 }),
});
// Few days and whole ones among them, so that numbers meet the limits often.
const moment = fc.oneof(
  fc.integer({ min: 0, max: 120 }).map((days) => days * day),
  fc.integer({ min: 0, max: 120 * day }),
);
const stories = fc.record({ missed: fc.array(moment, { maxLength: 12 }), rule: rules, now: moment });

/** The rule as a person would check it: any of the missed together with any others, without sorting or skipping. */
function slowly(missed: readonly number[], { times, withinDays, pauseDays }: NoShowRule, now: number) {
  const past = missed.filter((at) => at <= now);
  const ends = past
    .filter((at) => past.filter((other) => other <= at && other >= at - withinDays * day).length >= times)
    .map((at) => at + pauseDays * day)
    .filter((until) => until > now);
  return ends.length > 0 ? Math.max(...ends) : null;
}

describe("for any meetings missed, any rule and any moment", () => {
  const always = (property: (story: { missed: number[]; rule: NoShowRule; now: number }) => void) =>
    fc.assert(fc.property(stories, property), { numRuns: 2_000 });

  test("the pause is what counting by hand gives", () => {
    let paused = 0;
    always(({ missed, rule, now }) => {
      const until = slowly(missed, rule, now);
      if (until !== null) paused += 1;
      expect(pauseOf(missed, rule, now)).toBe(until);
    });
    expect(paused).toBeGreaterThan(200);
  });

  test("it lies ahead, and never longer than the rule's days after the last that was missed", () => {
    always(({ missed, rule, now }) => {
      const until = pauseOf(missed, rule, now);
      if (until === null) return;
      const last = Math.max(...missed.filter((at) => at <= now));
      expect(until).toBeGreaterThan(now);
      expect(until).toBeLessThanOrEqual(last + rule.pauseDays * day);
    });
  });

  test("correcting one of them never makes it longer", () => {
    fc.assert(
      fc.property(stories, fc.nat(), ({ missed, rule, now }, pick) => {
        const corrected = missed.toSpliced(pick % Math.max(1, missed.length), 1);
        expect(pauseOf(corrected, rule, now) ?? now).toBeLessThanOrEqual(pauseOf(missed, rule, now) ?? now);
      }),
      { numRuns: 2_000 },
    );
  });

  test("the order in which they are told does not matter, and nothing they are told in is changed", () => {
    always(({ missed, rule, now }) => {
      const given = Object.freeze(missed.toReversed());
      expect(pauseOf(given, rule, now)).toBe(pauseOf(missed, rule, now));
    });
  });

  test("waiting ends it: once it is over it stays over while nothing more is missed", () => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 0, max: 50 * day }), ({ missed, rule, now }, later) => {
        const last = Math.max(now, ...missed);
        const until = pauseOf(missed, rule, last) ?? last;
        expect(pauseOf(missed, rule, until + later)).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});
