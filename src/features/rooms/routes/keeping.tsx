import { type Context, Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import type { MessageKey } from "../../../words/translate.ts";
import { param } from "../../admin/returned.ts";
import { blockPerson } from "../../blocks/actions.ts";
import { BlockPage } from "../../blocks/views.tsx";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import { goOnBelow, inPopup } from "../../visits/popup.ts";
import type { Visit } from "../../visits/visit.ts";
import { appoint, letIn, mutePerson, removePerson, unmutePerson } from "../actions/moderating.ts";
import { takeAway } from "../actions/writing.ts";
import { readingPath, roomPath } from "../paths.ts";
import { logOf } from "../queries/log.ts";
import { handleOf, type Known, personIn } from "../queries/people.ts";
import { lineOf } from "../queries/stream.ts";
import { type Reading, readingOf } from "../reading.ts";
import { LogPage } from "../views/log.tsx";
import { MessagePage } from "../views/message.tsx";
import { PersonPage } from "../views/person.tsx";

/** Keeping order in a room, and keeping somebody away from oneself. */
export const keeping = new Hono<CommunityWeb>();

keeping.get(
  "/rooms/:id/messages/:number{[0-9]{1,9}}",
  show("belongs", async (visit, trx, c) => {
    const reading = await readingOf(visit, trx, param(c, "id"));
    if (!reading) return null;
    const { page, actor, community } = visit;
    const { room, looking } = reading;
    const where = { roomId: room.id, threadId: room.threadId, reader: actor.id };
    const line = await lineOf(trx, where, Number(param(c, "number")));
    if (!line) return null;
    const own = line.author_id === actor.id;
    return (
      <MessagePage
        page={page}
        popup={inPopup(c)}
        room={room}
        line={line}
        own={own}
        handle={own ? null : await handleOf(trx, room.id, line.author_id)}
        back={`${readingPath(community.base, room.id, looking)}?at=${line.number}#line-${line.number}`}
      />
    );
  }),
);

keeping.post(
  "/rooms/:id/messages/:number{[0-9]{1,9}}/remove",
  submit("belongs", async ({ actor, community }, _form, c) => {
    const roomId = param(c, "id");
    const outcome = await takeAway(c.get("platform"), actor, { roomId, number: param(c, "number") });
    if (!outcome.ok) return null;
    return goOnBelow(c, roomPath(community.base, roomId), "notice.rooms.takenAway");
  }),
);

/** Somebody else of a room, for who reads there. */
async function somebody(
  visit: Visit,
  trx: Scoped,
  c: Context<CommunityWeb>,
): Promise<(Reading & { person: Known }) | null> {
  const reading = await readingOf(visit, trx, param(c, "id"));
  if (!reading) return null;
  const at = { roomId: reading.room.id, handle: param(c, "handle") };
  const person = await personIn(trx, visit.actor, at, visit.now);
  return person && !person.own ? { ...reading, person } : null;
}

keeping.get(
  "/rooms/:id/people/:handle",
  show("belongs", async (visit, trx, c) => {
    const found = await somebody(visit, trx, c);
    if (!found) return null;
    const { room, person } = found;
    const keeps =
      room.staff || (room.moderates && !person.moderator && !person.roles.includes("coordinator"));
    return (
      <PersonPage
        page={visit.page}
        popup={inPopup(c)}
        room={room}
        person={person}
        keeps={keeps}
        back={`${roomPath(visit.community.base, room.id)}/people`}
      />
    );
  }),
);

const measures = {
  mute: { act: mutePerson, notice: "notice.rooms.muted" },
  unmute: { act: unmutePerson, notice: "notice.rooms.unmuted" },
  remove: { act: removePerson, notice: "notice.rooms.removed" },
  "let-in": { act: letIn, notice: "notice.rooms.letIn" },
  role: { act: appoint, notice: "notice.saved" },
} as const satisfies Record<string, { act: unknown; notice: MessageKey }>;

for (const [verb, { act, notice }] of Object.entries(measures)) {
  keeping.post(
    `/rooms/:id/people/:handle/${verb}`,
    submit("belongs", async ({ actor, community }, form, c) => {
      const [roomId, handle] = [param(c, "id"), param(c, "handle")];
      const input = { roomId, handle, hours: form.text("hours"), role: form.text("role") };
      const outcome = await act(c.get("platform"), actor, input);
      if (!outcome.ok) return null;
      return goOnBelow(c, `${roomPath(community.base, roomId)}/people`, notice);
    }),
  );
}

keeping.get(
  "/rooms/:id/people/:handle/block",
  show("belongs", async (visit, trx, c) => {
    const found = await somebody(visit, trx, c);
    if (!found) return null;
    const { room, person } = found;
    const path = roomPath(visit.community.base, room.id);
    const other = { id: person.personId, name: person.name, blocked: false };
    const action = `${path}/people/${person.handle}/block`;
    return <BlockPage page={visit.page} other={other} action={action} back={path} hidden />;
  }),
);

keeping.post(
  "/rooms/:id/people/:handle/block",
  submit("belongs", async (visit, _form, c) => {
    const { actor, community } = visit;
    const platform = c.get("platform");
    const found = await inCommunity(platform.db, community.id, (trx) => somebody(visit, trx, c));
    if (!found) return null;
    const { personId, name: knownAs } = found.person;
    const outcome = await blockPerson(platform, actor, { personId, knownAs });
    return outcome.ok ? goOn(c, `${community.base}/blocked`, "notice.blocked") : null;
  }),
);

/** Lines of the log on one page. */
const pageful = 50;

keeping.get(
  "/rooms/:id/log",
  show("belongs", async (visit, trx, c) => {
    const reading = await readingOf(visit, trx, param(c, "id"));
    if (!reading?.room.moderates) return null;
    const { room } = reading;
    const given = c.req.query("before") ?? "";
    const found = await logOf(trx, room.id, { before: isId(given) ? given : null, limit: pageful + 1 });
    const path = `${roomPath(visit.community.base, room.id)}/log`;
    const last = found.length > pageful ? found[pageful - 1] : undefined;
    return (
      <LogPage
        page={visit.page}
        room={room}
        lines={found.slice(0, pageful)}
        more={last ? `${path}?before=${last.id}` : null}
      />
    );
  }),
);
