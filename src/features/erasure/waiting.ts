import { sql } from "kysely";
import type { Eraser } from "./eraser.ts";

/** Nobody waits any more for a free time on behalf of somebody who left, nor for one with them; what was held for it is free. */
export const eraseWaits: Eraser = async (trx, _jobs, { personId }) => {
  const theirs = sql`(person_id = ${personId} or provider_id = ${personId} or offered_provider_id = ${personId})`;
  await sql`
    delete from occupancy where wait_id in (select id from waits where state in ('waiting', 'offered') and ${theirs})`.execute(
    trx,
  );
  await sql`
    update waits set state = 'ended', offered_until = null
    where state in ('waiting', 'offered') and ${theirs}`.execute(trx);
};
