import { sql } from "kysely";
import { touch } from "#platform/live/touch.ts";
import type { Eraser } from "../erasure/eraser.ts";

/** Ends everything that connects somebody with others, with what they wrote when they asked. */
export const eraseConnections: Eraser = async (trx, _jobs, { communityId, personId, now }) => {
  const { rows } = await sql<{ asker_id: string; other_id: string }>`
    update connections set state = 'ended', settled_at = coalesce(settled_at, ${now}),
      note = case when asker_id = ${personId} then '' else note end
    where ${personId}::uuid in (asker_id, other_id) and (state <> 'ended' or note <> '')
    returning asker_id, other_id`.execute(trx);
  const people = rows.flatMap(({ asker_id, other_id }) => [asker_id, other_id]);
  await touch(trx, { communityId, people, about: ["connections"] });
};
