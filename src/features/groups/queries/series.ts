import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { mayKnow } from "../queries.ts";

/** How many meetings of a series are not cancelled. */
export async function countOfSeries(trx: Scoped, seriesId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from meetings where series_id = ${seriesId} and state <> 'cancelled'`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

export interface SeriesLine {
  readonly id: string;
  readonly state: "final" | "cancelled";
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
}

/** The meetings of a series that the actor may know of, in their order. */
export async function meetingsOfSeries(trx: Scoped, actor: Actor, seriesId: string): Promise<SeriesLine[]> {
  const { rows } = await sql<SeriesLine>`
    select id, state, ${spanSql()}
    from meetings m where series_id = ${seriesId} and (${mayKnow(actor.id)} or ${actor.roles.has("coordinator")})
    order by starts_at, id`.execute(trx);
  return rows;
}
