import type { Context } from "hono";
import { type RawBuilder, sql } from "kysely";
import { ownNameSql } from "../people/named.ts";

/** Rows on one page of a staff list. */
const size = 50;

/** What a list is asked for by its address: words to look for, and which page. */
export interface Wanted {
  readonly q: string;
  readonly page: number;
}

export interface Listing<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
}

/** Reads `q` and `page` of the address; what makes no sense is the first page of everything. */
export function wanted(c: Context): Wanted {
  const page = Number(c.req.query("page"));
  return {
    q: (c.req.query("q") ?? "").trim().slice(0, 200),
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/**
 * Fetches one page. `fetch` gives the rows from `offset` on, each with the `total` of all. A page past the end becomes the first.
 */
export async function listing<Row extends { total: number }>(
  page: number,
  fetch: (limit: number, offset: number) => Promise<readonly Row[]>,
): Promise<Listing<Row>> {
  const rows = await fetch(size, (page - 1) * size);
  if (rows.length === 0 && page > 1) return listing(1, fetch);
  return { rows, total: rows[0]?.total ?? 0, page, size };
}

/** The same of rows that are all at hand. */
export function listed<Row>(all: readonly Row[], page: number): Listing<Row> {
  const shown = (page - 1) * size < all.length ? page : 1;
  return { rows: all.slice((shown - 1) * size, shown * size), total: all.length, page: shown, size };
}

/** The order of people in a list: by the name they are shown with, which is their address where they have none. */
export const byName = sql`lower(coalesce(${ownNameSql("p")}, p.email)), p.email`;

/** Whether a text holds what was typed, case aside. An empty search holds everything; % and _ mean themselves. */
export function holds(text: RawBuilder<unknown>, q: string): RawBuilder<boolean> {
  return q ? sql<boolean>`${text} ilike ${patternOf(q)}` : sql<boolean>`true`;
}

/** The same of a text that is kept in small letters, which costs a tenth. */
export function holdsLower(text: RawBuilder<unknown>, q: string): RawBuilder<boolean> {
  return q ? sql<boolean>`${text} like lower(${patternOf(q)})` : sql<boolean>`true`;
}

const patternOf = (q: string): string => `%${q.replace(/[\\%_]/g, "\\$&")}%`;
