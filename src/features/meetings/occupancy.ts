import { sql } from "kysely";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";

/**
 * Waits until nobody else decides about the times of these persons or places, until the end of the transaction. At a place that
 * takes any number nobody is a rival.
 */
export async function lockTimes(trx: Scoped, keys: readonly (string | null)[]): Promise<void> {
  await sql`select lock_times(${keys}::uuid[])`.execute(trx);
}

/**
 * The same, but false and without any lock when the person (one of the keys) has something in the span: at once, or after
 * waiting for somebody who took it meanwhile. Epoch minutes.
 */
export async function lockFreeTimes(
  trx: Scoped,
  keys: readonly (string | null)[],
  { person, start, end }: { person: string; start: number; end: number },
): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    select lock_free_times(${keys}::uuid[], ${person}, to_timestamp(${start * 60}), to_timestamp(${end * 60})) as free
  `.execute(trx);
  return rows[0]?.free === true;
}

/** A stretch of time from `start` to before `end`, in epoch minutes. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Holds stretches of one person's time for a proposal, as a meeting would take them. Gives those that were taken already, by
 * whatever; the others are held, so who wants all or nothing has the transaction rolled back. Waits for who decides about the
 * same person's time.
 */
export async function holdTimes(
  trx: Scoped,
  hold: { communityId: string; proposalId: string; person: string; spans: readonly Stretch[] },
): Promise<Stretch[]> {
  await lockTimes(trx, [hold.person]);
  const spans = hold.spans.toSorted((one, other) => one.start - other.start);
  const { rows } = await sql<{ start: number }>`
    insert into occupancy (community_id, person_id, proposal_id, starts_at, ends_at)
    select ${hold.communityId}::uuid, ${hold.person}::uuid, ${hold.proposalId}::uuid,
      to_timestamp(s.start * 60.0), to_timestamp(s.until * 60.0)
    from unnest(${spans.map(({ start }) => start)}::int[], ${spans.map(({ end }) => end)}::int[])
      with ordinality as s (start, until, place)
    order by s.place
    on conflict do nothing
    returning ${minuteSql("starts_at")} as start`.execute(trx);
  const held = new Set(rows.map(({ start }) => start));
  return spans.filter(({ start }) => !held.has(start));
}

/** Lets go of all times that these proposals hold. */
export async function freeHolds(trx: Scoped, proposalIds: readonly string[]): Promise<void> {
  await sql`delete from occupancy where proposal_id = any(${proposalIds}::uuid[])`.execute(trx);
}

export interface Span {
  communityId: string;
  meetingId: string;
  persons: readonly string[];
  /** Epoch minutes. */
  start: number;
  end: number;
}

/** Takes a span for every person, or answers false when the occupancy constraint found one of them taken. */
export async function occupy(trx: Scoped, span: Span): Promise<boolean> {
  const { rows } = await occupying(span).execute(trx);
  return rows.length === span.persons.length;
}

/**
 * The statement that takes a span, with a row for everybody who was free. The rows go in in the order of the persons and never
 * wait for a conflict to resolve itself, which is what would deadlock.
 */
export const occupying = ({ communityId, meetingId, persons, start, end }: Span) => sql<{
  person_id: string;
}>`
  insert into occupancy (community_id, person_id, meeting_id, starts_at, ends_at)
  select ${communityId}::uuid, person, ${meetingId}::uuid, to_timestamp(${start * 60}), to_timestamp(${end * 60})
  from unnest(${persons.toSorted()}::uuid[]) as person
  on conflict do nothing
  returning person_id`;
