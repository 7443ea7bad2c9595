import { type RemovingRule, RULES, type Rule } from "./question.ts";
import type { FreeTimes } from "./slots.ts";

/** Why there is no free time, as the person who books would put it. */
export type WhyNone =
  | "no_provider"
  | "outside_hours"
  | "place"
  | "paused"
  | "closing"
  | "too_soon"
  | "too_far"
  | "taken"
  | "own_limit"
  | "own_time";

const reasons: Readonly<Record<RemovingRule, WhyNone>> = {
  hours: "outside_hours",
  exception: "outside_hours",
  location_closed: "place",
  location_full: "place",
  paused: "paused",
  closing: "closing",
  notice: "too_soon",
  horizon: "too_far",
  weekly_cap: "taken",
  busy: "taken",
  buffer: "taken",
  member_cap: "own_limit",
  member_busy: "own_time",
};

/** The reason that a single start is not free, from the rules that forbid it; without any, nobody can be met there. */
export function whyNotThen(rules: readonly Rule[]): WhyNone {
  const first = rules.find((rule): rule is RemovingRule => rule !== "grid");
  return first ? reasons[first] : rules.length > 0 ? "outside_hours" : "no_provider";
}

/**
 * The one reason that took most of the times within somebody's hours, from a trace of the engine; only when there were no such
 * times, that nobody has hours then.
 */
export function whyNone({ providers }: FreeTimes): WhyNone {
  if (providers.length === 0) return "no_provider";
  const counts = new Map<WhyNone, number>();
  for (const { rule, removed } of removedByRule(providers)) {
    if (rule !== "hours") counts.set(reasons[rule], (counts.get(reasons[rule]) ?? 0) + removed);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most && most[1] > 0 ? most[0] : "outside_hours";
}

/** How many allowed starts each rule took from all providers together, in the order in which the rules are asked. */
export function removedByRule(
  providers: FreeTimes["providers"],
): { readonly rule: RemovingRule; readonly removed: number }[] {
  return ruleNames.map((rule) => ({
    rule,
    removed: providers.reduce((sum, { trace }) => sum + (trace?.removed[rule] ?? 0), 0),
  }));
}

/** The rules that can take a start away, in the order in which they are asked. */
export const ruleNames = RULES.filter((rule): rule is RemovingRule => rule !== "grid");
