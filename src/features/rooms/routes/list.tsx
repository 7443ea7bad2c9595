import { Hono } from "hono";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import { setPresence } from "../actions/presence.ts";
import { showsPresence } from "../presence.ts";
import { roomsOf } from "../queries/rooms.ts";
import { RoomsPage } from "../views/list.tsx";

/** Which rooms there are. */
export const listing = new Hono<CommunityWeb>();

listing.get(
  "/rooms",
  show("belongs", async ({ page, actor, now }, trx) => {
    const found = await roomsOf(trx, actor, now);
    return <RoomsPage page={page} rooms={found} visible={await showsPresence(trx, actor.id)} />;
  }),
);

listing.post(
  "/rooms/presence",
  submit("belongs", async ({ actor, community }, form, c) => {
    const shown = form.text("shown") === "on";
    await setPresence(c.get("platform"), actor, { shown });
    return goOn(c, `${community.base}/rooms`, shown ? "notice.rooms.shown" : "notice.rooms.unseen");
  }),
);
