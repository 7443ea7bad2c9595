import { type CommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { meetingsToSettle } from "./queries/payments.ts";
import { settleMeeting } from "./settling.ts";
import type { Settlement } from "./task.ts";

/** Says how what is owed is settled. */
export async function startPayments(platform: Platform): Promise<void> {
  await platform.jobs.work<Settlement>("payment.settle", (settlement) => settleMeeting(platform, settlement));
}

/** So many meetings are looked after in one go. */
const atOnce = 20;

/** Looks after payments of which nothing was heard, although something should have been. */
export async function keepPayments(platform: Platform, communityId: CommunityId): Promise<void> {
  const { db, clock, log } = platform;
  const due = await inCommunity(db, communityId, (trx) => meetingsToSettle(trx, clock.now(), atOnce));
  for (const meetingId of due) {
    await settleMeeting(platform, { communityId, meetingId }).catch((error: Error) =>
      log.warn({ community: communityId, error: error.message }, "a payment could not be settled yet"),
    );
  }
}
