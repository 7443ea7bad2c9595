import { Hono } from "hono";
import { param } from "../../admin/returned.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import { readingPath } from "../paths.ts";
import { messagesWith } from "../queries/search.ts";
import { readingOf } from "../reading.ts";
import { soughtIn } from "../searching.ts";
import { SearchPage } from "../views/search.tsx";

/** Finding what was said. */
export const searching = new Hono<CommunityWeb>();

/** Messages found on one page. */
const pageful = 20;

searching.get(
  "/rooms/:id/search",
  show("belongs", async (visit, trx, c) => {
    const reading = await readingOf(visit, trx, param(c, "id"));
    if (!reading) return null;
    const { page, actor, community } = visit;
    const { room, looking } = reading;
    const q = (c.req.query("q") ?? "").trim().slice(0, 200);
    const typed = c.req.query("before") ?? "";
    const before = /^\d{1,9}$/.test(typed) ? Number(typed) : null;
    const sought = soughtIn(q);
    const where = { roomId: room.id, threadId: room.threadId, reader: actor.id };
    const found = sought ? await messagesWith(trx, { ...where, sought, before, limit: pageful + 1 }) : [];
    return (
      <SearchPage
        page={page}
        room={room}
        q={q}
        sought={sought}
        found={found.slice(0, pageful)}
        more={found.length > pageful ? (found[pageful - 1]?.number ?? null) : null}
        path={readingPath(community.base, room.id, looking)}
      />
    );
  }),
);
