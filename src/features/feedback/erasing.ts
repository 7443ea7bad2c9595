import { sql } from "kysely";
import type { Eraser } from "../erasure/eraser.ts";

/** What somebody said of meetings when they were over goes, and what they wrote down for themself. */
export const eraseFeedback: Eraser = async (trx, _jobs, { personId }) => {
  await sql`delete from feedback where person_id = ${personId}`.execute(trx);
  await sql`delete from session_notes where person_id = ${personId}`.execute(trx);
};
