import { sql } from "kysely";
import type { Eraser } from "../erasure/eraser.ts";

/**
 * Of what somebody reported their own words go; of what was reported about them the evidence goes once it is settled. What still
 * waits is about others too, and stays until then.
 */
export const eraseReports: Eraser = async (trx, _jobs, { personId }) => {
  await sql`update reports set words = '' where reporter_id = ${personId}`.execute(trx);
  await sql`
    update reports set evidence = '{}', content = null, words = '' where about_id = ${personId} and state = 'settled'`.execute(
    trx,
  );
};
