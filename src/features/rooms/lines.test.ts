import fc from "fast-check";
import { expect, test } from "vitest";
import { placesOf } from "./lines.ts";
import { keepsFrom, linesToShow, mostLines, pageful } from "./rules.ts";

const line = (number: number, author: string, at: string) => ({
  number,
  author_id: author,
  created_at: Temporal.Instant.from(at),
});

test("somebody is named when they begin, after a while, after others, and on a new day of the reader's", () => {
  const lines = [
    line(1, "a", "2026-03-02T22:58:00Z"),
    line(2, "a", "2026-03-02T22:59:00Z"),
    line(3, "a", "2026-03-02T23:01:00Z"),
    line(4, "a", "2026-03-02T23:06:01Z"),
    line(5, "b", "2026-03-02T23:06:02Z"),
  ];
  const heads = (zone: string) => placesOf(lines, { zone, seen: null, own: null }).map(({ head }) => head);
  expect(heads("Europe/London")).toEqual([true, false, false, true, true]);
  expect(heads("Europe/Berlin")).toEqual([true, false, true, true, true]);
  const days = placesOf(lines, { zone: "Europe/Berlin", seen: null, own: null }).map(({ newDay }) => newDay);
  expect(days).toEqual([true, false, true, false, false]);
});

test("what is new begins at the first line of somebody else that was not seen", () => {
  const lines = [1, 2, 3, 4].map((n) => line(n, n === 3 ? "me" : "b", "2026-03-02T10:00:00Z"));
  const fresh = (seen: number | null) =>
    placesOf(lines, { zone: "UTC", seen, own: "me" }).findIndex(({ firstNew }) => firstNew);
  expect([fresh(null), fresh(4), fresh(2), fresh(1), fresh(0)]).toEqual([-1, -1, 3, 1, -1]);
});

test("a page shows everything since it was seen or begun, as far as it can hold it, and goes on without a gap", () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), fc.nat(300), (one, other, more) => {
      const [seen, last] = [Math.min(one, other), Math.max(one, other)];
      const shown = linesToShow({ from: null, last, seen });
      expect(shown).toBeGreaterThanOrEqual(pageful);
      expect(shown).toBeLessThanOrEqual(mostLines);
      if (last - seen < mostLines) expect(last - shown).toBeLessThanOrEqual(seen);

      const from = keepsFrom(Math.max(1, last - shown + 1), last);
      const later = last + more;
      const next = linesToShow({ from, last: later, seen: last });
      if (more <= mostLines - 2 * pageful) expect(later - next).toBeLessThanOrEqual(last);
    }),
  );
});
