import { between, type Range, stepOf } from "./steps.ts";
import { keepsGroups } from "./worlds.ts";

/** People by the month in which they came first, oldest first, and how many of each month are in each category of each table. */
export interface Counted<Table extends string> {
  readonly people: readonly number[];
  /** By table, category and month. Nobody is in two categories of a table; who is in none did not say. */
  readonly tables: Readonly<Record<Table, readonly (readonly number[])[]>>;
}

/** What may be shown of them. */
export interface Release<Table extends string> {
  readonly smallest: number;
  /** How many of the months are over and counted, at each end of a batch; no end, and nothing may be shown. */
  readonly ends: readonly number[];
  /** By table, category and end: the step of everybody who came first before it. */
  readonly steps: Readonly<Record<Table, readonly (readonly number[])[]>>;
}

/** So many batches are offered; what is older is one. */
const mostBatches = 10;
/** So many are looked at together: those that are offered, and some that were until lately. */
const mostLooked = 12;

/**
 * Joins the months to batches: each ends with the first month by which at least `smallest` further people came and all tables keep
 * their groups, together with the batches before it. So what was shown once stays what is shown, and no two pages differ by fewer people.
 */
export function release<Table extends string>(counted: Counted<Table>, smallest: number): Release<Table> {
  const people = runningSum(counted.people);
  const names = Object.keys(counted.tables) as Table[];
  const running = names.map((name) => counted.tables[name].map(runningSum));
  const stepsAt = (ends: readonly number[]) =>
    running.map((table) => table.map((own) => ends.map((end) => stepOf(own[end - 1] ?? 0, smallest))));
  const at = (all: readonly number[] = [], ends: readonly number[]) => ends.map((end) => all[end - 1] ?? 0);
  const keeps = (ends: readonly number[]) =>
    running.every((table) =>
      keepsGroups({ smallest, people: at(people, ends), counts: table.map((own) => at(own, ends)) }),
    );
  const ends = joined(people, smallest, keeps).slice(-mostBatches);
  const steps = {} as Record<Table, number[][]>;
  for (const [i, name] of names.entries()) steps[name] = stepsAt(ends)[i] ?? [];
  return { smallest, ends, steps };
}

function joined(people: readonly number[], smallest: number, keeps: (ends: number[]) => boolean): number[] {
  const ends: number[] = [];
  for (const [month, count] of people.entries()) {
    const before = people[(ends.at(-1) ?? 0) - 1] ?? 0;
    if (count - before < smallest) continue;
    if (keeps([...ends, month + 1].slice(-mostLooked))) ends.push(month + 1);
  }
  return ends;
}

function runningSum(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

/**
 * What may be shown of the batches after the `from`th and up to the `to`th end of a release (0 is before all of them): the range of each
 * category. It is worked out from what is shown of everybody until each of the two, and so tells nothing that those do not.
 */
export function rangesOf<Table extends string>(
  { smallest, steps }: Release<Table>,
  table: Table,
  { from, to }: { from: number; to: number },
): Range[] {
  return steps[table].map((own) => {
    const after = own[to - 1] ?? 0;
    return from === 0
      ? { from: after * smallest, to: (after + 1) * smallest - 1 }
      : between(own[from - 1] ?? 0, after, smallest);
  });
}
