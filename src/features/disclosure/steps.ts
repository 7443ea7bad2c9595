/** How many there are, as it is shown: no fewer and no more than this, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The step of a count when nobody may learn of a group smaller than `smallest`: 0 for everything below it, nothing included, then
 * 1, 2, ... for every further `smallest` people.
 */
export const stepOf = (count: number, smallest: number): number => Math.floor(count / smallest);

/** What somebody learns who is told the step. */
export const rangeOf = (step: number, smallest: number): Range => ({
  from: step * smallest,
  to: step * smallest + smallest - 1,
});

/** A count as it may be shown when it stands by itself: "fewer than 11" for none as for ten, then "11 to 21", "22 to 32", ... */
export const shown = (count: number, smallest: number): Range => rangeOf(stepOf(count, smallest), smallest);

/**
 * What follows from two such counts for those who are among the second and not among the first, when all of the first are among the
 * second. Where one step lies between them it could be from 1 on; 0 is said there, which is less.
 */
export function between(before: number, after: number, smallest: number): Range {
  const steps = after - before;
  const from = steps < 2 ? 0 : (steps - 1) * smallest + 1;
  return { from, to: (steps + 1) * smallest - 1 };
}
