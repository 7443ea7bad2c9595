import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { freeHolds, lockTimes } from "../meetings/occupancy.ts";
import { record } from "../proposals/history.ts";

interface Two {
  communityId: string;
  /** Who blocks: their own proposals are withdrawn, the other's are not chosen. */
  a: string;
  b: string;
  now: Temporal.Instant;
}

/**
 * Ends every open proposal between two persons, whichever of them wrote it, and frees the times it held. Nobody is told, and the
 * history does not say who wanted it. Gives what changed. Locks requests first, then proposals, then persons.
 */
export async function endProposalsBetween(
  trx: Scoped,
  { communityId, a, b, now }: Two,
): Promise<readonly { id: string; request_id: string }[]> {
  const pairs = sql`((${a}::uuid, ${b}::uuid), (${b}::uuid, ${a}::uuid))`;
  // All that is open, so that a proposal that is being written waits for the block and is refused.
  await sql`
    select id from support_requests where state = 'open' and member_id in (${a}, ${b})
    order by id for update`.execute(trx);
  const { rows } = await sql<{ id: string; request_id: string; provider_id: string }>`
    select o.id, o.request_id, o.provider_id from proposals o join support_requests r on r.id = o.request_id
    where o.state = 'open' and (o.provider_id, r.member_id) in ${pairs}
    order by o.id for update of o`.execute(trx);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  await lockTimes(trx, [a, b]);
  await freeHolds(trx, ids);
  await sql`
    update proposals set state = case when provider_id = ${a} then 'withdrawn' else 'not_chosen' end, settled_at = ${now}, held_until = null
    where id = any(${ids}::uuid[])`.execute(trx);
  for (const { id, request_id, provider_id } of rows) {
    const entry = { communityId, id: newId(), requestId: request_id, proposalId: id };
    await record(trx, { ...entry, kind: provider_id === a ? "withdrawn" : "not_chosen", by: null, at: now });
  }
  return rows;
}
