import { type Context, Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { wanted } from "../../admin/listing.ts";
import { filled, param, type Returned, returned } from "../../admin/returned.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { leaveRoom, renameInRoom } from "../actions/joining.ts";
import { inviteToRoom } from "../actions/moderating.ts";
import { roomPath } from "../paths.ts";
import { peopleOf } from "../queries/people.ts";
import { type Reading, readingOf } from "../reading.ts";
import { PeoplePage } from "../views/people.tsx";

/** Who is in a room, and what one is there oneself. */
export const people = new Hono<CommunityWeb>();

people.get(
  "/rooms/:id/people",
  show("belongs", async (visit, trx, c) => {
    const reading = await readingOf(visit, trx, param(c, "id"));
    return reading && peoplePage(visit, trx, c, reading);
  }),
);

interface Shown {
  naming?: Returned;
  inviting?: Returned;
}

async function peoplePage(
  visit: Visit,
  trx: Scoped,
  c: Context<CommunityWeb>,
  reading: Reading,
  shown: Shown = {},
) {
  const { page, actor, now } = visit;
  const { room, looking } = reading;
  const search = wanted(c);
  const removed = room.moderates && c.req.query("show") === "removed";
  const found = await peopleOf(trx, actor, { roomId: room.id, ...search, removed }, now);
  return (
    <PeoplePage
      page={page}
      room={room}
      looking={looking}
      search={search}
      removed={removed}
      found={found}
      naming={shown.naming ?? filled({ name: room.ownName ?? "" })}
      inviting={shown.inviting ?? filled({ role: "member" })}
      idempotencyKey={newId()}
    />
  );
}

/** The page with a form that came back. */
function again(visit: Visit, c: Context<CommunityWeb>, shown: Shown) {
  c.status(422);
  return inCommunity(c.get("platform").db, visit.community.id, async (trx) => {
    const reading = await readingOf(visit, trx, param(c, "id"));
    return reading && peoplePage(visit, trx, c, reading, shown);
  });
}

people.post(
  "/rooms/:id/name",
  submit("belongs", async (visit, form, c) => {
    const roomId = param(c, "id");
    const outcome = await renameInRoom(c.get("platform"), visit.actor, { roomId, name: form.text("name") });
    const to = `${roomPath(visit.community.base, roomId)}/people`;
    if (outcome.ok) return goOn(c, to, "notice.saved");
    if (outcome.reason !== "invalid" || outcome.fields?.roomId) return null;
    return again(visit, c, { naming: returned(visit.t, form, outcome) });
  }),
);

people.post(
  "/rooms/:id/leave",
  submit("belongs", async ({ actor, community }, _form, c) => {
    const outcome = await leaveRoom(c.get("platform"), actor, { roomId: param(c, "id") });
    return outcome.ok ? goOn(c, `${community.base}/rooms`, "notice.rooms.left") : null;
  }),
);

people.post(
  "/rooms/:id/invite",
  submit("belongs", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const roomId = param(c, "id");
    const input = { roomId, email: form.text("email"), role: form.text("role") || "member" };
    const key = form.text("key") || undefined;
    const outcome = await inviteToRoom(c.get("platform"), actor, input, { idempotencyKey: key });
    if (outcome.ok) return goOn(c, `${roomPath(community.base, roomId)}/people`, "notice.rooms.invited");
    if (outcome.reason !== "invalid" || outcome.fields?.roomId) return null;
    return again(visit, c, { inviting: returned(t, form, outcome) });
  }),
);
