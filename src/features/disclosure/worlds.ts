import { stepOf } from "./steps.ts";

/** The same people counted several times, each time with further ones. Whoever is in no category did not say, and is not shown. */
export interface Chain {
  readonly smallest: number;
  /** How many people there were each time, never falling. */
  readonly people: readonly number[];
  /** How many of them are in each category each time, never falling. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Whether no group is given away to somebody who knows the step of each category and exactly how many people there were, each time.
 *
 * Of a category: everything could also be so with it at the lower end of its step every time. Then its count could be none wherever it
 * is "fewer than", and what any of its counts differ by could be a multiple of `smallest`. Of those who did not say: between any two
 * times they could have become more by nobody, or by a whole group. What is looked for depends on what is shown alone; how it is in truth
 * is only one of the worlds in which it can be so.
 */
export function keepsGroups(chain: Chain): boolean {
  const plan = planOf(chain);
  const { counts } = chain;
  for (let category = 0; category < counts.length; category += 1) {
    const nobody = !counts[category]?.at(-1);
    if (!nobody && tried(plan, category, rest) === null) return false;
  }
  return unsaidKeeps(chain, plan);
}

interface Plan {
  readonly room: number;
  readonly categories: number;
  /** How many people each time stand above the lower ends of all categories: somewhere they must be. */
  readonly spare: readonly number[];
  /** The categories whose step goes up, each time. */
  readonly rising: readonly (readonly number[])[];
  /** The categories by when their step goes up next, each time. */
  readonly orders: readonly (readonly number[])[];
}

function planOf({ smallest, people, counts }: Chain): Plan {
  const steps = counts.map((own) => own.map((count) => stepOf(count, smallest)));
  const rising = people.map((_, time) =>
    steps.flatMap((own, category) => (time > 0 && (own[time] ?? 0) > (own[time - 1] ?? 0) ? [category] : [])),
  );
  const spare = people.map(
    (count, time) => count - smallest * steps.reduce((sum, own) => sum + (own[time] ?? 0), 0),
  );
  const orders: number[][] = [];
  // From the last time back: who rises comes first, and the others stay as they are.
  let order = counts.map((_, category) => category);
  for (let time = people.length - 1; time >= 0; time -= 1) {
    orders[time] = order;
    const now = rising[time] ?? [];
    if (now.length > 0) order = [...now, ...order.filter((category) => !now.includes(category))];
  }
  return { room: smallest - 1, categories: counts.length, spare, rising, orders };
}

/** Who did not say of those who came at a time: nobody, everybody who may, or who fits nowhere else. */
type Unsaid = (time: number) => "nobody" | "everybody" | "rest";

const rest: Unsaid = () => "rest";

/**
 * Looks for a world in which the category `low` stands at the lower end of its step every time. The others hold who is to spare, and who
 * fits nowhere did not say. Who was put somewhere stays there until that category's step goes up, so those whose step goes up soonest are
 * filled first: what another order can do, this one can. Gives how many did not say each time, or null where there is no such world.
 */
function tried(
  { room, categories, spare, rising, orders }: Plan,
  low: number,
  unsaidAt: Unsaid,
): number[] | null {
  const held = new Array<number>(categories).fill(0);
  const all: number[] = [];
  let inside = 0;
  let unsaid = 0;
  for (let time = 0; time < spare.length; time += 1) {
    for (const category of rising[time] ?? []) {
      inside -= held[category] ?? 0;
      held[category] = 0;
    }
    let left = (spare[time] ?? 0) - inside - unsaid;
    if (left < 0) return null;
    const who = unsaidAt(time);
    const order = who === "everybody" ? [] : (orders[time] ?? []);
    for (let at = 0; at < order.length && left > 0; at += 1) {
      const category = order[at] ?? 0;
      if (category === low) continue;
      const more = Math.min(left, room - (held[category] ?? 0));
      held[category] = (held[category] ?? 0) + more;
      inside += more;
      left -= more;
    }
    if (who === "nobody" && left > 0) return null;
    unsaid += left;
    all.push(unsaid);
  }
  return all;
}

/** Between two times, -1 being before all of them: three ways are looked for in which it would be nobody, or a whole group. */
function unsaidKeeps({ smallest, people, counts }: Chain, plan: Plan): boolean {
  const truly = people.map((count, time) => count - counts.reduce((sum, own) => sum + (own[time] ?? 0), 0));
  for (let to = 0; to < people.length; to += 1)
    for (let from = -1; from < to; from += 1) {
      const fits = (all: readonly number[] | null) => {
        if (!all) return false;
        const growth = (all[to] ?? 0) - (all[from] ?? 0);
        return growth === 0 || growth >= smallest;
      };
      if (fits(truly)) continue;
      const within = (time: number) => time > from && time <= to;
      const ways: Unsaid[] = [
        (time) => (within(time) ? "everybody" : "rest"),
        (time) => (within(time) ? "nobody" : "rest"),
        (time) => (within(time) ? "nobody" : time <= from ? "everybody" : "rest"),
      ];
      if (!ways.some((way) => fits(tried(plan, -1, way)))) return false;
    }
  return true;
}
