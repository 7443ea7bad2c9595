import { sql } from "kysely";
import type { Database } from "./connection.ts";

/** Refuses to run as a role that row-level security does not bind: a superuser, one that bypasses it, or the tables' owner. */
export async function refuseStrongRole(db: Database): Promise<void> {
  const { rows } = await sql<{ name: string; strong: boolean }>`
    select current_user as name,
      rolsuper or rolbypassrls or exists (
        select from pg_tables where schemaname = 'public' and tableowner = current_user) as strong
    from pg_roles where rolname = current_user
  `.execute(db);
  const role = rows[0];
  if (!role || role.strong) {
    throw new Error(
      `DATABASE_URL signs in as "${role?.name}", which is not bound by row-level security. Give it a plain role that owns nothing, and put the owner into DATABASE_OWNER_URL.`,
    );
  }
}
