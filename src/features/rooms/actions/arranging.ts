import { action, ok, refuse } from "#platform/action.ts";
import { newId } from "#platform/ids.ts";
import { coordinate } from "../../admin/policy.ts";
import { showRoom } from "../announce.ts";
import { insertRoom, updateRoom } from "../queries/arranging.ts";
import { record } from "../queries/log.ts";
import { roomFor } from "../queries/rooms.ts";
import { unlessTaken } from "../queries/taken.ts";
import { archivedRoom, changedRoom, newRoom } from "../schema.ts";

const taken = refuse("invalid", { fields: { name: "fault.rooms_taken" } });

/** Opens a room, for everybody or for who is invited. Whether it is private stays: what was written among few is not opened to all. Refuses a name another open room has. */
export const openRoom = action({
  name: "rooms.open",
  may: coordinate,
  input: newRoom,
  async run({ actor, input: { who, ...room }, trx, now }) {
    const { communityId, id: by } = actor;
    const id = newId();
    const made = await unlessTaken(trx, () =>
      insertRoom(trx, { ...room, communityId, id, by, private: who === "invited", at: now }),
    );
    if (!made) return taken;
    await record(trx, { communityId, roomId: id, kind: "made", by, at: now });
    return ok({ id });
  },
});

/** Changes what a room is called, what it is about and when it can be written in. Refuses: gone, and a name another open room has. */
export const changeRoom = action({
  name: "rooms.change",
  may: coordinate,
  input: changedRoom,
  async run({ actor, input: { roomId, ...room }, trx, now }) {
    if (!(await roomFor(trx, actor, roomId, now))) return refuse("gone");
    const { communityId, id: by } = actor;
    if (!(await unlessTaken(trx, () => updateRoom(trx, roomId, room)))) return taken;
    await record(trx, { communityId, roomId, kind: "changed", by, at: now });
    await showRoom(trx, { communityId, roomId, by: null });
    return ok(null);
  },
});

/** Puts a room away: nobody but coordinators finds it any more. Or brings it back with everything in it. Refuses: gone, and a name another open room has meanwhile. */
export const archiveRoom = action({
  name: "rooms.archive",
  may: coordinate,
  input: archivedRoom,
  async run({ actor, input: { roomId, archived }, trx, now }) {
    if (!(await roomFor(trx, actor, roomId, now))) return refuse("gone");
    const { communityId, id: by } = actor;
    const done = await unlessTaken(trx, () => updateRoom(trx, roomId, { archivedAt: archived ? now : null }));
    if (!done) return taken;
    await record(trx, { communityId, roomId, kind: archived ? "archived" : "restored", by, at: now });
    await showRoom(trx, { communityId, roomId, by: null });
    return ok(null);
  },
});
