import type { Scoped } from "#platform/database/scope.ts";
import type { Visit } from "../visits/visit.ts";
import { havePoints } from "./policy.ts";
import { countsOf, goalsOf } from "./queries.ts";
import { type GoalLine, type Points, pointsFrom, ruleNamed, rulesWith } from "./rules.ts";
import { tickOff } from "./ticking.ts";

export interface Standing {
  readonly points: Points;
  readonly open: readonly GoalLine[];
  /** The last one first. */
  readonly done: readonly GoalLine[];
}

/** How it stands with the points and goals of who looks, and nobody else's. Null for who has none, and where nobody has. */
export async function ownStanding(visit: Visit, trx: Scoped): Promise<Standing | null> {
  const { actor, community, now } = visit;
  if (!actor.id || !havePoints(actor) || !community.settings.modules.points) return null;
  const counts = await countsOf(trx, { personId: actor.id, zone: community.zone, now });
  if (!counts) return null;
  const inForce = rulesWith(community.settings.modules);
  const goals = await tickOff(trx, await goalsOf(trx, actor.id), { counts, now });
  const lines = goals.flatMap((goal) => {
    const rule = ruleNamed(inForce, goal.rule);
    return rule ? [{ ...goal, rule, count: Math.min(counts[rule.key], goal.target) }] : [];
  });
  return {
    points: pointsFrom(inForce, counts),
    open: lines.filter(({ doneAt }) => doneAt === null),
    done: lines.filter(({ doneAt }) => doneAt !== null).toSorted(lastDoneFirst),
  };
}

const lastDoneFirst = (one: GoalLine, other: GoalLine): number =>
  (other.doneAt?.epochMilliseconds ?? 0) - (one.doneAt?.epochMilliseconds ?? 0);
