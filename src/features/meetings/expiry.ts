import { sql } from "kysely";
import { type CommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { endMeeting } from "./ending.ts";

/** Ends the meetings of a community that were not paid in time: their time is free again, and both are told. */
export async function endUnpaid(platform: Platform, communityId: CommunityId): Promise<void> {
  const { db, clock } = platform;
  const now = clock.now();
  const { rows } = await inCommunity(db, communityId, (trx) =>
    sql<{ id: string }>`select id from meetings where pay_by <= ${now} order by pay_by limit 500`.execute(
      trx,
    ),
  );
  // One transaction each: a payment that comes in at this moment waits for one meeting, not for all of them.
  for (const { id } of rows) await endOne(platform, communityId, id, now);
}

function endOne(
  { db, jobs }: Platform,
  communityId: CommunityId,
  meetingId: string,
  now: Temporal.Instant,
): Promise<void> {
  return inCommunity(db, communityId, async (trx) => {
    // Who pays meanwhile has the row; when it was paid there is nothing to end any more.
    const { rows } = await sql<{ version: number }>`
      select version from meetings where id = ${meetingId} and pay_by <= ${now} for update`.execute(trx);
    const [due] = rows;
    if (!due) return;
    const { version } = due;
    await endMeeting(trx, jobs, {
      communityId,
      meetingId,
      version,
      kind: "expired",
      by: null,
      now,
      refund: "full",
    });
  });
}
