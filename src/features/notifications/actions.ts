import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import { touch } from "#platform/live/touch.ts";
import { noticeKinds } from "./notify.ts";
import * as policy from "./policy.ts";
import { saveChoices, saveDiscretion } from "./queries/choices.ts";
import { queueAgain } from "./queries/mail.ts";
import { readUntil } from "./queries/notifications.ts";

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

/** Somebody has seen everything up to the newest line they were shown; what came since stays new. */
export const readNotifications = action({
  name: "notifications.read",
  may: policy.own,
  input: z.object({ until: z.guid() }),
  async run({ actor, input: { until }, trx, now }) {
    await readUntil(trx, actor, until, now);
    await touch(trx, { communityId: actor.communityId, people: actor.id ? [actor.id] : [], about: ["bell"] });
    return ok(null);
  },
});

const kind = z.enum(noticeKinds);

/** Somebody says of which kinds they want to hear, in which ways, and whether discreetly. Kinds that were not shown stay as they are. */
export const chooseNotifications = action({
  name: "notifications.choose",
  may: policy.own,
  input: z.object({
    shown: z.array(kind),
    bell: z.array(kind),
    mail: z.array(kind),
    discreet: z.boolean(),
  }),
  async run({ actor, input: { shown, bell, mail, discreet }, trx }) {
    const choices = shown.map((kind) => ({ kind, bell: bell.includes(kind), mail: mail.includes(kind) }));
    await saveChoices(trx, actor, choices);
    await saveDiscretion(trx, actor, discreet);
    return ok(null);
  },
});
