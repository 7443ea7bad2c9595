import { minuteOf } from "#platform/clock.ts";
import { type CommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { touch } from "#platform/live/touch.ts";
import { lockTimes } from "../meetings/occupancy.ts";
import { notify } from "../notifications/notify.ts";
import { endOffer, endPast, keptBy, overdueOffers } from "./line.ts";
import { offerFreeTimes } from "./offering.ts";
import { tellOfEnd } from "./telling.ts";

/** Ends the offers that ran out and the waits for what is past, and offers what is free to the next. */
export async function keepWaits(platform: Platform, communityId: CommunityId): Promise<void> {
  const { db, clock } = platform;
  const overdue = await inCommunity(db, communityId, (trx) => overdueOffers(trx, clock.now()));
  // One transaction each: who takes a time at this moment waits for one offer to end, not for all of them.
  for (const waitId of overdue) await endOverdue(platform, communityId, waitId);
  await endOver(platform, communityId);
  await offerFreeTimes(platform, communityId);
}

function endOverdue({ db, jobs, clock }: Platform, communityId: CommunityId, waitId: string): Promise<void> {
  return inCommunity(db, communityId, async (trx) => {
    const provider = await keptBy(trx, waitId);
    if (!provider) return;
    await lockTimes(trx, [provider]);
    const ended = await endOffer(trx, waitId, { overdue: clock.now() });
    if (ended) await tellOfEnd(trx, jobs, { ...ended, communityId, waitId });
  });
}

function endOver({ db, jobs, clock }: Platform, communityId: CommunityId): Promise<void> {
  return inCommunity(db, communityId, async (trx) => {
    const now = clock.now();
    for (const { id, personId, service } of await endPast(trx, now)) {
      await notify(trx, jobs, {
        communityId,
        to: [personId],
        kind: "group",
        once: `wait.${id}.over`,
        message: "waits.over",
        values: { service },
        path: `/waits/${id}`,
        until: minuteOf(now) + 3 * 1440,
      });
      await touch(trx, { communityId, people: [personId], about: ["waits", `wait:${id}`] });
    }
  });
}
