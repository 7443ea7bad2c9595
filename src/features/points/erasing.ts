import { sql } from "kysely";
import type { Eraser } from "../erasure/eraser.ts";

/** What somebody set out to do goes. Their points are stored nowhere. */
export const eraseGoals: Eraser = async (trx, _jobs, { personId }) => {
  await sql`delete from point_goals where person_id = ${personId}`.execute(trx);
};
