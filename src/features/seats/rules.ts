/** How somebody stands with a group meeting: in the line, asked to take a freed place, owing its price, sure, or out. */
export type PlaceState = "waiting" | "offered" | "unpaid" | "registered" | "cancelled";

/** A person's own row of a group meeting. */
export interface Place {
  readonly personId: string;
  readonly state: PlaceState;
  /** Its number, while it is held. */
  readonly seat: number | null;
  /** Until when a freed place is kept for them, while it is. */
  readonly offeredUntil: Temporal.Instant | null;
  /** Until when it waits for its payment, while it does. */
  readonly payBy: Temporal.Instant | null;
  /** How many wait before them, while they wait. */
  readonly ahead: number | null;
}

/** Of a group meeting, what decides about its places. */
export interface GroupFacts {
  readonly state: string;
  /** Epoch minutes. */
  readonly start: number;
  readonly seats: number;
  /** Places that are held: offered, unpaid or sure. */
  readonly taken: number;
  readonly waiting: number;
  readonly private: boolean;
}

/** Of one person, what decides whether they may have a place of it. */
export interface PersonFacts {
  readonly place: Place | null;
  readonly hosts: boolean;
  /** Whether a block stands between them and one of its hosts. */
  readonly blocked: boolean;
  readonly invited: boolean;
}

/** Places that are held by nobody. A number that was taken away while somebody held it counts until they leave. */
export const freePlaces = ({ seats, taken }: Pick<GroupFacts, "seats" | "taken">): number =>
  Math.max(0, seats - taken);

/** Whether this place is one of those there are: nobody else can have it. */
export const isHeld = (state: PlaceState | undefined): boolean =>
  state === "offered" || state === "unpaid" || state === "registered";

/** Whether this person is in the line or has a place. */
export const isOn = (place: Place | null): place is Place => place !== null && place.state !== "cancelled";

export type Bar = "gone" | "cancelled" | "begun" | "self";

/** Why this person cannot ask for a place at all now, or null. `now` in epoch minutes. Private ones are for the invited. */
export function barFor(group: GroupFacts, person: PersonFacts, now: number): Bar | null {
  if (person.hosts) return "self";
  if (person.blocked) return "gone";
  if (group.private && !person.invited && !isOn(person.place)) return "gone";
  if (group.state === "cancelled") return "cancelled";
  if (now >= group.start) return "begun";
  return null;
}

export type RegisterVerdict = "may" | "has" | "full" | Bar;

/**
 * Whether this person may take a place at once. "has": they hold one, or wait. Nobody passes those who wait, so while somebody does
 * it is full. `now` in epoch minutes.
 */
export function mayRegister(group: GroupFacts, person: PersonFacts, now: number): RegisterVerdict {
  const bar = barFor(group, person, now);
  if (bar) return bar;
  if (isOn(person.place)) return "has";
  return freePlaces(group) === 0 || group.waiting > 0 ? "full" : "may";
}

/** Whether this person may join the line: as `mayRegister`, and always while it is full. */
export function mayWait(group: GroupFacts, person: PersonFacts, now: number): "may" | "has" | Bar {
  const bar = barFor(group, person, now);
  if (bar) return bar;
  return isOn(person.place) ? "has" : "may";
}

export type OfferVerdict = "may" | "has" | "offer_over" | Bar;

/** Whether this person may take the place that is kept for them. */
export function mayAccept(group: GroupFacts, person: PersonFacts, now: Temporal.Instant): OfferVerdict {
  const bar = barFor(group, person, Math.floor(now.epochMilliseconds / 60_000));
  if (bar) return bar;
  const { place } = person;
  if (place?.state === "registered" || place?.state === "unpaid") return "has";
  if (place?.state !== "offered" || !place.offeredUntil) return "offer_over";
  return Temporal.Instant.compare(now, place.offeredUntil) < 0 ? "may" : "offer_over";
}

/**
 * Until when a freed place is kept for somebody who waited: as long as the community keeps it, and to the start at most.
 * `start` in epoch minutes.
 */
export function offerEnd(now: Temporal.Instant, minutes: number, start: number): Temporal.Instant {
  const begins = Temporal.Instant.fromEpochMilliseconds(start * 60_000);
  const kept = now.add({ minutes });
  return Temporal.Instant.compare(kept, begins) < 0 ? kept : begins;
}

interface Leaving {
  /** Epoch minutes. */
  readonly start: number;
  readonly priced: boolean;
  readonly state: PlaceState;
  readonly refundMinutes: number;
}

/**
 * What becomes of the money of somebody who leaves now: all goes back up to the community's notice, nothing later; null where
 * nothing was paid. `now` in epoch minutes.
 */
export function moneyWhenLeaving(
  { start, priced, state, refundMinutes }: Leaving,
  now: number,
): "back" | "kept" | null {
  if (!priced || state !== "registered") return null;
  return now <= start - refundMinutes ? "back" : "kept";
}
