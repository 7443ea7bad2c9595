import { z } from "zod";
import { action, belongs, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { touch } from "#platform/live/touch.ts";
import { endTiesBetween } from "../connections/queries.ts";
import { cancelBetween } from "../meetings/between.ts";
import { lockTimes } from "../meetings/occupancy.ts";
import { sharedRooms } from "../rooms/inside.ts";
import { endWaitsBetween } from "../waits/apart.ts";
import { endProposalsBetween } from "./proposals.ts";
import * as queries from "./queries.ts";

const input = z.object({ personId: z.guid() });

/** Who is blocked in a room is known there by a name that says nothing of who they are. */
const blocking = input.extend({ knownAs: z.string().max(40).default("") });

/**
 * Keeps two persons apart from now on: neither finds the other, their open proposals end, their meetings to come are cancelled
 * and what was paid goes back. Neither is told who wanted it. Refuses: gone, for anybody with whom there is no meeting, proposal,
 * connection or room, and who is not in the directory.
 */
export const blockPerson = action({
  name: "blocks.block",
  may: belongs,
  input: blocking,
  async run({ actor, input: { personId, knownAs }, trx, now, jobs }) {
    const other = await queries.otherFor(trx, actor, personId);
    if (!other || !actor.id) return refuse("gone");
    const { communityId } = actor;
    const two = { communityId, a: actor.id, b: other.id, now };

    const ended = await endProposalsBetween(trx, two);
    // Who books or schedules holds the same two: they are either before this and are cancelled, or after and find the block.
    await lockTimes(trx, [actor.id, other.id]);
    await queries.insertBlock(trx, { communityId, personId: actor.id, otherId: other.id, knownAs, at: now });
    await endWaitsBetween(trx, jobs, two);
    await cancelBetween(trx, jobs, two);
    await endTiesBetween(trx, two);
    const accepted = await queries.acceptedBetween(trx, actor.id, other.id);
    await touch(trx, {
      communityId,
      people: [actor.id, other.id],
      // Their lists count one proposal less.
      roles: ended.length > 0 ? ["provider"] : [],
      about: [
        "requests",
        "connections",
        ...(await touchedRooms(trx, actor.id, other.id)),
        ...ended.map(({ request_id }) => `request:${request_id}`),
        ...[...accepted, ...ended.map(({ id }) => id)].map((id) => `proposal:${id}`),
      ],
    });
    return ok(null);
  },
});

/** Lets the two find each other again, unless the other one blocked as well. Brings nothing back. Refuses: gone. */
export const unblockPerson = action({
  name: "blocks.unblock",
  may: belongs,
  input,
  async run({ actor, input: { personId }, trx }) {
    if (!actor.id || !(await queries.deleteBlock(trx, actor.id, personId))) return refuse("gone");
    await touch(trx, {
      communityId: actor.communityId,
      people: [actor.id, personId],
      about: ["requests", "connections", ...(await touchedRooms(trx, actor.id, personId))],
    });
    return ok(null);
  },
});

/** In a room the two share, each page shows less, or more again. */
const touchedRooms = async (trx: Scoped, one: string, other: string): Promise<string[]> =>
  (await sharedRooms(trx, one, other)).map((id) => `room:${id}`);
