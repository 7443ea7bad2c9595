import * as fc from "fast-check";
import { expect, test } from "vitest";
import { attack, type Bounds, type Shown } from "./adversary.examples.ts";
import { type Counted, type Release, rangesOf, release, shown } from "./index.ts";
import { stepOf } from "./steps.ts";

/** A history: for every month the people of each category; the last category did not say. */
type Months = readonly (readonly number[])[];

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const counted = (months: Months): Counted<"all"> => ({
  people: months.map(sum),
  tables: {
    all: (months[0] ?? []).slice(0, -1).map((_, category) => months.map((month) => month[category] ?? 0)),
  },
});

/** Histories of a provider with few or many people, of whom few or many say, spread evenly or not. */
const histories = fc
  .record({
    smallest: fc.integer({ min: 5, max: 20 }),
    categories: fc.integer({ min: 2, max: 9 }),
    months: fc.integer({ min: 1, max: 36 }),
    most: fc.constantFrom(1, 2, 4, 9, 30),
    empty: fc.constantFrom(0, 0.3, 0.8),
    seed: fc.integer(),
  })
  .map(({ smallest, categories, months, most, empty, seed }) => {
    const random = generator(seed);
    const weights = Array.from({ length: categories }, () => (random() < empty ? 0 : random()));
    weights[categories - 1] = random() * categories;
    return {
      smallest,
      months: Array.from({ length: months }, () =>
        weights.map((weight) => Math.floor(random() * (most + 1) * weight * 2)),
      ) as Months,
    };
  });

function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The people between two ends, by category. */
const truth = (months: Months, ends: readonly number[], from: number, to: number): number[] => {
  const within = months.slice(ends[from - 1] ?? 0, ends[to - 1] ?? 0);
  return (months[0] ?? []).map((_, category) => sum(within.map((month) => month[category] ?? 0)));
};

type Rule = (months: Months, ends: readonly number[], from: number, to: number) => readonly Bounds[];

/** All pages of these ends, as a rule shows them. */
function pagesBy(rule: Rule, months: Months, ends: readonly number[]): Shown[] {
  return ends.flatMap((_, last) =>
    Array.from({ length: last + 1 }, (_, from) => ({
      from,
      to: last + 1,
      people: sum(truth(months, ends, from, last + 1)),
      categories: rule(months, ends, from, last + 1),
    })),
  );
}

const ours =
  (made: Release<"all">): Rule =>
  (_months, _ends, from, to) =>
    withUnsaid(rangesOf(made, "all", { from, to }).map(bounds));

const bounds = ({ from, to }: { from: number; to: number }): Bounds => ({ low: from, high: to });
const exactly = (count: number): Bounds => ({ low: count, high: count });

/** Nothing is shown of who did not say; it can be attacked all the same. */
const withUnsaid = (shown: readonly Bounds[]): Bounds[] => [
  ...shown,
  { low: 0, high: Number.POSITIVE_INFINITY },
];

test("over more than 10,000 pairs of pages nobody learns that some are in a category, and fewer than a group", () => {
  let pairs = 0;
  fc.assert(
    fc.property(histories, ({ months, smallest }) => {
      const made = release(counted(months), smallest);
      const result = attack(pagesBy(ours(made), months, made.ends), made.ends.length, smallest);
      pairs += result.pairs;
      expect(result.found).toEqual([]);
    }),
    { numRuns: 250 },
  );
  expect(pairs).toBeGreaterThan(10_000);
});

test("every page is true", () => {
  fc.assert(
    fc.property(histories, ({ months, smallest }) => {
      const made = release(counted(months), smallest);
      for (const { from, to, categories } of pagesBy(ours(made), months, made.ends))
        truth(months, made.ends, from, to).forEach((count, category) => {
          const { low = 1, high = 0 } = categories[category] ?? {};
          expect(low <= count && count <= high, `${low} <= ${count} <= ${high}`).toBe(true);
        });
    }),
    { numRuns: 100 },
  );
});

test("any two pages differ by nobody or by a whole group of people, and a later month changes no page that was shown", () => {
  fc.assert(
    fc.property(histories, ({ months, smallest }) => {
      const all = release(counted(months), smallest);
      const people = all.ends.map((end) => sum(months.slice(0, end).map(sum)));
      people.forEach((count, i) => {
        expect(count - (people[i - 1] ?? 0)).toBeGreaterThanOrEqual(smallest);
      });
      const before = release(counted(months.slice(0, -1)), smallest);
      const steps = (made: Release<"all">, end: number) =>
        made.steps.all.map((own) => own[made.ends.indexOf(end)]);
      for (const end of before.ends.filter((end) => all.ends.includes(end)))
        expect(steps(all, end)).toEqual(steps(before, end));
      expect(all.ends.slice(-9).every((end) => end === months.length || before.ends.includes(end))).toBe(
        true,
      );
    }),
    { numRuns: 100 },
  );
});

/** Every way in which so many people can be in so many categories. */
function ways(people: number, categories: number): number[][] {
  if (categories === 1) return [[people]];
  return Array.from({ length: people + 1 }, (_, own) =>
    ways(people - own, categories - 1).map((rest) => [own, ...rest]),
  ).flat();
}

test("not even who tries every possible world learns it, for any set of batches", () => {
  const small = fc.record({
    months: fc.array(fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 6 }))), {
      minLength: 3,
      maxLength: 3,
    }),
    smallest: fc.constant(5),
  });
  let worlds = 0;
  let released = 0;
  fc.assert(
    fc.property(small, ({ months, smallest }) => {
      const made = release(counted(months), smallest);
      const batches = made.ends.length;
      if (batches === 0) return;
      released += 1;
      const people = made.ends.map((_, i) => sum(truth(months, made.ends, i, i + 1)));
      // By category and set of batches: whether a world is possible in which it is none, or a whole group.
      const free = new Set<string>();
      const explore = (batch: number, totals: number[], sets: number[][]): void => {
        if (batch === batches) {
          worlds += 1;
          sets.forEach((own, category) => {
            own.forEach((count, set) => {
              if (count === 0 || count >= smallest) free.add(`${category} ${set}`);
            });
          });
          return;
        }
        for (const way of ways(people[batch] ?? 0, 3)) {
          const next = totals.map((total, category) => total + (way[category] ?? 0));
          if (
            next.some(
              (total, category) =>
                category < 2 && stepOf(total, smallest) !== made.steps.all[category]?.[batch],
            )
          )
            continue;
          explore(
            batch + 1,
            next,
            sets.map((own, category) => [...own, ...own.map((count) => count + (way[category] ?? 0))]),
          );
        }
      };
      explore(0, [0, 0, 0], [[0], [0], [0]]);
      for (let category = 0; category < 3; category += 1)
        for (let set = 0; set < 2 ** batches; set += 1) expect(free.has(`${category} ${set}`)).toBe(true);
    }),
    { numRuns: 60 },
  );
  expect(worlds).toBeGreaterThan(10_000);
  expect(released).toBeGreaterThan(20);
});

/** Ends by the number of people alone. */
const ends = (months: Months, smallest: number): number[] =>
  months
    .reduce<number[]>((all, _, month) => {
      if (sum(months.slice(all.at(-1) ?? 0, month + 1).map(sum)) >= smallest) all.push(month + 1);
      return all;
    }, [])
    .slice(-10);

test.each<[string, (smallest: number) => Rule, ((months: Months, smallest: number) => number[])?]>([
  ["exact counts", () => truth as unknown as Rule],
  [
    "counts with the small ones left out",
    (n) =>
      (...of) =>
        truth(...of).map((x) => (x < n ? { low: 0, high: n - 1 } : exactly(x))),
  ],
  [
    "nothing told from few",
    (n) =>
      (...of) =>
        truth(...of).map((x) => (x === 0 ? exactly(0) : bounds(shown(x, n)))),
  ],
  [
    "how many said anything, exactly",
    (n) =>
      (...of) =>
        truth(...of).map((x, i, all) => (i === all.length - 1 ? exactly(x) : bounds(shown(x, n)))),
  ],
  [
    "steps of every run of batches by itself",
    (n) =>
      (...of) =>
        truth(...of).map((x) => bounds(shown(x, n))),
  ],
  [
    "a page for every month, however few came",
    (n) => (months, at, from, to) => chained(months, at, from, to, n),
    (months) => months.map((_, month) => month + 1).slice(-10),
  ],
  ["batches by their size alone", (n) => (months, at, from, to) => chained(months, at, from, to, n)],
])("the same attack finds out %s", (_name, rule, endsBy = ends) => {
  const betrayed = fc.sample(histories, { numRuns: 300, seed: 5 }).some(({ months, smallest }) => {
    const at = endsBy(months, smallest);
    const pages = pagesBy((...of) => asBounds(rule(smallest)(...of)), months, at);
    return attack(pages, at.length, smallest).found.length > 0;
  });
  expect(betrayed).toBe(true);
});

const asBounds = (some: readonly (Bounds | number)[]): Bounds[] =>
  some.map((one) => (typeof one === "number" ? exactly(one) : one));

/** Steps of everybody until each end, and what follows from two of them, whatever the ends are. */
function chained(
  months: Months,
  at: readonly number[],
  from: number,
  to: number,
  smallest: number,
): Bounds[] {
  const until = (end: number) => truth(months, at, 0, end).map((count) => stepOf(count, smallest));
  const steps = {
    all: (months[0] ?? []).map((_, category) => at.map((_, i) => until(i + 1)[category] ?? 0)),
  };
  const { length } = steps.all;
  return withUnsaid(
    rangesOf({ smallest, ends: at, steps }, "all", { from, to })
      .slice(0, length - 1)
      .map(bounds),
  );
}

test.each([
  ["of a usual provider", [1, 3, 4, 3, 2, 1, 0.5, 0, 0, 6]],
  ["in which hardly anybody says anything", [0.2, 0, 0.3, 0, 0, 0, 0, 0, 0, 9]],
  ["in which everybody says it", [2, 4, 1, 3, 5, 0.3, 0.2, 0]],
])("it is not shyer than it must be: two years %s have at least six batches", (_name, weights) => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const random = generator(seed * 7_919);
    const months = Array.from({ length: 24 }, () =>
      weights.map((weight) => Math.round(random() * weight * 1.5)),
    );
    expect(release(counted(months), 11).ends.length).toBeGreaterThanOrEqual(6);
  }
});
