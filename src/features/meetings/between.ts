import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { endMeeting } from "./ending.ts";
import { lockTimes } from "./occupancy.ts";

interface Two {
  communityId: string;
  a: string;
  b: string;
  now: Temporal.Instant;
}

/**
 * Cancels every meeting of two persons that is not over, whichever of them gives it. Both are told that it is off and not by
 * whom; what was paid goes back in full.
 */
export async function cancelBetween(trx: Scoped, jobs: Jobs, { communityId, a, b, now }: Two): Promise<void> {
  // Whoever is about to bring the two together waits until this is decided, or is seen here.
  await lockTimes(trx, [a, b]);
  // Locked one after the other in one order, as everybody does who locks several.
  const { rows } = await sql<{ id: string; version: number }>`
    select m.id, m.version from meetings m
    where m.state <> 'cancelled' and m.ends_at > ${now} and exists (
      select from registrations r
      where r.meeting_id = m.id and (m.provider_id, r.person_id) in ((${a}::uuid, ${b}::uuid), (${b}::uuid, ${a}::uuid)))
    order by m.id for update of m`.execute(trx);
  for (const { id, version } of rows) {
    await endMeeting(trx, jobs, {
      communityId,
      meetingId: id,
      version,
      kind: "cancelled",
      by: null,
      now,
      refund: "full",
    });
  }
}
