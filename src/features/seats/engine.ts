import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { currentCommunity } from "../communities/load.ts";
import { occupy } from "../meetings/occupancy.ts";
import { groupFacts, holdGroup, type LockedGroup, personFacts, waitingIn } from "./queries.ts";
import { freePlaces, isHeld, isOn, offerEnd, type PlaceState } from "./rules.ts";
import { tellOf, tellOfSure, touchGroup } from "./telling.ts";
import * as writes from "./writes.ts";

/**
 * Holds a group meeting until the transaction ends, and says what it is and how many of its places are taken. Everything about
 * its places happens under this; whoever needs a person's time as well takes `lockTimes` before. Null when there is none.
 */
export async function lockGroup(trx: Scoped, meetingId: string): Promise<LockedGroup | null> {
  await holdGroup(trx, meetingId);
  // A statement of its own: the one that waited for the lock still sees what was true before.
  return groupFacts(trx, meetingId);
}

interface Taking {
  readonly communityId: string;
  /** From `lockGroup`, in this transaction; the person's times are locked too. */
  readonly group: LockedGroup;
  readonly personId: string;
  /** The number that was kept for them; null: the lowest that nobody holds. */
  readonly seat: number | null;
  /** Until when it waits for its payment; null: it costs nothing and is sure at once. */
  readonly payBy: Temporal.Instant | null;
  readonly by: string | null;
  readonly now: Temporal.Instant;
}

/**
 * Gives a free place to somebody who may have it, with their time. "busy", with nothing written, when they have something else
 * then.
 */
export async function takeSeat(
  trx: Scoped,
  jobs: Jobs,
  taking: Taking,
): Promise<"registered" | "unpaid" | "busy"> {
  const { communityId, group, personId, seat, payBy, by, now } = taking;
  const at = { communityId, meetingId: group.id, now };
  if (!(await occupy(trx, { ...at, persons: [personId], start: group.start, end: group.end }))) return "busy";
  const state = payBy ? "unpaid" : "registered";
  await writes.writePlace(trx, { ...at, personId, state, seat, payBy });
  const events = writes.eventsFor([personId], { kind: state, by });
  await writes.record(trx, at, events);
  const told = { communityId, group, events };
  if (payBy) await tellOf(trx, jobs, told, "seats.due", payBy);
  else await tellOfSure(trx, jobs, told, "registered");
  await touchGroup(trx, told, [personId]);
  return state;
}

interface Releasing {
  readonly communityId: string;
  readonly meetingId: string;
  /** Who is taken out, whatever they have: a place, an offer or a turn. */
  readonly personId: string;
  /** Who does it; null when nobody is to be named. */
  readonly by: string | null;
  readonly now: Temporal.Instant;
  /** Whether what they paid goes back. */
  readonly refund: "full" | "none";
}

/**
 * Takes one person out of a group meeting that is not over: frees the place and their time, has the money settled and them told,
 * and offers the place to the first who waits. Gives what they had, or null when there was nothing to end.
 */
export async function release(trx: Scoped, jobs: Jobs, releasing: Releasing): Promise<PlaceState | null> {
  const { communityId, meetingId, personId, by, now, refund } = releasing;
  const group = await lockGroup(trx, meetingId);
  if (!group || now.epochMilliseconds >= group.end * 60_000) return null;
  const { place } = await personFacts(trx, meetingId, personId);
  if (!isOn(place)) return null;
  const { state } = place;
  const at = { communityId, meetingId, now };
  await writes.writeOut(trx, meetingId, [personId]);
  const owns = state === "registered" || state === "unpaid";
  const kind = owns ? (by !== null && by !== personId ? "removed" : "cancelled") : notOwned(state);
  const events = writes.eventsFor([personId], { kind, by, detail: owns ? { refund, was: state } : {} });
  await writes.record(trx, at, events);
  const told = { communityId, group, events };
  if (state === "registered") await tellOfSure(trx, jobs, told, by === personId ? "left" : "removed");
  else if (by !== personId) await tellOf(trx, jobs, told, "seats.out");
  if (owns && group.price) await jobs.send(trx, "payment.settle", { communityId, meetingId });
  await touchGroup(trx, told, [personId]);
  if (isHeld(state)) await fillSeats(trx, jobs, at);
  return state;
}

const notOwned = (state: PlaceState) => (state === "offered" ? "declined" : "line_left");

interface At {
  readonly communityId: string;
  readonly meetingId: string;
  readonly now: Temporal.Instant;
}

/**
 * Offers the free places of a group meeting to the first of those who wait, until the offers end. To be called whenever places
 * became free or more; when there is nothing to offer it does nothing.
 */
export async function fillSeats(trx: Scoped, jobs: Jobs, at: At): Promise<void> {
  const { communityId, meetingId, now } = at;
  const group = await lockGroup(trx, meetingId);
  if (!group) return;
  if (group.highest > group.seats) await writes.renumber(trx, meetingId);
  if (group.state === "cancelled" || now.epochMilliseconds >= group.start * 60_000) return;
  const free = freePlaces(group);
  if (free === 0 || group.waiting === 0) return;
  const { settings } = await currentCommunity(trx, communityId);
  const until = offerEnd(now, settings.offerMinutes, group.start);
  const offered = await writes.writeOffers(trx, { meetingId, free, until });
  const events = offered.flatMap(({ personId, turn }) =>
    writes.eventsFor([personId], { kind: "offered", by: null, detail: { turn } }),
  );
  await writes.record(trx, at, events);
  const told = { communityId, group, events };
  await tellOf(trx, jobs, told, "seats.offered", until);
  // The others of the line moved up.
  await touchGroup(trx, told, [
    ...offered.map(({ personId }) => personId),
    ...(await waitingIn(trx, meetingId)),
  ]);
}

/**
 * Ends everybody's place, offer and turn in a group meeting that is off: frees their time, gives back what they paid and tells
 * them. The hosts' time and telling them is not part of it. `reason` is what the hosts wrote, "" for nothing.
 */
export async function releaseAll(
  trx: Scoped,
  jobs: Jobs,
  { communityId, meetingId, by, now, reason }: At & { readonly by: string | null; readonly reason: string },
): Promise<void> {
  const group = await lockGroup(trx, meetingId);
  if (!group) return;
  const on = await writes.everybodyOut(trx, meetingId);
  const of = (...states: PlaceState[]) =>
    on.filter(({ state }) => states.includes(state)).map((r) => r.personId);
  const at = { communityId, meetingId, now };
  const sure = writes.eventsFor(of("registered"), {
    kind: "cancelled",
    by,
    detail: { refund: "full", reason },
  });
  const owing = writes.eventsFor(of("unpaid"), { kind: "cancelled", by, detail: { refund: "full", reason } });
  const waiting = writes.eventsFor(of("offered", "waiting"), { kind: "line_closed", by });
  await writes.record(trx, at, [...sure, ...owing, ...waiting]);
  await tellOfSure(trx, jobs, { communityId, group, events: sure }, "cancelled");
  await tellOf(trx, jobs, { communityId, group, events: [...owing, ...waiting] }, "seats.off");
  if (group.price && sure.length + owing.length > 0)
    await jobs.send(trx, "payment.settle", { communityId, meetingId });
  const people = on.map(({ personId }) => personId);
  await touchGroup(trx, { communityId, group }, people);
}
