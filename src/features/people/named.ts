import { type RawBuilder, sql } from "kysely";

/** The name of the person of this row of `people`, or null where they gave none. */
export const ownNameSql = (row: string): RawBuilder<string | null> =>
  sql<
    string | null
  >`nullif(trim(${sql.ref(`${row}.first_name`)} || ' ' || ${sql.ref(`${row}.last_name`)}), '')`;

/** How they are called: `displayName` where only the database sees the row. */
export const nameSql = (row: string): RawBuilder<string> =>
  sql<string>`coalesce(${ownNameSql(row)}, split_part(${sql.ref(`${row}.email`)}, '@', 1))`;
