import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { endOffer } from "./line.ts";
import { timeFreed } from "./news.ts";

interface Two {
  communityId: string;
  a: string;
  b: string;
}

/**
 * Ends what one of two persons waits for with the other, and lets go of a time that is kept between them. Nobody is told. The caller
 * has locked the times of both.
 */
export async function endWaitsBetween(trx: Scoped, jobs: Jobs, { communityId, a, b }: Two): Promise<void> {
  const { rows } = await sql<{ id: string; personId: string; state: string }>`
    select w.id, w.person_id as "personId", w.state from waits w
    where w.state in ('waiting', 'offered') and w.person_id in (${a}::uuid, ${b}::uuid)
      and coalesce(w.offered_provider_id, w.provider_id) in (${a}::uuid, ${b}::uuid)
    order by w.id for update`.execute(trx);
  for (const { id, personId, state } of rows) {
    if (state === "offered") await endOffer(trx, id, { overdue: null });
    else await sql`update waits set state = 'ended' where id = ${id}`.execute(trx);
    await touch(trx, { communityId, people: [personId], about: ["waits", `wait:${id}`] });
  }
  if (rows.some(({ state }) => state === "offered")) await timeFreed(trx, jobs, communityId);
}
