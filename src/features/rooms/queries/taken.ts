import { sql } from "kysely";
import { isTaken } from "#platform/database/faults.ts";
import type { Scoped } from "#platform/database/scope.ts";

/** Writes, unless a name is taken already: false then, and the transaction stays usable. */
export async function unlessTaken(trx: Scoped, write: () => Promise<void>): Promise<boolean> {
  await sql`savepoint naming`.execute(trx);
  try {
    await write();
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    await sql`rollback to savepoint naming`.execute(trx);
    return false;
  }
}
