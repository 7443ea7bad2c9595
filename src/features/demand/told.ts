import { between, type Range, shown, stepOf } from "../disclosure/index.ts";
import type { Period } from "./period.ts";

/**
 * A count of people, or of what they did, as it grew: in the year in which a period begins but before it, from then on in the same
 * year, and in the next year as far as the period reaches into it.
 */
export interface Growth {
  readonly before: number;
  readonly first: number;
  readonly second: number;
}

export type Part = keyof Growth;

/** In which part of a growth something lies that happened at an epoch minute. */
export function partAt({ from, turn }: Period, minute: number): Part {
  if (minute < from) return "before";
  return turn === null || minute < turn ? "first" : "second";
}

/** Adds up counts that come part by part, by their keys. */
export class Growths<Key> {
  readonly #known = new Map<Key, Record<Part, number>>();

  add(key: Key, part: Part, count = 1): void {
    const growth = this.#known.get(key) ?? { before: 0, first: 0, second: 0 };
    growth[part] += count;
    this.#known.set(key, growth);
  }

  of(key: Key): Growth {
    return this.#known.get(key) ?? { before: 0, first: 0, second: 0 };
  }

  keys(): Key[] {
    return [...this.#known.keys()];
  }
}

/**
 * Says what is told of a growth in its period. Of each year only the steps of everything since it began are told, and a period is worked
 * out from those at its two ends: periods beside each other, and all of them together, tell no more than that. See
 * docs/decisions/demand.md.
 */
export const telling =
  ({ from, yearFrom, turn }: Period, smallest: number) =>
  ({ before, first, second }: Growth): Range => {
    const step = (count: number) => stepOf(count, smallest);
    const own =
      from === yearFrom ? shown(first, smallest) : between(step(before), step(before + first), smallest);
    return turn === null ? own : sumOf([own, shown(second, smallest)]);
  };

/** What follows for several together: nothing that their own ranges do not tell. */
export const sumOf = (ranges: readonly Range[]): Range => ({
  from: ranges.reduce((sum, { from }) => sum + from, 0),
  to: ranges.reduce((sum, { to }) => sum + to, 0),
});
