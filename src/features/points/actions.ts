import { action, ok, refuse } from "#platform/action.ts";
import { currentCommunity } from "../communities/load.ts";
import { havePoints } from "./policy.ts";
import * as queries from "./queries.ts";
import { mostGoals, ruleNamed, rulesWith, stepsOf } from "./rules.ts";
import { dropInput, goalInput } from "./schema.ts";
import { tickOff } from "./ticking.ts";

/**
 * Somebody puts a goal on their own list. Refuses: invalid for what no rule offers, goal_chosen when an open goal is about the same
 * rule, goal_reached when there is nothing left to do for it, goals_many when as many as may be are open.
 */
export const pickGoal = action({
  name: "points.pick",
  may: havePoints,
  input: goalInput,
  async run({ actor, input: { goal }, trx, now }) {
    const { communityId, id: personId } = actor;
    if (!personId) return refuse("not_allowed");
    const { zone, settings } = await currentCommunity(trx, communityId);
    const inForce = rulesWith(settings.modules);
    const rule = ruleNamed(inForce, goal.rule);
    if (!rule || !stepsOf(rule).includes(goal.target))
      return refuse("invalid", { fields: { goal: "invalid_value" } });

    const before = await queries.lockGoals(trx, personId);
    const counts = await queries.countsOf(trx, { personId, zone, now });
    if (!counts) return refuse("not_allowed");
    const goals = await tickOff(trx, before, { counts, now });
    const open = goals.filter(({ doneAt, rule: key }) => doneAt === null && ruleNamed(inForce, key));
    if (open.some(({ rule: key }) => key === rule.key)) return refuse("goal_chosen");
    if (counts[rule.key] >= goal.target) return refuse("goal_reached");
    if (open.length >= mostGoals) return refuse("goals_many");

    await queries.insertGoal(trx, {
      communityId,
      personId,
      rule: rule.key,
      target: goal.target,
      chosenAt: now,
    });
    return ok(null);
  },
});

/** Somebody takes a goal off their own list, done or not. Refuses: gone, also for what is another's. */
export const dropGoal = action({
  name: "points.drop",
  may: havePoints,
  input: dropInput,
  async run({ actor: { id: personId }, input: { id }, trx }) {
    return personId && (await queries.deleteGoal(trx, { id, personId })) ? ok(null) : refuse("gone");
  },
});
