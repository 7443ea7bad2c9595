import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import * as policy from "./policy.ts";
import { queueAgain } from "./queries/mail.ts";

/** A coordinator has a mail tried again that did not arrive. Refuses not_found, also for one that was sent. */
export const sendMailAgain = action({
  name: "sendMailAgain",
  may: policy.sendAgain,
  input: z.object({ id: z.uuid() }),
  async run({ actor, input: { id }, trx, jobs }) {
    if (!(await queueAgain(trx, id))) return refuse("not_found");
    await jobs.send(trx, "mail.send", { communityId: actor.communityId, mailId: id });
    return ok(null);
  },
});
