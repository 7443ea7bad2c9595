import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

/** Longest wait for another import to end, in milliseconds. */
const patience = 300_000;

/**
 * Lets one transaction at a time past this name, until it ends. Asks again and again instead of waiting in one statement, which
 * would run into the time limit of statements while a long import is applied.
 */
export async function oneByOne(trx: Scoped, name: string): Promise<void> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await wait(100)) {
    const { rows } = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`import ${name}`}, 0)) as free
    `.execute(trx);
    if (rows[0]?.free) return;
  }
  throw new Error("another import did not end in time");
}

/** Prepares a transaction for many statements that write a lot, with pauses while the process works out what to write next. */
export async function patiently(trx: Scoped): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = '5min'`.execute(trx);
  // A plan made while a table was empty would be kept while it fills up.
  await sql`set local plan_cache_mode = force_custom_plan`.execute(trx);
}
