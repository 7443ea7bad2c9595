import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

/** What the published reviews of a provider come to. */
export interface Rating {
  /** Their average, to one decimal. */
  readonly stars: number;
  readonly count: number;
}

/** The rating of each of these providers who has published reviews; the others are not in the map. Nothing else counts anywhere. */
export async function ratingOf(
  trx: Scoped,
  providerIds: readonly string[],
): Promise<ReadonlyMap<string, Rating>> {
  const { rows } = await sql<Rating & { id: string }>`
    select provider_id as id, round(avg(stars), 1)::float as stars, count(*)::int as count
    from reviews
    where provider_id = any(${providerIds}::uuid[]) and published_at is not null
    group by provider_id`.execute(trx);
  return new Map(rows.map(({ id, stars, count }) => [id, { stars, count }]));
}
