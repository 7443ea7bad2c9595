import { z } from "zod";
import { action, belongs, ok, refuse } from "#platform/action.ts";
import { touch } from "#platform/live/touch.ts";
import { insertNotification } from "../notifications/queries/notifications.ts";
import { lockPerson } from "../people/queries.ts";
import { countCopies, insertCopy } from "./queries.ts";
import { mostCopies } from "./rules.ts";

/**
 * Somebody takes a copy of what is theirs: that it happens is written down before anything is given, and they are told of it in the
 * app, whatever they chose, so that a copy that somebody else takes does not stay unseen. Refuses: too_many_copies within 24 hours.
 */
export const takeCopy = action({
  name: "exports.take",
  may: belongs,
  input: z.object({}),
  async run({ actor: { communityId, id: personId }, trx, now }) {
    if (!personId) return refuse("not_allowed");
    // Twice at the same time comes one after the other.
    await lockPerson(trx, personId);
    if ((await countCopies(trx, personId, now.subtract({ hours: 24 }))) >= mostCopies)
      return refuse("too_many_copies");
    const id = await insertCopy(trx, communityId, personId, now);
    await insertNotification(trx, {
      communityId,
      personId,
      kind: "message",
      once: `exports.${id}`,
      message: "exports.taken",
      values: {},
      path: "/privacy/copy",
      now,
    });
    await touch(trx, { communityId, people: [personId], about: ["bell"] });
    return ok(null);
  },
});
