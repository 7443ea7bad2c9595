import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { pausedUntil } from "../attendance/pauses.ts";
import { type Availability, askAvailability, freeAt, locationsAt, startsFor } from "../availability/index.ts";
import { minutesBooked } from "../booking/queries.ts";
import { mayBookService, pickFairly } from "../booking/rules.ts";
import type { Community } from "../communities/community.ts";
import type { Waiting } from "./line.ts";
import { fewestMinutes, keptUntil, suits } from "./rules.ts";

/** Who asks for whom, in one transaction. */
export interface Ground {
  readonly trx: Scoped;
  readonly community: Community;
  readonly now: Temporal.Instant;
}

/** A time that would suit somebody who waits. */
export interface Suiting {
  readonly providerId: string;
  readonly locationId: string | null;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  readonly keptUntil: number;
}

type Asked = Pick<Waiting, "formatId" | "serviceId" | "providerId" | "from" | "until">;

/** Everything that decides about the times of a wait; without a member those that suit anybody at all. */
export function availabilityOf(
  { trx, community, now }: Ground,
  { formatId, serviceId, providerId, from, until }: Asked,
  memberId: string | null,
): Promise<Availability | null> {
  return askAvailability(trx, {
    community,
    format: { id: formatId },
    serviceId,
    providerIds: providerId ? [providerId] : undefined,
    memberId,
    from: Math.max(from, minuteOf(now)),
    to: until,
    now: minuteOf(now),
  });
}

/** The starts at which somebody is free and that leave enough time to answer, ascending, in epoch minutes. */
export function offerableStarts(availability: Availability): number[] {
  const { providers } = availability;
  const starts = startsFor(availability).providers.flatMap((times, i) => {
    const provider = providers[i];
    return provider ? times.starts.filter((start) => isAnswerable(availability, provider, start)) : [];
  });
  return [...new Set(starts)].toSorted((one, other) => one - other);
}

type Provider = Availability["providers"][number];

/** The first start that can still be booked now, in epoch minutes. */
const bookableFrom = ({ question }: Availability, { engine }: Provider): number =>
  Math.max(question.earliest, engine.earliest ?? question.earliest);

const isAnswerable = (availability: Availability, provider: Provider, start: number): boolean =>
  start >= bookableFrom(availability, provider) + fewestMinutes;

const fairWindow = 14 * 1440;

/** The first time that suits somebody in the line, with whoever is free then and has least to do; null when there is none. */
export async function firstSuiting(ground: Ground, wait: Waiting): Promise<Suiting | null> {
  const availability = await availabilityFor(ground, wait);
  const [start] = availability ? offerableStarts(availability) : [];
  if (!availability || start === undefined) return null;
  const free = freeAt(availability, start).filter((provider) => isAnswerable(availability, provider, start));
  const ids = free.map(({ id }) => id);
  const booked = await minutesBooked(ground.trx, ids, start - fairWindow, start + fairWindow);
  const provider = pickFairly(ids, booked, start);
  return provider === null ? null : suitingWith(availability, provider, start, ground);
}

/** Whether one start with one provider suits somebody in the line, and how. */
export async function suitsThen(
  ground: Ground,
  wait: Waiting,
  { providerId, start }: { providerId: string; start: number },
): Promise<Suiting | null> {
  if (!suits(wait, start) || (wait.providerId ?? providerId) !== providerId) return null;
  const availability = await availabilityFor(ground, { ...wait, providerId, from: start, until: start + 1 });
  const free = availability && freeAt(availability, start).length > 0;
  return free ? suitingWith(availability, providerId, start, ground) : null;
}

/** As it is for the one who waits: also whether they may book this at all, and now. */
async function availabilityFor(ground: Ground, wait: Waiting): Promise<Availability | null> {
  const { trx, community, now } = ground;
  const availability = await availabilityOf(ground, wait, wait.personId);
  if (!availability || !mayBookService(community.settings, availability.service)) return null;
  return (await pausedUntil(trx, wait.personId, community, now)) === null ? availability : null;
}

function suitingWith(
  availability: Availability,
  providerId: string,
  start: number,
  { community, now }: Ground,
): Suiting | null {
  const provider = availability.providers.find(({ id }) => id === providerId);
  if (!provider) return null;
  const notice = bookableFrom(availability, provider) - minuteOf(now);
  const { offerMinutes } = community.settings;
  const until = keptUntil({ start, notice, offerMinutes, now: minuteOf(now) });
  const [location] = locationsAt(availability, providerId, start);
  const end = start + availability.format.minutes;
  return until === null
    ? null
    : { providerId, locationId: location?.id ?? null, start, end, keptUntil: until };
}
