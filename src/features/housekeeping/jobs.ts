import type { Database } from "#platform/database/connection.ts";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { everywhere, inCommunities, sweep } from "./queries.ts";

/** Rows in one transaction: over in a moment, so that nobody waits for it. */
const batch = 1_000;
/** Batches of one kind in one night; what is left has time until the next. */
const most = 200;

/** Does away with what has served its purpose, every night at a quiet hour, in one process. */
export async function startHousekeeping(platform: Platform): Promise<void> {
  await platform.jobs.work("housekeeping.daily", () => keepHouse(platform));
  await platform.jobs.every("housekeeping.daily", "23 3 * * *");
}

/** One night's work. Ends early where there is little to do; running twice does no harm. */
export async function keepHouse({ db }: Pick<Platform, "db">): Promise<void> {
  const communities = await db.selectFrom("communities").select("id").orderBy("id").execute();
  for (const { id } of communities) {
    for (const kind of inCommunities) {
      await untilDone(() => inCommunity(db, asCommunityId(id), (trx) => sweep(trx, kind, batch)));
    }
  }
  for (const kind of everywhere) await untilDone(() => inTransaction(db, (trx) => sweep(trx, kind, batch)));
}

async function untilDone(once: () => Promise<number>): Promise<void> {
  for (let round = 0; round < most; round++) {
    if ((await once()) < batch) return;
  }
}

const inTransaction = <T>(db: Database, work: (trx: Database) => Promise<T>): Promise<T> =>
  db.transaction().execute(work);
