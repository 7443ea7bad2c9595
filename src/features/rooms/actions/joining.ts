import { action, belongs, ok, refuse } from "#platform/action.ts";
import { markSeen } from "../../messages/queries/threads.ts";
import { showRoom } from "../announce.ts";
import { record } from "../queries/log.ts";
import { forgetInvitation, putIn, rename, setMember } from "../queries/people.ts";
import { roomFor } from "../queries/rooms.ts";
import { inRoom, joining } from "../schema.ts";

const taken = refuse("invalid", { fields: { name: "fault.rooms_name_taken" } });

/**
 * Goes into a room under a name of one's own. What was written before can be read, and counts as seen. Refuses: gone (also to who
 * was removed, and of a private room to who is not invited), and a name that is or was somebody else's there.
 */
export const joinRoom = action({
  name: "rooms.join",
  may: belongs,
  input: joining,
  async run({ actor, input: { roomId, name }, trx, now }) {
    const room = await roomFor(trx, actor, roomId, now);
    if (!room || room.archived || !actor.id) return refuse("gone");
    if (room.standing === "in") return ok(null);
    const open = room.standing === "invited" || (!room.private && room.standing !== "removed");
    // Coordinators need no invitation: they can read every room as it is, and here others see that they do.
    if (!open && !room.staff) return refuse("gone");
    const { communityId, id: personId } = actor;
    if (!(await putIn(trx, { communityId, roomId, personId, name, now }))) return taken;
    await record(trx, { communityId, roomId, kind: "joined", personId, by: personId, at: now });
    await markSeen(trx, actor, { threadId: room.threadId, number: room.last });
    await showRoom(trx, { communityId, roomId, by: personId });
    return ok(null);
  },
});

/** Calls oneself something else in a room, in what one wrote before too. Refuses: gone, and a name that is or was another's there. */
export const renameInRoom = action({
  name: "rooms.rename",
  may: belongs,
  input: joining,
  async run({ actor, input: { roomId, name }, trx, now }) {
    const room = await roomFor(trx, actor, roomId, now);
    if (room?.standing !== "in" || !actor.id) return refuse("gone");
    if (room.ownName === name) return ok(null);
    const { communityId, id: personId } = actor;
    if (!(await rename(trx, { roomId, personId, name }))) return taken;
    const detail = { was: room.ownName ?? "" };
    await record(trx, { communityId, roomId, kind: "renamed", personId, by: personId, detail, at: now });
    await showRoom(trx, { communityId, roomId, by: personId });
    return ok(null);
  },
});

/** Goes out of a room; what one wrote stays there. Refuses: gone. */
export const leaveRoom = action({
  name: "rooms.leave",
  may: belongs,
  input: inRoom,
  async run({ actor, input: { roomId }, trx, now }) {
    const room = await roomFor(trx, actor, roomId, now);
    if (room?.standing !== "in" || !actor.id) return refuse("gone");
    const { communityId, id: personId } = actor;
    await setMember(trx, { roomId, personId }, { state: "left", role: "member" });
    await record(trx, { communityId, roomId, kind: "left", personId, by: personId, at: now });
    await showRoom(trx, { communityId, roomId, by: personId, also: [personId] });
    return ok(null);
  },
});

/** Says no to an invitation. Nobody is told. Refuses: gone. */
export const declineRoom = action({
  name: "rooms.decline",
  may: belongs,
  input: inRoom,
  async run({ actor, input: { roomId }, trx }) {
    return actor.id && (await forgetInvitation(trx, roomId, actor.id)) ? ok(null) : refuse("gone");
  },
});
