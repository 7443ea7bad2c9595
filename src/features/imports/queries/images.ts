import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { CodeKey, EmailKey } from "../codes.ts";
import type { Enrollment } from "../programme.ts";

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
  emails: readonly EmailKey[],
): Promise<Image[]> {
  const person = table === "providers" ? "person_id" : "provider_id";
  const { rows } = await sql<{ row: Image }>`
    select to_jsonb(r) as row from ${sql.table(table)} r
    join people p on p.community_id = r.community_id and p.id = ${sql.ref(`r.${person}`)}
    where p.email = any(${emails}::text[])
  `.execute(trx);
  return rows.map(({ row }) => row);
}

/** Rows that are there already for assignments to come: a member's own choice, or of somebody who was archived. */
export async function enrollmentImages(
  trx: Scoped,
  enrollments: readonly Pick<Enrollment, "email" | "key">[],
): Promise<Image[]> {
  const { rows } = await sql<{ row: Image }>`
    select to_jsonb(e) as row
    from unnest(
      ${enrollments.map(({ email }) => email)}::text[], ${enrollments.map(({ key }) => key)}::text[]) as r (email, key)
    join people p on p.community_id = current_community() and p.email = r.email
    join enrollments e on e.community_id = p.community_id and e.person_id = p.id and e.code_key = r.key
  `.execute(trx);
  return rows.map(({ row }) => row);
}
