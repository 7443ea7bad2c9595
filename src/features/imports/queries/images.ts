import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { CodeKey, EmailKey } from "../codes.ts";

/** A row of a table with all its columns, as the database writes it as JSON: exact when it is written back. */
export type Image = Readonly<Record<string, unknown>>;

/** Services with these codes as they are now, archived ones too. */
export async function serviceImages(trx: Scoped, keys: readonly CodeKey[]): Promise<Image[]> {
  const { rows } = await sql<{ row: Image }>`
    select to_jsonb(s) as row from services s where s.code_key = any(${keys}::text[])
  `.execute(trx);
  return rows.map(({ row }) => row);
}

/** People with these addresses as they are now, archived ones too. */
export async function peopleImages(trx: Scoped, emails: readonly EmailKey[]): Promise<Image[]> {
  const { rows } = await sql<{ row: Image }>`
    select to_jsonb(p) as row from people p where p.email = any(${emails}::text[])
  `.execute(trx);
  return rows.map(({ row }) => row);
}

/** The providers' rows of these people, or what is listed for them. */
export async function imagesOfProviders(
  trx: Scoped,
  table: "providers" | "listed_codes",
  ids: readonly string[],
): Promise<Image[]> {
  const person = table === "providers" ? "person_id" : "provider_id";
  const { rows } = await sql<{ row: Image }>`
    select to_jsonb(r) as row from ${sql.table(table)} r where ${sql.ref(`r.${person}`)} = any(${ids}::uuid[])
  `.execute(trx);
  return rows.map(({ row }) => row);
}
