import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import { coordinate } from "../admin/policy.ts";
import { timeFreed } from "../waits/news.ts";
import * as queries from "./queries.ts";
import { newClosing } from "./schema.ts";

/** A coordinator closes the community on some days: nothing new is booked then, and what is booked stays. Gives the closing's id. */
export const addClosing = action({
  name: "closings.add",
  may: coordinate,
  input: newClosing,
  run: async ({ actor, input, trx }) =>
    ok({ id: await queries.insertClosing(trx, actor.communityId, input) }),
});

/** Opens the days of a closing again. */
export const removeClosing = action({
  name: "closings.remove",
  may: coordinate,
  input: z.object({ id: z.guid() }),
  async run({ actor, input, trx, jobs }) {
    if (!(await queries.deleteClosing(trx, input.id))) return refuse("not_found");
    await timeFreed(trx, jobs, actor.communityId);
    return ok(null);
  },
});
