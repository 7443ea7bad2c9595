import type { Scoped } from "#platform/database/scope.ts";
import { noteDone } from "./queries.ts";
import type { Counts, Goal } from "./rules.ts";

/** The same goals, those that are reached by now ticked off with today as their day: it is written down once and stays. */
export async function tickOff(
  trx: Scoped,
  goals: readonly Goal[],
  { counts, now }: { counts: Counts; now: Temporal.Instant },
): Promise<Goal[]> {
  const reached = goals.filter(({ rule, target, doneAt }) => doneAt === null && counts[rule] >= target);
  if (reached.length > 0)
    await noteDone(
      trx,
      reached.map(({ id }) => id),
      now,
    );
  return goals.map((goal) => (reached.includes(goal) ? { ...goal, doneAt: now } : goal));
}
