/**
 * How counts of people are shown so that nobody learns of a group smaller than the community's `smallestGroup`: `shown` for a count that
 * stands by itself, `release` and `rangesOf` where the same people are counted for several spans of time. See docs/decisions/small-groups.md.
 */
export { type Counted, type Release, rangesOf, release } from "./release.ts";
export { between, type Range, shown, stepOf } from "./steps.ts";
