import type { z } from "zod";
import { type Actor, action, belongs, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { notify } from "../../notifications/index.ts";
import { showRoom } from "../announce.ts";
import { type EventKind, record } from "../queries/log.ts";
import { invite, type Known, personIn, setMember } from "../queries/people.ts";
import { type Room, roomFor } from "../queries/rooms.ts";
import { aboutSomebody, appointing, inviting, muting } from "../schema.ts";

interface Case {
  room: Room;
  person: Known;
}

/**
 * Somebody whom the actor keeps in order: moderators members of their room, coordinators everybody but themself. Null for anybody
 * else.
 */
async function caseOf(
  trx: Scoped,
  actor: Actor,
  { roomId, handle }: z.output<typeof aboutSomebody>,
  now: Temporal.Instant,
): Promise<Case | null> {
  const room = await roomFor(trx, actor, roomId, now);
  if (!room?.moderates) return null;
  const person = await personIn(trx, actor, { roomId, handle, lock: true }, now);
  if (!person || person.own) return null;
  if (!room.staff && (person.moderator || person.roles.includes("coordinator"))) return null;
  return { room, person };
}

/** Writes down what was done about somebody, and shows it to them and the others at once. */
async function settle(
  trx: Scoped,
  actor: Actor,
  { room, person }: Case,
  event: { kind: EventKind; detail?: Record<string, string>; now: Temporal.Instant },
): Promise<void> {
  const { communityId, id: by } = actor;
  const { id: roomId } = room;
  const { personId } = person;
  const { kind, detail = {}, now } = event;
  await record(trx, { communityId, roomId, kind, personId, by, detail, at: now });
  await showRoom(trx, { communityId, roomId, by: null, also: [personId] });
}

/** Keeps somebody from writing for so many hours; they still read. Refuses: gone. */
export const mutePerson = action({
  name: "rooms.mute",
  may: belongs,
  input: muting,
  async run({ actor, input, trx, now }) {
    const found = await caseOf(trx, actor, input, now);
    if (found?.person.state !== "in") return refuse("gone");
    const mutedUntil = now.add({ hours: input.hours });
    await setMember(trx, { roomId: input.roomId, personId: found.person.personId }, { mutedUntil });
    await settle(trx, actor, found, { kind: "muted", detail: { until: mutedUntil.toString() }, now });
    return ok(null);
  },
});

/** Lets somebody write again. Refuses: gone. */
export const unmutePerson = action({
  name: "rooms.unmute",
  may: belongs,
  input: aboutSomebody,
  async run({ actor, input, trx, now }) {
    const found = await caseOf(trx, actor, input, now);
    if (!found?.person.mutedUntil) return refuse("gone");
    await setMember(trx, { roomId: input.roomId, personId: found.person.personId }, { mutedUntil: null });
    await settle(trx, actor, found, { kind: "unmuted", now });
    return ok(null);
  },
});

/** Takes somebody out of a room: they read nothing more of it, and cannot come back until they are let in. Refuses: gone. */
export const removePerson = action({
  name: "rooms.remove",
  may: belongs,
  input: aboutSomebody,
  async run({ actor, input, trx, now }) {
    const found = await caseOf(trx, actor, input, now);
    if (found?.person.state !== "in") return refuse("gone");
    const where = { roomId: input.roomId, personId: found.person.personId };
    await setMember(trx, where, { state: "removed", role: "member" });
    await settle(trx, actor, found, { kind: "removed", now });
    return ok(null);
  },
});

/** Lets somebody who was removed come back when they like. Refuses: gone. */
export const letIn = action({
  name: "rooms.letIn",
  may: belongs,
  input: aboutSomebody,
  async run({ actor, input, trx, now }) {
    const found = await caseOf(trx, actor, input, now);
    if (found?.person.state !== "removed") return refuse("gone");
    const where = { roomId: input.roomId, personId: found.person.personId };
    await setMember(trx, where, { state: found.room.private ? "invited" : "left" });
    await settle(trx, actor, found, { kind: "let_in", now });
    return ok(null);
  },
});

/** Makes somebody in a room its moderator, or no more; for coordinators, who are told who they are in its panel. Refuses: gone. */
export const appoint = action({
  name: "rooms.appoint",
  may: (actor) => actor.roles.has("coordinator"),
  input: appointing,
  async run({ actor, input: { role, ...input }, trx, now, jobs }) {
    const room = await roomFor(trx, actor, input.roomId, now);
    const person = room && (await personIn(trx, actor, { ...input, lock: true }, now));
    if (!room || (person?.state !== "in" && person?.state !== "invited")) return refuse("gone");
    if (person.moderator === (role === "moderator")) return ok(null);
    const { personId } = person;
    await setMember(trx, { roomId: room.id, personId }, { role });
    const kind = role === "moderator" ? "moderator" : "no_moderator";
    await settle(trx, actor, { room, person }, { kind, now });
    if (role === "moderator") {
      await notify(trx, jobs, {
        communityId: actor.communityId,
        to: [personId],
        kind: "room",
        once: `room.${room.id}.moderator.${now}`,
        message: "rooms.moderator",
        values: { room: room.name },
        path: `/rooms/${room.id}`,
        private: room.private,
      });
    }
    return ok(null);
  },
});

/**
 * Invites whoever has this address, if they belong to the community. The answer is the same whether they do. Only coordinators
 * invite moderators. Refuses: gone.
 */
export const inviteToRoom = action({
  name: "rooms.invite",
  may: belongs,
  input: inviting,
  async run({ actor, input: { roomId, email, role: wanted }, trx, now, jobs }) {
    const room = await roomFor(trx, actor, roomId, now);
    if (!room?.moderates || room.archived) return refuse("gone");
    const role = room.staff ? wanted : "member";
    const { communityId, id: by } = actor;
    const personId = await invite(trx, actor, { roomId, email, role });
    if (!personId) return ok(null);
    await record(trx, { communityId, roomId, kind: "invited", personId, by, at: now });
    await showRoom(trx, { communityId, roomId, by: null, also: [personId] });
    await notify(trx, jobs, {
      communityId,
      to: [personId],
      kind: "room",
      once: `room.${roomId}.invited.${now}`,
      message: "rooms.invited",
      values: { room: room.name },
      path: `/rooms/${roomId}`,
      private: room.private,
    });
    return ok(null);
  },
});
