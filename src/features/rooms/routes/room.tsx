import { type Context, Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import type { FormState } from "#ui/forms.tsx";
import { param, type Returned, returned } from "../../admin/returned.ts";
import { acceptedEndings } from "../../messages/kinds.ts";
import { markSeen } from "../../messages/queries/threads.ts";
import { noticeOf } from "../../messages/rules.ts";
import { fileAnswer } from "../../messages/sending.ts";
import { readNotice } from "../../notifications/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { declineRoom, joinRoom } from "../actions/joining.ts";
import { shareInRoom, writeInRoom } from "../actions/writing.ts";
import { placesOf } from "../lines.ts";
import { readingPath, roomPath } from "../paths.ts";
import { isStale, noteHere } from "../presence.ts";
import { type Room, roomFor } from "../queries/rooms.ts";
import { linesOf } from "../queries/stream.ts";
import { fileIn } from "../queries/writing.ts";
import { readingOf } from "../reading.ts";
import { keepsFrom, linesToShow, pageful } from "../rules.ts";
import { silenceOf } from "../silence.ts";
import { DoorPage } from "../views/door.tsx";
import { RoomPage } from "../views/room.tsx";

/** A room: its door, what is said in it, and the box to say something. */
export const room = new Hono<CommunityWeb>();

room.get(
  "/rooms/:id",
  show("belongs", async (visit, trx, c) => {
    const found = await roomFor(trx, visit.actor, param(c, "id"), visit.now);
    if (found?.standing === "in" && !found.archived) return roomPage(visit, trx, c, found);
    const { base } = visit.community;
    // An address of something said there, as a report names it.
    if (found?.staff && query(c)) return c.redirect(`${readingPath(base, found.id, true)}${query(c)}`, 303);
    return found && !found.archived ? doorPage(visit, found) : null;
  }),
);

room.get(
  "/rooms/:id/look",
  show("coordinator", async (visit, trx, c) => {
    const reading = await readingOf(visit, trx, param(c, "id"));
    if (reading && !reading.looking)
      return c.redirect(`${roomPath(visit.community.base, reading.room.id)}${query(c)}`, 303);
    return reading && roomPage(visit, trx, c, reading.room, { looking: true });
  }),
);

/** What an address says of where to read, if it does: "?before=120". */
const query = (c: Context): string => {
  const { search } = new URL(c.req.url);
  return whole(c, "before") === null && whole(c, "at") === null ? "" : search;
};

interface Shown {
  looking?: boolean;
  /** A message that came back. */
  form?: Returned;
  /** A file that came back. */
  fileForm?: FormState;
}

async function roomPage(
  visit: Visit,
  trx: Scoped,
  c: Context<CommunityWeb>,
  found: Room,
  { looking = false, form, fileForm }: Shown = {},
) {
  const { page, actor, community, zone } = visit;
  const [at, earlier, from] = [whole(c, "at"), whole(c, "before"), whole(c, "from")];
  const before = at === null ? earlier : at + pageful / 2;
  const { id: roomId, threadId, last, seen } = found;
  const limit = before === null ? linesToShow({ from, last, seen: looking ? last : seen }) : pageful;
  const read = await linesOf(trx, { roomId, threadId, reader: actor.id, before, limit: limit + 1 });
  const lines = read.slice(-limit);
  const [first] = lines;
  if (!looking) await noteReading(visit, trx, found, before === null);
  const path = readingPath(community.base, roomId, looking);
  const mark = before === null && from === null && !looking ? seen : null;
  const places = placesOf(lines, { zone, seen: mark, own: actor.id });
  const next = (lines.at(-1)?.number ?? 0) + pageful + 1;
  return (
    <RoomPage
      page={page}
      room={found}
      looking={looking}
      lines={lines.map((line, i) => ({
        ...line,
        own: line.author_id === actor.id,
        place: places[i] ?? { head: true, newDay: false, firstNew: false },
        sought: line.number === at,
      }))}
      earlier={read.length > limit && first ? `${path}?before=${first.number}` : null}
      later={before === null ? null : next > last ? path : `${path}?before=${next}`}
      latest={before === null ? null : path}
      renewAt={before === null && first ? `${path}?from=${keepsFrom(first.number, last)}` : undefined}
      silence={silenceOf(visit, found)}
      form={form}
      fileForm={fileForm}
      accept={acceptedEndings}
      idempotencyKey={newId()}
    />
  );
}

const whole = (c: Context, name: string): number | null => {
  const typed = c.req.query(name) ?? "";
  return /^\d{1,9}$/.test(typed) ? Number(typed) : null;
};

/** Who was shown the latest has seen it, has read the notice of it, and is here. */
async function noteReading({ actor, now }: Visit, trx: Scoped, found: Room, latest: boolean): Promise<void> {
  const { threadId, last, seen, noted } = found;
  const { communityId, id: personId } = actor;
  if (personId && isStale(noted, now)) await noteHere(trx, { communityId, personId, now });
  if (!latest || seen >= last) return;
  await markSeen(trx, actor, { threadId, number: last });
  await readNotice(trx, actor, noticeOf(threadId, seen), now);
}

function doorPage({ page, person }: Visit, found: Room, form?: Returned) {
  const values = { name: found.ownName ?? person?.firstName ?? "" };
  return <DoorPage page={page} room={found} form={form ?? { values, faults: {} }} idempotencyKey={newId()} />;
}

room.post(
  "/rooms/:id/join",
  submit("belongs", async (visit, form, c) => {
    const { actor, community, t, now } = visit;
    const roomId = param(c, "id");
    const platform = c.get("platform");
    const input = { roomId, name: form.text("name") };
    const outcome = await joinRoom(platform, actor, input, { idempotencyKey: form.text("key") || undefined });
    if (outcome.ok) return goOn(c, roomPath(community.base, roomId));
    if (outcome.reason !== "invalid") return null;
    c.status(422);
    return inCommunity(platform.db, community.id, async (trx) => {
      const found = await roomFor(trx, actor, roomId, now);
      return found && doorPage(visit, found, returned(t, form, outcome));
    });
  }),
);

room.post(
  "/rooms/:id/decline",
  submit("belongs", async ({ actor, community }, _form, c) => {
    const outcome = await declineRoom(c.get("platform"), actor, { roomId: param(c, "id") });
    return outcome.ok ? goOn(c, `${community.base}/rooms`, "notice.rooms.declined") : null;
  }),
);

room.post(
  "/rooms/:id/messages",
  submit("belongs", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const roomId = param(c, "id");
    const key = form.text("key") || undefined;
    const input = { roomId, text: form.text("text") };
    const outcome = await writeInRoom(c.get("platform"), actor, input, { idempotencyKey: key });
    if (outcome.ok) return goOn(c, roomPath(community.base, roomId));
    if (outcome.reason === "gone" || outcome.fields?.roomId) return null;
    return back(visit, c, roomId, { form: returned(t, form, outcome) });
  }),
);

room.post(
  "/rooms/:id/files",
  submit("belongs", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const roomId = param(c, "id");
    const key = form.text("key") || undefined;
    const { file } = form.files;
    const given = file && { name: file.name, content: new Uint8Array(await file.arrayBuffer()) };
    const input = { roomId, file: given ?? null };
    const outcome = await shareInRoom(c.get("platform"), actor, input, { idempotencyKey: key });
    if (outcome.ok) return goOn(c, roomPath(community.base, roomId));
    if (outcome.reason === "gone" || outcome.fields?.roomId) return null;
    return back(visit, c, roomId, { fileForm: returned(t, form, outcome) });
  }),
);

/** The room with a form that came back. */
function back(visit: Visit, c: Context<CommunityWeb>, roomId: string, shown: Shown) {
  c.status(422);
  return inCommunity(c.get("platform").db, visit.community.id, async (trx) => {
    const found = await roomFor(trx, visit.actor, roomId, visit.now);
    return found?.standing === "in" ? roomPage(visit, trx, c, found, shown) : null;
  });
}

room.get(
  "/rooms/:id/files/:file",
  show("belongs", async (visit, trx, c) => {
    const reading = await readingOf(visit, trx, param(c, "id"));
    const fileId = param(c, "file");
    if (!reading || !isId(fileId)) return null;
    const { threadId } = reading.room;
    const file = await fileIn(trx, { threadId, fileId, reader: visit.actor.id });
    return file && fileAnswer(c, file);
  }),
);
