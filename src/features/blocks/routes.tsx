import { Hono } from "hono";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import { blockPerson, unblockPerson } from "./actions.ts";
import { blockedBy, otherFor } from "./queries.ts";
import { BlockedPage, BlockPage } from "./views.tsx";

/** Keeping somebody away, and taking it back. */
export const blocks = new Hono<CommunityWeb>();

/** Where somebody came from, as far as it is a page of theirs about two people. */
const cameFrom = (base: string, from: string): string =>
  /^((meetings|proposals|groups|providers)\/[0-9a-f-]{36}|connections)$/.test(from)
    ? `${base}/${from}`
    : `${base}/meetings`;

blocks.get(
  "/people/:id/block",
  show("belongs", async ({ page, community, actor }, trx, c) => {
    const other = await otherFor(trx, actor, c.req.param("id") ?? "");
    if (!other) return null;
    const { base } = community;
    if (other.blocked) return c.redirect(`${base}/blocked`);
    const back = cameFrom(base, c.req.query("from") ?? "");
    return <BlockPage page={page} other={other} action={`${base}/people/${other.id}/block`} back={back} />;
  }),
);

blocks.post(
  "/people/:id/block",
  submit("belongs", async ({ community, actor }, _form, c) => {
    const outcome = await blockPerson(c.get("platform"), actor, { personId: c.req.param("id") ?? "" });
    return outcome.ok ? goOn(c, `${community.base}/blocked`, "notice.blocked") : null;
  }),
);

blocks.get(
  "/blocked",
  show("belongs", async ({ page, actor, community }, trx) => {
    const people = await blockedBy(trx, actor);
    return <BlockedPage page={page} people={people} base={community.base} />;
  }),
);

blocks.post(
  "/people/:id/unblock",
  submit("belongs", async ({ community, actor }, _form, c) => {
    const outcome = await unblockPerson(c.get("platform"), actor, { personId: c.req.param("id") ?? "" });
    return outcome.ok ? goOn(c, `${community.base}/blocked`, "notice.unblocked") : null;
  }),
);
