import type { Context } from "hono";
import { Hono } from "hono";
import { keep } from "#platform/http/cookies.ts";
import type { Web } from "#platform/http/web.ts";
import { discreetSender, senderOf } from "#platform/mail/sender.ts";
import type { Community } from "../../communities/community.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import { chooseNotifications } from "../actions.ts";
import { type NoticeKind, noticeKinds } from "../notify.ts";
import { choicesOf } from "../queries/choices.ts";
import { ChoicesPage } from "../views/choices.tsx";

/** How somebody is told of things. */
export const choices = new Hono<CommunityWeb>();

/** What cannot happen without a part of Kith that a community may do without. */
const needs: Partial<Record<NoticeKind, keyof Community["settings"]["modules"]>> = {
  request: "requests",
  proposal: "requests",
  accepted: "requests",
  payment: "payments",
  group: "groups",
  room: "rooms",
};

/** What can happen here. */
function kindsOf({ settings: { modules } }: Community): NoticeKind[] {
  return noticeKinds.filter((kind) => {
    const module = needs[kind];
    return !module || modules[module];
  });
}

choices.get(
  "/notifications/choices",
  show("belongs", async ({ page, actor, community }, trx, c) => {
    const chosen = new Map((await choicesOf(trx, actor)).map((choice) => [choice.kind, choice]));
    const { config } = c.get("platform");
    const [usual, discreet] = [senderOf(config.MAIL_FROM), discreetSender(config)];
    return (
      <ChoicesPage
        page={page}
        choices={kindsOf(community).map((kind) => chosen.get(kind) ?? { kind, bell: true, mail: true })}
        senders={{ usual: usual.name || usual.address, discreet: discreet.name || discreet.address }}
      />
    );
  }),
);

choices.post(
  "/notifications/choices",
  submit("belongs", async ({ actor, community }, form, c) => {
    const shown = kindsOf(community);
    const ticked = (name: string) => shown.filter((kind) => form.texts(name).includes(kind));
    const discreet = form.text("discreet") === "on";
    const outcome = await chooseNotifications(c.get("platform"), actor, {
      shown,
      bell: ticked("bell"),
      mail: ticked("mail"),
      discreet,
    });
    if (!outcome.ok) return null;
    if (!discreet) keep(c as unknown as Context<Web>, "quiet", "", 0);
    return goOn(c, `${community.base}/notifications/choices`, "notice.notifications.saved");
  }),
);
