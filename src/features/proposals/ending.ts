import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { freeHolds, lockTimes } from "../meetings/occupancy.ts";
import { notify } from "../notifications/notify.ts";
import { record } from "./history.ts";

interface Ending {
  communityId: string;
  requestId: string;
  to: "not_chosen";
  now: Temporal.Instant;
  /** Who ended the request; null when time did. */
  by?: string | null;
  /** The proposal that was chosen instead. */
  except?: string;
}

/**
 * Ends every open proposal on a request whose row the caller has locked: frees the times they held and tells their providers
 * kindly. Gives the providers' ids.
 */
export async function endProposals(trx: Scoped, jobs: Jobs, ending: Ending): Promise<string[]> {
  const { communityId, requestId, to, now, by = null, except = null } = ending;
  const { rows } = await sql<{ id: string; provider_id: string; subject: string }>`
    select o.id, o.provider_id, r.subject from proposals o join support_requests r on r.id = o.request_id
    where o.request_id = ${requestId} and o.state = 'open' and o.id is distinct from ${except}::uuid
    order by o.id for update of o`.execute(trx);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const providers = rows.map(({ provider_id }) => provider_id);
  await lockTimes(trx, providers);
  await freeHolds(trx, ids);
  await sql`
    update proposals set state = ${to}, settled_at = ${now}, held_until = null
    where id = any(${ids}::uuid[])`.execute(trx);
  for (const { id, provider_id, subject } of rows) {
    await record(trx, { communityId, id: newId(), requestId, proposalId: id, kind: to, by, at: now });
    await notify(trx, jobs, {
      communityId,
      to: [provider_id],
      kind: "proposal",
      once: `proposal.${id}.${to}`,
      message: "proposals.notChosen",
      values: { subject },
      path: `/proposals/${id}`,
      private: true,
    });
  }
  await touch(trx, {
    communityId,
    people: providers,
    about: ["requests", `request:${requestId}`, ...ids.map((id) => `proposal:${id}`)],
  });
  return providers;
}
