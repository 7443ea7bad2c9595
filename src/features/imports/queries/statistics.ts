import { sql } from "kysely";
import type { Database } from "#platform/database/connection.ts";

/** Rows after which PostgreSQL should know at once, and not when its own housekeeping comes by. */
const many = 5_000;

/** Tells the planner of what was written. That it could not be told slows pages down for a minute and is no fault of the import. */
export async function refreshStatistics(db: Database, rows: number): Promise<void> {
  if (rows < many) return;
  await sql`select refresh_statistics()`.execute(db).catch(() => undefined);
}
