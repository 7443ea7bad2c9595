import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import type { Place } from "../messages/queries/threads.ts";
import { audienceOf } from "./queries/rooms.ts";

/** Something new in a room that calls somebody. */
export interface Call extends Place {
  readonly communityId: string;
  readonly roomId: string;
  readonly by: string;
}

interface Change {
  communityId: string;
  roomId: string;
  /** Whoever is kept apart from them learns nothing of it. */
  by: string | null;
  /** Further people whose pages may have to change: who was just removed. */
  also?: readonly string[];
}

/** Lets the pages that people of a room have open show what changed in it. */
export async function showRoom(trx: Scoped, { communityId, roomId, by, also = [] }: Change): Promise<void> {
  const people = [...(await audienceOf(trx, roomId, by)), ...also];
  await touch(trx, { communityId, people, about: [`room:${roomId}`, "rooms"] });
}

/** Has those told who may be called by a message, if and only if the transaction at hand commits. */
export async function announceCall(trx: Scoped, jobs: Jobs, call: Call, text: string): Promise<void> {
  if (text.includes("@")) await jobs.send(trx, "room.announce", call);
}
