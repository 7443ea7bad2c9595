import { action, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { endGroups } from "../ending.ts";
import { manages, plan } from "../policy.ts";
import { holdGroups, laterOfSeries } from "../queries/changing.ts";
import { type Group, groupFor } from "../queries.ts";
import { cancelInput, type Extent } from "../schema.ts";

/**
 * A host or a coordinator puts a group meeting off, with those of its series that come after it or all that are not over. Everybody's
 * time is free at once, what was paid goes back in full, and everybody in it is told. Refuses: gone, over, cancelled, changed.
 */
export const cancelGroup = action({
  name: "groups.cancel",
  may: plan,
  input: cancelInput,
  async run({ actor, input, trx, now, jobs }) {
    const group = await groupFor(trx, actor, input.id);
    if (!group || !manages(actor, group)) return refuse("gone");
    if (group.state === "cancelled") return refuse("cancelled");
    if (minuteOf(now) >= group.end) return refuse("over");
    const held = await holdGroups(trx, await extentOf(trx, group, input.extent, now));
    const seen = held.find(({ id }) => id === group.id);
    if (seen?.version !== input.version || seen.state === "cancelled") return refuse("changed");

    const { communityId, id: by } = actor;
    const ending = { communityId, held, by, now, reason: input.reason, open: !group.private };
    return ok({ id: group.id, count: await endGroups(trx, jobs, ending) });
  },
});

/** Ids of what is meant: this one alone, those after it as well, or all of its series that are not over. */
async function extentOf(
  trx: Scoped,
  { id, seriesId, start }: Group,
  extent: Extent,
  now: Temporal.Instant,
): Promise<string[]> {
  if (extent === "one" || !seriesId) return [id];
  const from = extent === "all" ? 0 : start;
  return [...new Set([id, ...(await laterOfSeries(trx, { seriesId, from, now }))])];
}
