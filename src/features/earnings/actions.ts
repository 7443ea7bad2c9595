import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import { touch } from "#platform/live/touch.ts";
import { coordinate } from "../admin/policy.ts";
import { findProvider } from "../providers/queries/providers.ts";
import { beginPremium, endPremium } from "./queries/plans.ts";

/**
 * A coordinator puts a provider on the premium plan or takes them off it; who and when is kept. Asked for what is so already it
 * changes nothing. Refuses who is no provider here: not_found.
 */
export const switchPremium = action({
  name: "earnings.switchPremium",
  may: coordinate,
  input: z.object({ id: z.guid(), premium: z.boolean() }),
  async run({ actor, input: { id, premium }, trx, now }) {
    if (!actor.id || !(await findProvider(trx, id))) return refuse("not_found");
    const { communityId } = actor;
    const changed = premium
      ? await beginPremium(trx, { communityId, providerId: id, by: actor.id, now })
      : await endPremium(trx, { providerId: id, by: actor.id, now });
    if (changed) await touch(trx, { communityId, people: [id], about: [`earnings:${id}`] });
    return ok(null);
  },
});
