import { sql } from "kysely";
import { type CommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { currentCommunity } from "../communities/load.ts";
import { expire } from "./expiring.ts";
import { widen } from "./widening.ts";

/** How many requests are looked at in one go; the next minute there is another. */
const atOnce = 200;

/** Ends the requests whose time is over, and finds more people for those that nobody answered in time; each in its transaction. */
export async function keepRequests(platform: Platform, communityId: CommunityId): Promise<void> {
  const now = platform.clock.now();
  for (const [due, keep] of [
    [over, expire],
    [unanswered, widen],
  ] as const) {
    const ids = await inCommunity(platform.db, communityId, (trx) => due(trx, now));
    for (const id of ids) {
      await inCommunity(platform.db, communityId, (trx) =>
        keep(trx, platform.jobs, { communityId, id, now }),
      );
    }
  }
  await inCommunity(platform.db, communityId, (trx) => waitAgain(trx, communityId, now));
}

async function over(trx: Scoped, now: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from support_requests where state = 'open' and expires_at <= ${now}
    order by expires_at, id limit ${atOnce}`.execute(trx);
  return rows.map(({ id }) => id);
}

async function unanswered(trx: Scoped, now: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from support_requests r join people m on m.community_id = r.community_id and m.id = r.member_id
    where r.state = 'open' and r.answer_by <= ${now} and m.archived_at is null
    order by r.answer_by, r.id limit ${atOnce}`.execute(trx);
  return rows.map(({ id }) => id);
}

/**
 * A request whose last proposal was taken back or declined waits for an answer again, unless everybody was told already. A
 * proposal that comes at this very moment does no harm: what has one is left alone when the time is up.
 */
async function waitAgain(trx: Scoped, communityId: CommunityId, now: Temporal.Instant): Promise<void> {
  const { settings } = await currentCommunity(trx, communityId);
  await sql`
    update support_requests r set answer_by = ${now.add({ minutes: settings.answerMinutes })}
    where state = 'open' and answer_by is null and widened_at is null and not exists (
      select from proposals p where p.request_id = r.id and p.state in ('open', 'accepted'))`.execute(trx);
}
