import { type RawBuilder, sql } from "kysely";
import type { MessageKey } from "../../words/translate.ts";
import { nameSql } from "../people/named.ts";

/** Whose copy is made. */
export interface Owner {
  readonly personId: string;
  readonly accountId: string | null;
}

/**
 * One feature's part of a copy of what is somebody's: their own words and what was addressed to them, with the names that they were
 * shown. A row is one thing; instants, dates and numbers are written as they are, and the names of the columns are the format.
 */
export interface Exporter {
  /** The name of its file, without the ending. */
  readonly part: string;
  /** What it holds, in a line. */
  readonly about: MessageKey;
  /** The columns that name the person and are answered for here: `table.column`. */
  readonly covers: readonly string[];
  readonly rows: (owner: Owner) => RawBuilder<unknown>;
}

/** An instant inside of a JSON value, written as those outside are. */
export const isoSql = (moment: string): RawBuilder<string | null> =>
  sql<string | null>`to_char(${sql.ref(moment)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** An amount in minor units with its currency; null where there is no currency. */
export const moneySql = (minor: string, currency: string): RawBuilder<unknown> =>
  sql`case when ${sql.ref(currency)} is not null
    then json_build_object('minor', ${sql.ref(minor)}, 'currency', ${sql.ref(currency)}) end`;

/** What the person with this id (a column) is called on the screen. */
export const calledSql = (id: string): RawBuilder<string | null> =>
  sql<string | null>`(select ${nameSql("called")} from people called where called.id = ${sql.ref(id)})`;

/** The same, and "you" for the one whose copy it is. */
export const byWhomSql = (id: string, personId: string): RawBuilder<string | null> =>
  sql<string | null>`case when ${sql.ref(id)} = ${personId}::uuid then 'you' else ${calledSql(id)} end`;

/** The names of these options of the community's lists (an array of ids). */
export const optionsSql = (ids: string): RawBuilder<unknown> =>
  sql`(select coalesce(json_agg(o.name order by o.position, o.name), '[]') from profile_options o where o.id = any(${sql.ref(ids)}))`;
