import { z } from "zod";
import { action, belongs, type Call, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { pausedUntil } from "../attendance/pauses.ts";
import type { Community } from "../communities/community.ts";
import { currentCommunity } from "../communities/load.ts";
import { manages } from "../groups/policy.ts";
import { groupFor } from "../groups/queries.ts";
import { lockTimes } from "../meetings/occupancy.ts";
import { payableUntil } from "../scheduling/agree.ts";
import { fillSeats, lockGroup, release, takeSeat } from "./engine.ts";
import { type LockedGroup, personFacts } from "./queries.ts";
import { isOn, mayAccept, mayRegister, mayWait, moneyWhenLeaving, type PersonFacts } from "./rules.ts";
import { touchGroup } from "./telling.ts";
import { eventsFor, record, writeTurn } from "./writes.ts";

const group = z.object({ meetingId: z.guid() });

interface Asker {
  readonly personId: string;
  readonly community: Community;
  readonly group: LockedGroup;
  readonly person: PersonFacts;
}

type Asking = Pick<Call<{ meetingId: string }>, "actor" | "input" | "trx" | "now">;

/** Who asks for a place, and the group with its row and their own times held; or why they cannot have one. */
async function asker({ actor, input, trx, now }: Asking): Promise<Asker | ReturnType<typeof noMore>> {
  const found = await groupFor(trx, actor, input.meetingId);
  const community = await currentCommunity(trx, actor.communityId);
  if (!found || !actor.id || !community.settings.modules.groups) return noMore();
  const paused = await pausedUntil(trx, actor.id, community, now);
  if (paused !== null) return refuse("paused", { details: { until: paused } });
  await lockTimes(trx, [actor.id]);
  const locked = await lockGroup(trx, input.meetingId);
  if (!locked) return noMore();
  const person = await personFacts(trx, locked.id, actor.id);
  return { personId: actor.id, community, group: locked, person };
}

const noMore = () => refuse<"gone" | "paused">("gone");

/**
 * Somebody takes a place in a group meeting. Gives how they stand then: "unpaid" where it has to be paid first. Refuses: gone (also
 * where a block or a missing invitation stands between), self (its hosts), cancelled, begun, paused (with `details.until` in epoch
 * minutes, for meetings they missed), busy, and full, which somebody waiting makes it too.
 */
export const register = action({
  name: "seats.register",
  may: belongs,
  input: group,
  async run({ actor, input, trx, now, jobs, config }) {
    const asking = await asker({ actor, input, trx, now });
    if ("ok" in asking) return asking;
    const { personId, community, group, person } = asking;
    const verdict = mayRegister(group, person, minuteOf(now));
    if (verdict === "has" && person.place) return ok({ state: person.place.state });
    if (verdict !== "may") return refuse(verdict);
    return seated({ trx, jobs, config, now }, { community, group, personId, seat: null });
  },
});

/**
 * Somebody waits for a place in a group meeting. Where one is free and nobody waits it is offered to them at once. Refuses as
 * `register` does, except full and busy.
 */
export const joinLine = action({
  name: "seats.wait",
  may: belongs,
  input: group,
  async run({ actor, input, trx, now, jobs }) {
    const asking = await asker({ actor, input, trx, now });
    if ("ok" in asking) return asking;
    const { personId, community, group, person } = asking;
    const verdict = mayWait(group, person, minuteOf(now));
    if (verdict === "has" && person.place) return ok({ state: person.place.state });
    if (verdict !== "may") return refuse(verdict);
    const at = { communityId: community.id, meetingId: group.id, now };
    await writeTurn(trx, { ...at, personId });
    await record(trx, at, eventsFor([personId], { kind: "waiting", by: personId }));
    await touchGroup(trx, { communityId: community.id, group }, [personId]);
    await fillSeats(trx, jobs, at);
    const { place } = await personFacts(trx, group.id, personId);
    return ok({ state: place?.state ?? "waiting" });
  },
});

/** Somebody takes the freed place that is kept for them. Refuses as `register` does, and offer_over when it went to the next one. */
export const acceptOffer = action({
  name: "seats.accept",
  may: belongs,
  input: group,
  async run({ actor, input, trx, now, jobs, config }) {
    const asking = await asker({ actor, input, trx, now });
    if ("ok" in asking) return asking;
    const { personId, community, group, person } = asking;
    const verdict = mayAccept(group, person, now);
    if (verdict === "has" && person.place) return ok({ state: person.place.state });
    if (verdict !== "may") return refuse(verdict);
    const seat = person.place?.seat ?? null;
    return seated({ trx, jobs, config, now }, { community, group, personId, seat });
  },
});

interface Seating {
  readonly community: Community;
  readonly group: LockedGroup;
  readonly personId: string;
  readonly seat: number | null;
}

async function seated(
  { trx, jobs, config, now }: Pick<Call<unknown>, "trx" | "jobs" | "config" | "now">,
  { community, group, personId, seat }: Seating,
) {
  const { price, start } = group;
  const payBy = price && payableUntil({ price, start, now, community, config });
  const taking = { communityId: community.id, group, personId, seat, payBy, by: personId, now };
  const state = await takeSeat(trx, jobs, taking);
  return state === "busy" ? refuse("busy") : ok({ state });
}

const seen = z.string().pipe(z.enum(["waiting", "offered", "unpaid", "registered"]));
const money = z.string().pipe(z.enum(["back", "kept", ""]));

/**
 * Somebody gives up what they have in a group meeting that has not begun: their place, the one kept for them, or their turn. `seen`
 * is what the page said they have, and `money` what it said becomes of what they paid. Refuses: gone, begun, and changed when
 * either is another by now.
 */
export const leave = action({
  name: "seats.leave",
  may: belongs,
  input: group.extend({ seen, money }),
  async run({ actor, input, trx, now, jobs }) {
    const found = await groupFor(trx, actor, input.meetingId);
    const group = found && (await lockGroup(trx, found.id));
    if (!group || !actor.id) return refuse("gone");
    const { place } = await personFacts(trx, group.id, actor.id);
    if (!isOn(place)) return refuse("gone");
    if (minuteOf(now) >= group.start) return refuse("begun");
    const { communityId } = actor;
    const { refundMinutes } = (await currentCommunity(trx, communityId)).settings;
    const leaving = { start: group.start, priced: group.price !== null, state: place.state, refundMinutes };
    const becomes = moneyWhenLeaving(leaving, minuteOf(now));
    if (place.state !== input.seen || (becomes ?? "") !== input.money) return refuse("changed");
    const refund = becomes === "kept" ? "none" : "full";
    const out = { communityId, meetingId: group.id, personId: actor.id, by: actor.id, now, refund } as const;
    await release(trx, jobs, out);
    return ok({ left: input.seen });
  },
});

/**
 * A host or a coordinator takes somebody out of a group meeting that is not over; what they paid goes back. Refuses: gone, also
 * when that person has nothing in it, and not_yours.
 */
export const removeFromGroup = action({
  name: "seats.remove",
  may: belongs,
  input: group.extend({ personId: z.guid() }),
  async run({ actor, input: { meetingId, personId }, trx, now, jobs }) {
    const group = await groupFor(trx, actor, meetingId);
    if (!group) return refuse("gone");
    if (!manages(actor, group)) return refuse("not_yours");
    const { communityId, id: by } = actor;
    const out = { communityId, meetingId: group.id, personId, by, now, refund: "full" } as const;
    return (await release(trx, jobs, out)) ? ok({ meetingId: group.id }) : refuse("gone");
  },
});
