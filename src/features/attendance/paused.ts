/** Who missed `times` meetings within `withinDays` books nothing for `pauseDays`. Days of 24 hours. */
export interface NoShowRule {
  readonly times: number;
  readonly withinDays: number;
  readonly pauseDays: number;
}

const day = 1_440;

/**
 * Until when somebody who missed meetings books nothing new, or null. Takes when each missed meeting was, in any order, and `now`; all
 * of it in epoch minutes. Every meeting with which the number is reached begins a pause anew; pauses do not add up.
 */
export function pauseOf(missed: readonly number[], rule: NoShowRule | null, now: number): number | null {
  if (!rule) return null;
  const times = missed.filter((at) => at <= now).toSorted((one, other) => one - other);
  const last = times.findLast((at, i) => {
    const first = times[i - rule.times + 1];
    return first !== undefined && at - first <= rule.withinDays * day;
  });
  const until = last === undefined ? now : last + rule.pauseDays * day;
  return until > now ? until : null;
}
