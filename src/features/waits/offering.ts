import { minuteOf } from "#platform/clock.ts";
import { type CommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { currentCommunity } from "../communities/load.ts";
import { lockTimes } from "../meetings/occupancy.ts";
import { keepTime, theLine, type Waiting } from "./line.ts";
import { suits } from "./rules.ts";
import {
  availabilityOf,
  firstSuiting,
  type Ground,
  offerableStarts,
  type Suiting,
  suitsThen,
} from "./suiting.ts";
import { tellOfOffer } from "./telling.ts";

/** So many offers are made in one go; the next minute there is another. */
const mostOffers = 200;

/** Offers every time that is free to the first in the line whom it suits, one transaction for each. */
export async function offerFreeTimes(platform: Platform, communityId: CommunityId): Promise<void> {
  const { db, jobs, clock } = platform;
  for (let made = 0; made < mostOffers; made += 1) {
    const more = await inCommunity(db, communityId, (trx) => offerOne(trx, jobs, communityId, clock.now()));
    if (!more) return;
  }
}

/** Makes one offer, or tries to; false when nothing that is free suits anybody. */
async function offerOne(
  trx: Scoped,
  jobs: Jobs,
  communityId: CommunityId,
  now: Temporal.Instant,
): Promise<boolean> {
  const line = await theLine(trx, now);
  if (line.length === 0) return false;
  const ground = { trx, community: await currentCommunity(trx, communityId), now };
  for (const wait of await withFreeTimes(ground, line)) {
    const found = await firstSuiting(ground, wait);
    if (!found) continue;
    // From here on this provider's times stand still; only now it is known who of all is the first whom this one suits.
    await lockTimes(trx, [found.providerId]);
    const first = await firstOf(ground, line, found);
    if (!first) return true;
    const offer = { ...first.suiting, communityId, waitId: first.wait.id };
    if (await keepTime(trx, offer)) await tellOfOffer(trx, jobs, { ...offer, personId: first.wait.personId });
    return true;
  }
  return false;
}

/**
 * Those of the line for whom there is anything to look at: somebody gives what they want at a free time they would take. Many wait for
 * the same, so it is asked once for all of them.
 */
async function withFreeTimes(ground: Ground, line: readonly Waiting[]): Promise<Waiting[]> {
  const groups = Map.groupBy(
    line,
    ({ formatId, serviceId, providerId }) => `${formatId} ${serviceId} ${providerId}`,
  );
  const some = new Set<Waiting>();
  for (const group of groups.values()) {
    const [one] = group;
    if (!one) continue;
    const from = Math.max(minuteOf(ground.now), Math.min(...group.map((wait) => wait.from)));
    const until = Math.max(...group.map((wait) => wait.until));
    const availability = await availabilityOf(ground, { ...one, from, until }, null);
    const starts = availability ? offerableStarts(availability) : [];
    for (const wait of group) if (starts.some((start) => suits(wait, start))) some.add(wait);
  }
  return line.filter((wait) => some.has(wait));
}

async function firstOf(
  ground: Ground,
  line: readonly Waiting[],
  { providerId, start }: Suiting,
): Promise<{ wait: Waiting; suiting: Suiting } | null> {
  for (const wait of line) {
    const suiting = await suitsThen(ground, wait, { providerId, start });
    if (suiting) return { wait, suiting };
  }
  return null;
}
