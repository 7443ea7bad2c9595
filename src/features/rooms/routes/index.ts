import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { keeping } from "./keeping.tsx";
import { listing } from "./list.tsx";
import { panel } from "./panel.tsx";
import { people } from "./people.tsx";
import { room } from "./room.tsx";
import { searching } from "./searching.tsx";

/** Chat rooms. Where a community does not have them, there is nothing here. */
export const rooms = new Hono<CommunityWeb>();

for (const path of ["/rooms", "/rooms/*", "/admin/rooms", "/admin/rooms/*"]) {
  rooms.use(path, async (c, next) => {
    if (!c.get("community").settings.modules.rooms) return c.notFound();
    await next();
  });
}

rooms.route("/", listing);
rooms.route("/", room);
rooms.route("/", searching);
rooms.route("/", people);
rooms.route("/", keeping);
rooms.route("/", panel);
