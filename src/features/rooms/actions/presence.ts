import { z } from "zod";
import { action, belongs, ok } from "#platform/action.ts";
import { showPresence } from "../presence.ts";

/** Chooses whether others see when one is here. */
export const setPresence = action({
  name: "rooms.presence",
  may: belongs,
  input: z.object({ shown: z.boolean() }),
  async run({ actor, input: { shown }, trx }) {
    if (actor.id) await showPresence(trx, actor.id, shown);
    return ok(null);
  },
});
