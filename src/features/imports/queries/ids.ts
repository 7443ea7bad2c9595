import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { EmailKey } from "../codes.ts";

const most = 2_000;

/**
 * The people with these addresses, by address. Statements that write are given ids instead of joining people: on a table that was just
 * filled the planner believes that a community has one row, and scans all of it for every batch.
 */
export async function personIds(
  trx: Scoped,
  emails: Iterable<EmailKey>,
): Promise<ReadonlyMap<EmailKey, string>> {
  const all = [...new Set(emails)];
  const ids = new Map<EmailKey, string>();
  for (let from = 0; from < all.length; from += most) {
    const { rows } = await sql<{ id: string; email: string }>`
      select id, email from people where email = any(${all.slice(from, from + most)}::text[])
    `.execute(trx);
    for (const { id, email } of rows) ids.set(email, id);
  }
  return ids;
}
