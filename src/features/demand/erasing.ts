import { sql } from "kysely";
import type { Eraser } from "../erasure/eraser.ts";

/** That somebody looked in vain for a time stays known, not with whom. Who looked was never known. */
export const eraseSearches: Eraser = async (trx, _jobs, { personId }) => {
  await sql`update empty_searches set provider_id = null where provider_id = ${personId}`.execute(trx);
};
