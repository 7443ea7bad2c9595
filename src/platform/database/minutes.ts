import { type RawBuilder, sql } from "kysely";

/** A moment in the database as epoch minutes, rounded: a column by its name (`m.starts_at`), or an expression. */
export const minuteSql = (moment: string | RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`(extract(epoch from ${typeof moment === "string" ? sql.ref(moment) : moment}) / 60)::int`;

/** The columns `start` and `end` in epoch minutes, of the row of this name, or of the only one there is. */
export function spanSql(row?: string): RawBuilder<unknown> {
  const of = (column: string) => minuteSql(row ? `${row}.${column}` : column);
  return sql`${of("starts_at")} as start, ${of("ends_at")} as "end"`;
}
