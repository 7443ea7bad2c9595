import type { Money } from "#platform/money.ts";

/** Of a group meeting, what somebody may rely on. */
interface Shape {
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  readonly locationId: string | null;
  readonly link: string | null;
  /** null or nothing: it costs nothing. */
  readonly price: Money | null;
  /** Ids of its host and co-hosts. */
  readonly hosts: readonly string[];
}

/** What is different about a group meeting, as far as it matters to those who come. */
export interface Differences {
  readonly time: boolean;
  /** The location, whose room and opening hours are to be looked at. */
  readonly location: boolean;
  /** Where to go: the location or the address to join. */
  readonly place: boolean;
  readonly price: boolean;
  /** Ids of who gives it from now on, and of who does no more. */
  readonly joining: readonly string[];
  readonly leaving: readonly string[];
}

/** Compares how a group meeting is with how it is to be. */
export function differences(before: Shape, after: Shape): Differences {
  const location = before.locationId !== after.locationId;
  return {
    time: before.start !== after.start || before.end !== after.end,
    location,
    place: location || before.link !== after.link,
    price: (before.price?.minor ?? 0) !== (after.price?.minor ?? 0),
    joining: after.hosts.filter((id) => !before.hosts.includes(id)),
    leaving: before.hosts.filter((id) => !after.hosts.includes(id)),
  };
}
