import { type RawBuilder, sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

type Target = "people" | "providers" | "services";
type Reference = { table: string; column: string };

/**
 * Says of a row (as `alias`, by its `column`) that nothing refers to it, except from the tables named. Which tables can is asked of the
 * database, so that one that is added later counts as well.
 */
export async function unreferenced(
  trx: Scoped,
  target: Target,
  { alias, column, except }: { alias: string; column: string; except: readonly string[] },
): Promise<RawBuilder<boolean>> {
  const { rows } = await sql<Reference>`
    select r.relname as table, a.attname as column
    from pg_constraint c
    join pg_class r on r.oid = c.conrelid
    cross join unnest(c.conkey) as k (attnum)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
    where c.contype = 'f' and c.confrelid = ${target}::regclass and a.attname <> 'community_id'
      and r.relname <> all(${except}::text[])
    order by 1, 2
  `.execute(trx);
  // `offset 0` keeps each a look into an index for every row, instead of a join with the whole of a table.
  const checks = rows.map(
    (reference) => sql`not exists (
      select from ${sql.table(reference.table)} x
      where x.community_id = ${sql.ref(`${alias}.community_id`)}
        and ${sql.ref(`x.${reference.column}`)} = ${sql.ref(`${alias}.${column}`)} offset 0)`,
  );
  return sql<boolean>`(${checks.length > 0 ? sql.join(checks, sql` and `) : sql`true`})`;
}
