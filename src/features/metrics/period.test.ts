import fc from "fast-check";
import { expect, test } from "vitest";
import { isYearly, monthOf, monthsOf, readPeriod, stepsOf } from "./period.ts";

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const now = month("2026-11");
const extent = { first: month("2024-02"), last: month("2027-01") };
const read = (query: Record<string, string>, known: typeof extent | null = extent) => {
  const { kind, first, last } = readPeriod(query, { now, extent: known });
  return `${kind} ${first} ${last}`;
};

test.each([
  [{}, "recent 2025-12 2026-11"],
  [{ period: "year" }, "year 2026-01 2026-11"],
  [{ period: "all" }, "all 2024-02 2027-01"],
  [{ from: "2026-01", to: "2026-11" }, "own 2026-01 2026-11"],
  [{ from: "2026-03" }, "own 2026-03 2026-11"],
  [{ from: "2027-03" }, "own 2027-03 2027-03"],
  [{ to: "2026-03" }, "own 2025-04 2026-03"],
  [{ from: "2026-11", to: "2026-01" }, "own 2026-01 2026-11"],
  [{ from: "2026-13", to: "next year" }, "recent 2025-12 2026-11"],
  [{ from: "0001-01", to: "9999-12" }, "recent 2025-12 2026-11"],
  [{ period: "ever" }, "recent 2025-12 2026-11"],
])(
  "an address says which months are shown, and what makes no sense there is left open: %j",
  (query, period) => {
    expect(read(query as Record<string, string>)).toBe(period);
  },
);

test("everything of who gave nothing is this month", () => {
  expect(read({ period: "all" }, null)).toBe("all 2026-11 2026-11");
});

test("a month begins with its first moment where the clock is changed at midnight", () => {
  // In Paraguay clocks were put forward at midnight of a first of October.
  const [step] = stepsOf(
    { kind: "own", first: month("2017-10"), last: month("2017-10") },
    "America/Asuncion",
  );
  expect([String(step?.begins), String(step?.ends)]).toEqual([
    "2017-10-01T04:00:00Z",
    "2017-11-01T03:00:00Z",
  ]);
});

const zones = [
  "Europe/London",
  "Pacific/Auckland",
  "America/St_Johns",
  "Asia/Kathmandu",
  "America/Asuncion",
  "Pacific/Apia",
];
const months = fc
  .tuple(fc.integer({ min: 2000, max: 2190 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => Temporal.PlainYearMonth.from({ year, month: number }));

test("the steps of a period follow on each other without a gap, and each moment is in the step of its month", () => {
  fc.assert(
    fc.property(
      months,
      fc.nat({ max: 200 }),
      fc.constantFrom(...zones),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (first, more, zone, part) => {
        const period = { kind: "own", first, last: first.add({ months: more }) } as const;
        const steps = stepsOf(period, zone);
        expect(steps.length).toBeLessThanOrEqual(72);
        expect(isYearly(period) || steps.length === monthsOf(period)).toBe(true);
        const joints = steps.slice(1).map(({ begins }, i) => [String(steps[i]?.ends), String(begins)]);
        expect(joints.filter(([end, begin]) => end !== begin)).toEqual([]);
        const [begin, end] = [
          steps[0]?.begins.epochMilliseconds ?? 0,
          steps.at(-1)?.ends.epochMilliseconds ?? 0,
        ];
        const moment = Temporal.Instant.fromEpochMilliseconds(Math.floor(begin + (end - begin - 1) * part));
        const step = steps.findLast(({ begins }) => Temporal.Instant.compare(begins, moment) <= 0);
        const at = monthOf(moment, zone);
        expect(isYearly(period) ? step?.first.year === at.year : step?.first.equals(at)).toBe(true);
      },
    ),
  );
});
