import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";

export interface TimeFreed {
  communityId: string;
}

/**
 * Says that a time may have become free: if anybody waits for one, it is looked for whom it suits as soon as the transaction at hand
 * has committed. What nobody says is found within a minute all the same.
 */
export async function timeFreed(trx: Scoped, jobs: Jobs, communityId: string): Promise<void> {
  const { rows } = await sql`select from waits where state = 'waiting' limit 1`.execute(trx);
  if (rows.length > 0) await jobs.send(trx, "waits.look", { communityId } satisfies TimeFreed);
}
