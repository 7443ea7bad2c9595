import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

/**
 * Waits until nobody else decides about the times of these persons or places. Keys are taken in one fixed order, so that two
 * bookings that share several of them never wait for each other in a circle.
 */
export async function lockTimes(trx: Scoped, keys: readonly (string | null)[]): Promise<void> {
  const sorted = keys.filter((key) => key !== null).toSorted();
  await sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${sorted}::text[]) as key`.execute(
    trx,
  );
}

export interface Span {
  communityId: string;
  meetingId: string;
  persons: readonly string[];
  /** Epoch minutes. */
  start: number;
  end: number;
}

/**
 * Takes a span for every person, or answers false when the occupancy constraint found one of them taken. The rows go in in the
 * order of the persons and never wait for a conflict to resolve itself, which is what would deadlock.
 */
export async function occupy(
  trx: Scoped,
  { communityId, meetingId, persons, start, end }: Span,
): Promise<boolean> {
  const { rows } = await sql`
    insert into occupancy (community_id, person_id, meeting_id, starts_at, ends_at)
    select ${communityId}::uuid, person, ${meetingId}::uuid, to_timestamp(${start * 60}), to_timestamp(${end * 60})
    from unnest(${persons.toSorted()}::uuid[]) as person
    on conflict do nothing
    returning person_id
  `.execute(trx);
  return rows.length === persons.length;
}
