import type { Scoped } from "#platform/database/scope.ts";
import { recordLook } from "../admin/looks.ts";
import type { Visit } from "../visits/visit.ts";
import { type Room, roomFor } from "./queries/rooms.ts";

export interface Reading {
  readonly room: Room;
  /** A coordinator who is not in it. */
  readonly looking: boolean;
}

/**
 * A room for who may read what is in it: its people, and coordinators, of whom it is written down when it is not theirs. Null for
 * everybody else.
 */
export async function readingOf(visit: Visit, trx: Scoped, id: string): Promise<Reading | null> {
  const { actor, now } = visit;
  const room = await roomFor(trx, actor, id, now);
  if (!room || !actor.id) return null;
  if (room.standing === "in" && !room.archived) return { room, looking: false };
  if (!room.staff) return null;
  const { communityId, id: personId } = actor;
  await recordLook(trx, { communityId, personId, kind: "room", recordId: room.id, at: now });
  return { room, looking: true };
}
