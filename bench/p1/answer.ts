import type { SlotCase } from "#support/slot-cases.ts";

/** Free starts as epoch minutes, ascending: of each provider in the order of the case, and of all with how many are free. */
export interface Answer {
  readonly perProvider: readonly (readonly number[])[];
  readonly starts: readonly number[];
  readonly counts: readonly number[];
}

/** Counts who is free at each start, as somebody would who has only the lists. */
export function counted(perProvider: readonly (readonly number[])[]): Answer {
  const freeAt = new Map<number, number>();
  for (const starts of perProvider) {
    for (const start of starts) freeAt.set(start, (freeAt.get(start) ?? 0) + 1);
  }
  const entries = [...freeAt].sort(([a], [b]) => a - b);
  return { perProvider, starts: entries.map(([start]) => start), counts: entries.map(([, count]) => count) };
}

/** Whether an answer is the one that the case's file gives. */
export function isRight({ perProvider, starts, counts }: Answer, { expected }: SlotCase): boolean {
  const lengths = perProvider.map((list) => list.length);
  return (
    same(starts, expected.startsEpochMinutes) &&
    same(counts, expected.providersFreeAt) &&
    same(lengths, expected.slotsPerProvider)
  );
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
