import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  at,
  clip,
  covers,
  intersect,
  joinedWith,
  NONE,
  type Spans,
  SpansBuilder,
  size,
  sizeOfBoth,
  span,
  spansOf,
  subtract,
  union,
} from "./spans.ts";

const pair = fc
  .tuple(fc.integer({ min: -20, max: 60 }), fc.nat(9))
  .map(([start, length]) => [start, start + length]);
const pairs = fc.array(pair, { maxLength: 12 }).map((list) => list.flat());
const minute = fc.integer({ min: -30, max: 80 });
const all = Array.from({ length: 140 }, (_, i) => i - 40);

const inPairs = (list: readonly number[], m: number) =>
  list.some((start, i) => i % 2 === 0 && start <= m && m < (list[i + 1] ?? start));

/** The spans must hold these minutes and keep the promise of their type. */
function expectMinutes(spans: Spans, held: (m: number) => boolean) {
  expect(all.filter((m) => inPairs(spans, m))).toEqual(all.filter(held));
  expect(spans.every((bound, i) => i === 0 || (spans[i - 1] ?? bound) < bound)).toBe(true);
  expect(spans.length % 2).toBe(0);
}

describe("spans", () => {
  test("hold the minutes of their pairs, whatever the order, and are sorted and disjoint", () => {
    fc.assert(fc.property(pairs, (list) => expectMinutes(spansOf(list), (m) => inPairs(list, m))));
  });

  test("that touch become one", () => {
    expect(spansOf([30, 40, 10, 20, 20, 30])).toEqual([10, 40]);
    expect(union(spansOf([10, 20]), spansOf([20, 30]))).toEqual([10, 30]);
  });

  test("refuse an end before its start, an open end and what is no whole minute", () => {
    expect(() => spansOf([20, 10])).toThrow(RangeError);
    expect(() => spansOf([20])).toThrow(RangeError);
    expect(() => spansOf([0.5, 10])).toThrow(RangeError);
    expect(() => spansOf([0, Number.POSITIVE_INFINITY])).toThrow(RangeError);
    expect(() => spansOf([Number.NaN, 3])).toThrow(RangeError);
  });

  test("are unaffected by later changes of the array they came from", () => {
    const list = [10, 20];
    const spans = spansOf(list);
    list[0] = 0;
    expect(spans).toEqual([10, 20]);
  });

  test("of an empty range are none", () => {
    expect(span(5, 5)).toBe(NONE);
    expect(span(6, 5)).toBe(NONE);
    expect(spansOf([5, 5])).toEqual([]);
  });

  test("put together one by one are the same as all at once", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const builder = new SpansBuilder();
        for (let i = 0; i < list.length; i += 2) builder.add(list[i] ?? 0, list[i + 1] ?? 0);
        expect(builder.build()).toEqual(spansOf(list));
      }),
    );
  });

  test("obey the algebra of sets", () => {
    fc.assert(
      fc.property(pairs, pairs, (listA, listB) => {
        const [a, b] = [spansOf(listA), spansOf(listB)];
        const [inA, inB] = [(m: number) => inPairs(listA, m), (m: number) => inPairs(listB, m)];
        expectMinutes(union(a, b), (m) => inA(m) || inB(m));
        expectMinutes(intersect(a, b), (m) => inA(m) && inB(m));
        expectMinutes(subtract(a, b), (m) => inA(m) && !inB(m));
        expect(size(a)).toBe(all.filter(inA).length);
        expect(sizeOfBoth(a, b)).toBe(all.filter((m) => inA(m) && inB(m)).length);
      }),
    );
  });

  test("joined with others are those of the union that hold some of them", () => {
    fc.assert(
      fc.property(pairs, pairs, (listA, listB) => {
        const [a, b] = [spansOf(listA), spansOf(listB)];
        const whole = union(a, b);
        const kept = whole.flatMap((start, i) => {
          const end = whole[i + 1] ?? start;
          return i % 2 === 0 && sizeOfBoth(span(start, end), a) > 0 ? [start, end] : [];
        });
        expect(joinedWith(a, b)).toEqual(kept);
      }),
    );
  });

  test("can be clipped", () => {
    fc.assert(
      fc.property(pairs, minute, minute, (list, from, to) => {
        expectMinutes(clip(spansOf(list), from, to), (m) => inPairs(list, m) && from <= m && m < to);
      }),
    );
  });

  test("know which minutes and which ranges they hold", () => {
    fc.assert(
      fc.property(pairs, minute, fc.integer({ min: 1, max: 20 }), (list, from, length) => {
        const spans = spansOf(list);
        const range = Array.from({ length }, (_, i) => from + i);
        expect(at(spans, from)).toBe(inPairs(list, from));
        expect(covers(spans, from, from + length)).toBe(range.every((m) => inPairs(list, m)));
      }),
    );
  });
});
