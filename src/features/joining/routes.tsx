import { Hono } from "hono";
import { type CommunityWeb, goOn, submit } from "../visits/handlers.ts";
import { joinCommunity } from "./actions.ts";

/** Becoming a member of an open community. */
export const joining = new Hono<CommunityWeb>();

joining.post(
  "/join",
  submit("signed in", async ({ account, actor, community }, _form, c) => {
    // A second click, or somebody a list knows: they are in already.
    if (!account || actor.id) return goOn(c, community.base);
    const outcome = await joinCommunity(c.get("platform"), actor, { accountId: account.id });
    if (outcome.ok) return goOn(c, community.base, "notice.joined");
    switch (outcome.reason) {
      case "unverified":
        return goOn(c, "/account", "notice.unverified");
      case "not_open":
        return goOn(c, "/communities", "notice.not_open");
      case "left_off":
        return goOn(c, "/communities", "notice.left_off");
      default:
        return null;
    }
  }),
);
