import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { release } from "../seats/engine.ts";
import { endMeeting } from "./ending.ts";
import { gives } from "./inside.ts";
import { lockTimes } from "./occupancy.ts";

interface Two {
  communityId: string;
  a: string;
  b: string;
  now: Temporal.Instant;
}

interface Shared {
  id: string;
  version: number;
  /** Of a group meeting: who of the two is its guest. */
  guest: string | null;
}

/**
 * Cancels every meeting of two persons that is not over, whichever of them gives it. Both are told that it is off and not by
 * whom; what was paid goes back in full. Of a group meeting that one of them gives, only the other's place or turn ends.
 */
export async function cancelBetween(trx: Scoped, jobs: Jobs, { communityId, a, b, now }: Two): Promise<void> {
  // Whoever is about to bring the two together waits until this is decided, or is seen here.
  await lockTimes(trx, [a, b]);
  for (const { id, version, guest } of await sharedBy(trx, { a, b, now })) {
    if (guest !== null) {
      await release(trx, jobs, {
        communityId,
        meetingId: id,
        personId: guest,
        by: null,
        now,
        refund: "full",
      });
      continue;
    }
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

/** Locked one after the other in one order, as everybody does who locks several. */
async function sharedBy(
  trx: Scoped,
  { a, b, now }: Pick<Two, "a" | "b" | "now">,
): Promise<readonly Shared[]> {
  const { rows } = await sql<Shared>`
    select m.id, m.version, case when m.seats is not null then r.person_id end as guest
    from meetings m join registrations r on r.meeting_id = m.id
    where m.state <> 'cancelled' and m.ends_at > ${now}
      and r.person_id in (${a}::uuid, ${b}::uuid)
      and (m.seats is null or r.state <> 'cancelled')
      and ((r.person_id = ${a} and ${gives(b)}) or (r.person_id = ${b} and ${gives(a)}))
    order by m.id for update of m`.execute(trx);
  return rows;
}
