import { sql } from "kysely";
import { touch } from "#platform/live/touch.ts";
import type { Eraser } from "../erasure/eraser.ts";
import { endOffer } from "./line.ts";
import { timeFreed } from "./news.ts";

/**
 * Nobody waits any more for a free time on behalf of somebody who left, nor for one with them, and a time that is kept between them is
 * free. The caller has locked their times.
 */
export const eraseWaits: Eraser = async (trx, jobs, { communityId, personId }) => {
  const { rows } = await sql<{ id: string; personId: string; state: string }>`
    select id, person_id as "personId", state from waits
    where state in ('waiting', 'offered')
      and (person_id = ${personId} or coalesce(offered_provider_id, provider_id) = ${personId})
    order by id for update`.execute(trx);
  for (const wait of rows) {
    if (wait.state === "offered") await endOffer(trx, wait.id, { overdue: null });
    else await sql`update waits set state = 'ended' where id = ${wait.id}`.execute(trx);
    await touch(trx, { communityId, people: [wait.personId], about: ["waits", `wait:${wait.id}`] });
  }
  if (rows.length > 0) await timeFreed(trx, jobs, communityId);
};
