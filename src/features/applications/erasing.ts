import { sql } from "kysely";
import type { Eraser } from "../erasure/eraser.ts";

/** What somebody wrote when they applied goes, with what was answered. */
export const eraseApplications: Eraser = async (trx, _jobs, { personId }) => {
  await sql`delete from applications where person_id = ${personId}`.execute(trx);
};
