/** The same people counted several times, each time with further ones: how many they were, and the step of each category. */
export interface Chain {
  readonly smallest: number;
  /** One for each time, never falling. */
  readonly people: readonly number[];
  /** By category, then by time, never falling. */
  readonly steps: readonly (readonly number[])[];
}

/**
 * Whether everything that is shown, for somebody who knows exactly how many people there were each time, could be so with any one
 * category standing at the lower end of its step every time. Then nothing about it can be narrowed to less than a whole group: its
 * count could be none wherever it is "fewer than", and what any two counts differ by could be a multiple of `smallest`.
 */
export function keepsGroups(chain: Chain): boolean {
  const times = spare(chain);
  const orders = chain.people.map((_, time) => soonestFirst(chain, time));
  return chain.steps.every((_, category) => couldBeLow(chain, category, times, orders));
}

/** How many people each time stand above the lower ends of all categories: somewhere they must be. */
const spare = ({ people, steps, smallest }: Chain): number[] =>
  people.map((count, time) => count - smallest * steps.reduce((sum, own) => sum + (own[time] ?? 0), 0));

const goesUp = (own: readonly number[], time: number): boolean =>
  time > 0 && (own[time] ?? 0) > (own[time - 1] ?? 0);

/** The categories by when their step goes up next. */
function soonestFirst({ steps }: Chain, time: number): number[] {
  const next = steps.map((own) => {
    const at = own.findIndex((_, later) => later > time && goesUp(own, later));
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  });
  return steps.map((_, category) => category).sort((a, b) => (next[a] ?? 0) - (next[b] ?? 0) || a - b);
}

/**
 * Looks for one such world: the others hold who is to spare. Who was put into a category stays there until its step goes up, so those
 * whose step goes up soonest are filled first: what another order can do, this one can.
 */
function couldBeLow(
  { smallest, steps }: Chain,
  low: number,
  times: readonly number[],
  orders: readonly (readonly number[])[],
): boolean {
  const held = steps.map(() => 0);
  for (const [time, need] of times.entries()) {
    let left = need;
    for (const [category, own] of steps.entries()) {
      if (goesUp(own, time)) held[category] = 0;
      left -= held[category] ?? 0;
    }
    if (left < 0) return false;
    for (const category of orders[time] ?? []) {
      if (category === low) continue;
      const more = Math.min(left, smallest - 1 - (held[category] ?? 0));
      held[category] = (held[category] ?? 0) + more;
      left -= more;
    }
    if (left > 0) return false;
  }
  return true;
}
