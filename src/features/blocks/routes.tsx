import { type Context, Hono } from "hono";
import { inCommunity } from "#platform/database/scope.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
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
  submit("belongs", (visit, _form, c) => unblock(visit, c, c.req.param("id") ?? "")),
);

// Who was blocked in a room is named by what the list says of them, and by nothing that leads elsewhere.
blocks.post(
  "/blocked/unblock",
  submit("belongs", async (visit, form, c) => {
    const { community, actor } = visit;
    const people = await inCommunity(c.get("platform").db, community.id, (trx) => blockedBy(trx, actor));
    const meant = people.find(
      ({ hidden, at, name }) => hidden && at.toString() === form.text("at") && name === form.text("name"),
    );
    return meant ? unblock(visit, c, meant.id) : null;
  }),
);

async function unblock({ community, actor }: Visit, c: Context<CommunityWeb>, personId: string) {
  const outcome = await unblockPerson(c.get("platform"), actor, { personId });
  return outcome.ok ? goOn(c, `${community.base}/blocked`, "notice.unblocked") : null;
}
