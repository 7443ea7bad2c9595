import { asCommunityId, type CommunityId } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { keepAttendance } from "./features/attendance/keeping.ts";
import { endUnpaid } from "./features/meetings/expiry.ts";
import { keepPayments } from "./features/payments/jobs.ts";
import { freeOverdueHolds } from "./features/proposals/jobs.ts";
import { keepReminders } from "./features/reminders/deadlines.ts";
import { keepRequests } from "./features/requests/deadlines.ts";
import { publishReviews } from "./features/reviews/publishing.ts";
import { keepSeats } from "./features/seats/deadlines.ts";
import { keepWaits } from "./features/waits/deadlines.ts";

/** Does what is due in a community at `platform.clock`'s now. Running again, also at the same time elsewhere, does nothing twice. */
export type Keeper = (platform: Platform, communityId: CommunityId) => Promise<void>;

/** Everything that happens because time passed: the one list. */
const keepers: readonly Keeper[] = [
  freeOverdueHolds,
  keepRequests,
  endUnpaid,
  keepSeats,
  keepPayments,
  keepAttendance,
  keepReminders,
  publishReviews,
  // After everything that can free a time.
  keepWaits,
];

/** Does all that is due, community by community; what fails in one is written down and does not stop the others. */
export async function keepDeadlines(platform: Platform): Promise<void> {
  const communities = await platform.db.selectFrom("communities").select("id").orderBy("id").execute();
  for (const { id } of communities) await keepDeadlinesOf(platform, asCommunityId(id));
}

/** Does all that is due in one community. */
export async function keepDeadlinesOf(platform: Platform, communityId: CommunityId): Promise<void> {
  for (const keep of keepers) {
    await keep(platform, communityId).catch((error: Error) =>
      platform.log.error(
        { community: communityId, error: error.message, stack: error.stack },
        "a deadline was not kept",
      ),
    );
  }
}

/** Looks every minute, in one process at a time. */
export async function startDeadlines(platform: Platform): Promise<void> {
  await platform.jobs.work("deadlines.keep", () => keepDeadlines(platform));
  await platform.jobs.every("deadlines.keep", "* * * * *");
}
