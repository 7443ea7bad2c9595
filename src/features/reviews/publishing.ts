import { instantOf, minuteOf } from "#platform/clock.ts";
import { type CommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { touch } from "#platform/live/touch.ts";
import { mondayOf, startOfDate } from "../availability/zones.ts";
import { currentCommunity } from "../communities/load.ts";
import { notify } from "../notifications/index.ts";
import { batchOf } from "./batching.ts";
import { providersWaiting, publish, standingOf } from "./queries/waiting.ts";

/**
 * Publishes the reviews that are ready. It looks as if it were the beginning of the week: the minute at which enough were there
 * would tell when the last one was written.
 */
export async function publishReviews(platform: Platform, communityId: CommunityId): Promise<void> {
  const { db, clock } = platform;
  const { cutoff, providers } = await inCommunity(db, communityId, async (trx) => {
    const { zone } = await currentCommunity(trx, communityId);
    const at = startOfDate(zone, mondayOf(zone, minuteOf(clock.now())));
    return { cutoff: at, providers: await providersWaiting(trx, instantOf(at)) };
  });
  for (const providerId of providers) await publishOf(platform, communityId, providerId, cutoff);
}

/** `cutoff` in epoch minutes. */
function publishOf(
  { db, jobs }: Platform,
  communityId: CommunityId,
  providerId: string,
  cutoff: number,
): Promise<void> {
  return inCommunity(db, communityId, async (trx) => {
    const ids = batchOf(await standingOf(trx, providerId), cutoff);
    if (ids.length === 0) return;
    await publish(trx, ids, instantOf(cutoff));
    await notify(trx, jobs, {
      communityId,
      to: [providerId],
      kind: "review",
      once: `reviews.published.${providerId}.${cutoff}`,
      message: "reviews.published",
      path: `/providers/${providerId}/reviews`,
    });
    await touch(trx, { communityId, people: [providerId], about: [`reviews:${providerId}`] });
  });
}
