import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import { currentCommunity } from "../communities/load.ts";
import * as policy from "./policy.ts";
import { accountToJoin, activePerson, insertMember } from "./queries.ts";
import { nameParts } from "./rules.ts";

/**
 * An account becomes a member of an open community. `accountId` is the one that is signed in. Refuses: not_open, unverified (the
 * address may be somebody else's, for whom a list keeps a place), left_off (a coordinator took them off the list).
 */
export const joinCommunity = action({
  name: "joinCommunity",
  may: policy.join,
  input: z.object({ accountId: z.uuid() }),
  async run({ actor, input, trx }) {
    const { settings } = await currentCommunity(trx, actor.communityId);
    if (settings.visibility !== "open" || settings.whoMayBook !== "everyone") return refuse("not_open");
    const account = await accountToJoin(trx, input.accountId);
    if (!account?.email_verified) return refuse("unverified");

    const { id, email, name } = account;
    const made = await insertMember(trx, actor.communityId, { accountId: id, email, ...nameParts(name) });
    // Clicked twice: the other click was first.
    const person = made ?? (await activePerson(trx, id));
    return person ? ok(person) : refuse("left_off");
  },
});
