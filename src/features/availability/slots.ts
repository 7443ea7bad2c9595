import type { Grid } from "./grid.ts";
import type { Provider, Question } from "./question.ts";
import { Sieve } from "./sieve.ts";
import { at, type Spans } from "./spans.ts";
import { Tally, type Trace } from "./trace.ts";

/** When one provider is free, and what took the other starts if that was asked. */
export class ProviderTimes {
  readonly id: string;
  readonly #grid: Grid;
  readonly #free: Spans;
  readonly #tally: Tally | undefined;
  readonly #index: number;

  constructor(id: string, free: Spans, grid: Grid, tally: Tally | undefined, index: number) {
    this.id = id;
    this.#free = free;
    this.#grid = grid;
    this.#tally = tally;
    this.#index = index;
  }

  /** Free starts as epoch minutes, ascending. Put together when read: the generic service seldom needs them. */
  get starts(): number[] {
    return this.#grid.startsAt(this.#free);
  }

  /** How many starts each rule took; undefined unless asked for. */
  get trace(): Trace | undefined {
    return this.#tally?.traceOf(this.#index);
  }

  /** Whether a meeting can start at this epoch minute. */
  isFreeAt(start: number): boolean {
    const place = this.#grid.placeOf(start);
    return place !== undefined && at(this.#free, place);
  }
}

/** Free starts, provider by provider (in the order asked) and all together. */
export interface FreeTimes {
  readonly providers: readonly ProviderTimes[];
  /** Every start at which someone is free, ascending, as epoch minutes. */
  readonly starts: readonly number[];
  /** How many are free at `starts[i]`. */
  readonly counts: readonly number[];
}

/** When a meeting can start, with each of the providers and with any of them. With `trace`, also what took the rest. */
export function freeTimes(
  question: Question,
  providers: readonly Provider[],
  { trace = false }: { trace?: boolean } = {},
): FreeTimes {
  const sieve = new Sieve(question);
  const { grid } = sieve;
  const tally = trace ? new Tally(grid.starts.length, providers.length) : undefined;
  const together = new Together(grid);

  const each = providers.map((provider, index) => {
    const free = sieve.sift(provider, tally);
    together.add(free);
    return new ProviderTimes(provider.id, free, grid, tally, index);
  });
  return { providers: each, ...together.times() };
}

/** The up to `count` starts nearest to a wanted one, the nearest first; of two as near, the earlier. */
export function nearest(starts: readonly number[], wanted: number, count: number): number[] {
  let later = starts.findIndex((start) => start >= wanted);
  if (later < 0) later = starts.length;
  let earlier = later - 1;
  const found: number[] = [];
  while (found.length < count) {
    const [before, after] = [starts[earlier], starts[later]];
    if (before === undefined && after === undefined) break;
    const goBack = after === undefined || (before !== undefined && wanted - before <= after - wanted);
    found.push((goBack ? before : after) ?? wanted);
    if (goBack) earlier--;
    else later++;
  }
  return found;
}

/** How many providers are free at each start, kept as the places where that number changes. */
class Together {
  readonly #grid: Grid;
  readonly #changes: Int32Array;

  constructor(grid: Grid) {
    this.#grid = grid;
    this.#changes = new Int32Array(grid.starts.length + 1);
  }

  add(free: Spans): void {
    const changes = this.#changes;
    for (let i = 0; i < free.length; i += 2) {
      const first = free[i] ?? 0;
      const end = free[i + 1] ?? 0;
      changes[first] = (changes[first] ?? 0) + 1;
      changes[end] = (changes[end] ?? 0) - 1;
    }
  }

  times(): Pick<FreeTimes, "starts" | "counts"> {
    const changes = this.#changes;
    const allowed = this.#grid.starts;
    const starts: number[] = [];
    const counts: number[] = [];
    let free = 0;
    for (let place = 0; place < allowed.length; place++) {
      free += changes[place] ?? 0;
      if (free === 0) continue;
      starts.push(allowed[place] ?? 0);
      counts.push(free);
    }
    return { starts, counts };
  }
}
