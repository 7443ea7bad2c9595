import { Hono } from "hono";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import { proposalPage } from "../page.tsx";
import { proposalFor } from "../queries.ts";

/** A proposal's own page: for the two it is about, and a coordinator who has to look. */
export const page = new Hono<CommunityWeb>();

page.get(
  "/proposals/:id",
  show("belongs", async (visit, trx, c) => {
    const proposal = await proposalFor(trx, visit.actor, c.req.param("id") ?? "");
    if (!proposal) return null;
    const before = Number(c.req.query("before"));
    return proposalPage(visit, trx, proposal, {
      before: Number.isInteger(before) && before > 0 ? before : null,
    });
  }),
);
