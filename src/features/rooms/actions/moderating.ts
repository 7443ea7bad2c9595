import type { z } from "zod";
import { type Actor, action, belongs, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { notify } from "../../notifications/index.ts";
import { showRoom } from "../announce.ts";
import { type EventKind, record } from "../queries/log.ts";
import { invite, type Known, type MemberChange, personIn, setMember } from "../queries/people.ts";
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

interface Deed {
  kind: EventKind;
  detail?: Record<string, string>;
  now: Temporal.Instant;
}

/** Changes how somebody stands in the room, and tells of it. */
async function settle(
  trx: Scoped,
  actor: Actor,
  { room, person: { personId } }: Case,
  { change, ...deed }: Deed & { change: MemberChange },
): Promise<void> {
  await setMember(trx, { roomId: room.id, personId }, change);
  await tell(trx, actor, { roomId: room.id, personId, ...deed });
}

/** Writes down what was done about somebody, and shows it to them and the others at once. */
async function tell(
  trx: Scoped,
  { communityId, id: by }: Actor,
  { roomId, personId, now, ...event }: Deed & { roomId: string; personId: string },
): Promise<void> {
  await record(trx, { communityId, roomId, personId, by, at: now, ...event });
  await showRoom(trx, { communityId, roomId, by: null, also: [personId] });
}

interface News {
  room: Room;
  personId: string;
  what: "invited" | "moderator";
  now: Temporal.Instant;
}

/** What somebody is told wherever they are: that they are asked into the room, or keep it now. */
const newsFor = ({ communityId }: Actor, { room, personId, what, now }: News) => ({
  communityId,
  to: [personId],
  kind: "room" as const,
  once: `room.${room.id}.${what}.${now}`,
  message: `rooms.${what}` as const,
  values: { room: room.name },
  path: `/rooms/${room.id}`,
  private: room.private,
});

/** Keeps somebody from writing for so many hours; they still read. Refuses: gone. */
export const mutePerson = action({
  name: "rooms.mute",
  may: belongs,
  input: muting,
  async run({ actor, input, trx, now }) {
    const found = await caseOf(trx, actor, input, now);
    if (found?.person.state !== "in") return refuse("gone");
    const mutedUntil = now.add({ hours: input.hours });
    const detail = { until: mutedUntil.toString() };
    await settle(trx, actor, found, { change: { mutedUntil }, kind: "muted", detail, now });
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
    await settle(trx, actor, found, { change: { mutedUntil: null }, kind: "unmuted", now });
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
    const change = { state: "removed", role: "member" } as const;
    await settle(trx, actor, found, { change, kind: "removed", now });
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
    const change = { state: found.room.private ? "invited" : "left" } as const;
    await settle(trx, actor, found, { change, kind: "let_in", now });
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
    const kind = role === "moderator" ? "moderator" : "no_moderator";
    await settle(trx, actor, { room, person }, { change: { role }, kind, now });
    if (role === "moderator") {
      await notify(trx, jobs, newsFor(actor, { room, personId, what: "moderator", now }));
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
    const personId = await invite(trx, actor, { roomId, email, role });
    if (!personId) return ok(null);
    await tell(trx, actor, { roomId, personId, kind: "invited", now });
    await notify(trx, jobs, newsFor(actor, { room, personId, what: "invited", now }));
    return ok(null);
  },
});
