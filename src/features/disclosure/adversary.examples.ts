/** Somebody who wants to know of small groups, has every page, and knows exactly how many people each page is about. */

export interface Bounds {
  low: number;
  high: number;
}

/** A page of the batches after `from` and up to `to`: how many people, exactly, and what it shows of each category. */
export interface Shown {
  readonly from: number;
  readonly to: number;
  readonly people: number;
  readonly categories: readonly Bounds[];
}

const key = (from: number, to: number) => from * 100 + to;

/**
 * What follows from all pages together by intervals: parts are as much as their whole, the categories of a page as many as its people,
 * until nothing follows any more. By category, then by run of batches.
 */
export function deduce(pages: readonly Shown[], batches: number): Map<number, Bounds>[] {
  const people = new Map(pages.map((page) => [key(page.from, page.to), page.people]));
  const categories = pages[0]?.categories.length ?? 0;
  const known = Array.from({ length: categories }, (_, category) => {
    const own = new Map<number, Bounds>();
    for (const { from, to, people: count, categories: shown } of pages) {
      const { low, high } = shown[category] ?? { low: 0, high: count };
      own.set(key(from, to), { low: Math.max(0, low), high: Math.min(count, high) });
    }
    return own;
  });
  let changed = true;
  const narrow = (bounds: Bounds, low: number, high: number) => {
    if (low > bounds.low) {
      bounds.low = low;
      changed = true;
    }
    if (high < bounds.high) {
      bounds.high = high;
      changed = true;
    }
  };
  while (changed) {
    changed = false;
    for (const own of known)
      for (let from = 0; from < batches; from += 1)
        for (let to = from + 2; to <= batches; to += 1)
          for (let cut = from + 1; cut < to; cut += 1) {
            const [whole, left, right] = [
              own.get(key(from, to)),
              own.get(key(from, cut)),
              own.get(key(cut, to)),
            ];
            if (!whole || !left || !right) continue;
            narrow(whole, left.low + right.low, left.high + right.high);
            narrow(left, whole.low - right.high, whole.high - right.low);
            narrow(right, whole.low - left.high, whole.high - left.low);
          }
    for (const [run, count] of people) {
      const all = known.flatMap((own) => own.get(run) ?? []);
      const low = all.reduce((sum, bounds) => sum + bounds.low, 0);
      const high = all.reduce((sum, bounds) => sum + bounds.high, 0);
      for (const bounds of all) narrow(bounds, count - (high - bounds.high), count - (low - bounds.low));
    }
  }
  return known;
}

interface Run {
  from: number;
  to: number;
}

const sum = (some: readonly Bounds[]): Bounds => ({
  low: some.reduce((all, { low }) => all + low, 0),
  high: some.reduce((all, { high }) => all + high, 0),
});

/** The batches of `a` that are not in `b`, as runs. */
function without(a: Run, b: Run): Run[] {
  if (b.to <= a.from || a.to <= b.from) return [a];
  return [
    { from: a.from, to: Math.min(a.to, b.from) },
    { from: Math.max(a.from, b.to), to: a.to },
  ].filter(({ from, to }) => from < to);
}

/** Whether it is sure that there are some, and fewer than a group. */
export const betrays = ({ low, high }: Bounds, smallest: number): boolean => low >= 1 && high < smallest;

/** Goes through all pairs of pages: what follows for each, and for who is in one of them alone. Gives how many pairs, and the finds. */
export function attack(
  pages: readonly Shown[],
  batches: number,
  smallest: number,
): { pairs: number; found: string[] } {
  const known = deduce(pages, batches);
  const found = new Set<string>();
  let pairs = 0;
  for (const [i, a] of pages.entries())
    for (const b of pages.slice(i + 1)) {
      pairs += 1;
      for (const [category, own] of known.entries())
        for (const runs of [[a], [b], without(a, b), without(b, a)]) {
          if (runs.length === 0) continue;
          const bounds = sum(runs.flatMap(({ from, to }) => own.get(key(from, to)) ?? []));
          if (betrays(bounds, smallest))
            found.add(
              `category ${category}, batches ${runs.map(({ from, to }) => `${from}-${to}`)}: ${bounds.low} to ${bounds.high}`,
            );
        }
    }
  return { pairs, found: [...found] };
}
