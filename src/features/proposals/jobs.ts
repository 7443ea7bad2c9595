import type { CommunityId } from "#platform/database/scope.ts";
import { inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { touch } from "#platform/live/touch.ts";
import { freeHolds, lockTimes } from "../meetings/occupancy.ts";
import { endHolds, lockOverdueHolds } from "./queries/settling.ts";

/** Frees the times of proposals that were held long enough; the proposals stay, and their times may still be free. */
export async function freeOverdueHolds({ db, clock }: Platform, communityId: CommunityId): Promise<void> {
  let left = true;
  while (left) {
    left = await inCommunity(db, communityId, async (trx) => {
      const overdue = await lockOverdueHolds(trx, clock.now());
      if (overdue.length === 0) return false;
      const ids = overdue.map(({ id }) => id);
      await lockTimes(
        trx,
        overdue.map(({ providerId }) => providerId),
      );
      await freeHolds(trx, ids);
      await endHolds(trx, ids);
      await touch(trx, {
        communityId,
        people: overdue.flatMap(({ providerId, memberId }) => [providerId, memberId]),
        about: overdue.flatMap(({ id, requestId }) => [`proposal:${id}`, `request:${requestId}`]),
      });
      return true;
    });
  }
}
