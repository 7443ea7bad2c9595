import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { allowTime } from "#platform/database/connection.ts";
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
  // To the planner a community whose rows came a minute ago has one row, and looping over that one takes minutes.
  await sql`set local enable_nestloop = off`.execute(trx);
  // How a connection checks references was planned when it first did so. After a small import that is to read all of a table, which
  // a large one would do for every row: minutes instead of seconds.
  await sql`discard plans`.execute(trx);
  await allowTime(trx, 300_000);
}
