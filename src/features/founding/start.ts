import type { Database } from "#platform/database/connection.ts";
import { asCommunityId, type CommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import { addStartingFormats } from "../formats/starting.ts";
import { addStartingOptions } from "../options/queries.ts";
import { addStartingTips } from "../tips/queries.ts";

/** Grows when there is more to begin with; then every community is asked once what it lacks. */
const edition = 2;

/** Gives a community what it begins with: lists to choose from, a format of groups, and tips. What it has already stays as it is. */
export async function giveStart(trx: Scoped, communityId: CommunityId): Promise<void> {
  await addStartingOptions(trx, communityId);
  await addStartingFormats(trx, communityId);
  await addStartingTips(trx, communityId);
  await trx
    .updateTable("communities")
    .set({ start_edition: edition })
    .where("id", "=", communityId)
    .execute();
}

/** Gives it to every community that was founded when there was less. */
export async function completeCommunities(db: Database): Promise<void> {
  const earlier = await db
    .selectFrom("communities")
    .select("id")
    .where("start_edition", "<", edition)
    .execute();
  for (const { id } of earlier) {
    const community = asCommunityId(id);
    await inCommunity(db, community, (trx) => giveStart(trx, community));
  }
}
