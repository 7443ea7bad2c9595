import { sql } from "kysely";
import { type CommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { expire } from "./expiring.ts";
import { widen } from "./widening.ts";

/** How many requests are looked at in one go; the next minute there is another. */
const atOnce = 200;

type Due = "answer_by" | "expires_at";

const dueBy = (trx: Scoped, column: Due, now: Temporal.Instant) =>
  sql<{ id: string }>`
    select id from support_requests where state = 'open' and ${sql.ref(column)} <= ${now}
    order by ${sql.ref(column)}, id limit ${atOnce}`.execute(trx);

/** Ends the requests whose time is over, and finds more people for those that nobody answered in time; each in its transaction. */
export async function keepRequests(platform: Platform, communityId: CommunityId): Promise<void> {
  const now = platform.clock.now();
  for (const [column, keep] of [
    ["expires_at", expire],
    ["answer_by", widen],
  ] as const) {
    const { rows } = await inCommunity(platform.db, communityId, (trx) => dueBy(trx, column, now));
    for (const { id } of rows) {
      await inCommunity(platform.db, communityId, (trx) =>
        keep(trx, platform.jobs, { communityId, id, now }),
      );
    }
  }
}
