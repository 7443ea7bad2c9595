import { sql } from "kysely";
import { minuteSql, spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";

/** Somebody in the line. Epoch minutes. */
export interface Waiting {
  readonly id: string;
  readonly personId: string;
  readonly formatId: string;
  readonly serviceId: string;
  /** Empty: whoever is free. */
  readonly providerId: string | null;
  readonly from: number;
  readonly until: number;
}

/** Who waits, the first one first, for a time that is still to come. */
export async function theLine(trx: Scoped, now: Temporal.Instant): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select w.id, w.person_id as "personId", w.format_id as "formatId", w.service_id as "serviceId", w.provider_id as "providerId",
      ${minuteSql("w.from_at")} as from, ${minuteSql("w.until_at")} as until
    from waits w join people p on p.community_id = w.community_id and p.id = w.person_id
    where w.state = 'waiting' and w.until_at > ${now} and p.archived_at is null
    order by w.created_at, w.id`.execute(trx);
  return rows;
}

export interface Offer {
  readonly communityId: string;
  readonly waitId: string;
  readonly providerId: string;
  readonly locationId: string | null;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  readonly keptUntil: number;
}

/**
 * Keeps a provider's time for somebody who waits. The caller has locked the provider's times. False, and nothing is written, when
 * they wait no more or the constraint found the time taken.
 */
export async function keepTime(trx: Scoped, offer: Offer): Promise<boolean> {
  const { waitId, start, end } = offer;
  const waits = await sql`select id from waits where id = ${waitId} and state = 'waiting' for update`.execute(
    trx,
  );
  if (waits.rows.length === 0) return false;
  const { rows } = await sql`
    with kept as (
      insert into occupancy (community_id, person_id, wait_id, starts_at, ends_at)
      values (${offer.communityId}, ${offer.providerId}, ${waitId}, to_timestamp(${start * 60}), to_timestamp(${end * 60}))
      on conflict do nothing returning wait_id)
    update waits set state = 'offered', offered_provider_id = ${offer.providerId}, offered_location_id = ${offer.locationId},
      offered_at = to_timestamp(${start * 60}), offered_until = to_timestamp(${offer.keptUntil * 60})
    where id in (select wait_id from kept) returning id`.execute(trx);
  return rows.length === 1;
}

/** The provider whose time is kept in an offer that is open; null when none is. Locks nothing. */
export async function keptBy(trx: Scoped, waitId: string): Promise<string | null> {
  const { rows } = await sql<{ provider: string }>`
    select offered_provider_id as provider from waits where id = ${waitId} and state = 'offered'`.execute(
    trx,
  );
  return rows[0]?.provider ?? null;
}

export interface Ended {
  readonly personId: string;
  readonly providerId: string;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
}

/**
 * Ends an offer and lets go of its time; with `overdue` only when it is kept no longer at that moment. The caller has locked the
 * provider's times. Null when there is nothing to end any more.
 */
export async function endOffer(
  trx: Scoped,
  waitId: string,
  { overdue }: { overdue: Temporal.Instant | null },
): Promise<Ended | null> {
  const { rows } = await sql<Ended>`
    with ended as (
      update waits set state = 'ended', offered_until = null
      where id = ${waitId} and state = 'offered' and (${overdue}::timestamptz is null or offered_until <= ${overdue})
      returning id, person_id, offered_provider_id),
    freed as (delete from occupancy where wait_id in (select id from ended) returning starts_at, ends_at)
    select person_id as "personId", offered_provider_id as "providerId",
      ${spanSql()}
    from ended cross join freed`.execute(trx);
  return rows[0] ?? null;
}

/** Whose offers have run out, in the order in which they did. */
export async function overdueOffers(trx: Scoped, now: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from waits where offered_until <= ${now} order by offered_until, id limit 500`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Ends who waits for what is in the past now. Gives them, and until when they waited in epoch minutes. */
export async function endPast(
  trx: Scoped,
  now: Temporal.Instant,
): Promise<{ id: string; personId: string; service: string; until: number }[]> {
  const { rows } = await sql<{ id: string; personId: string; service: string; until: number }>`
    update waits w set state = 'ended' from services s
    where w.state = 'waiting' and w.until_at <= ${now} and s.community_id = w.community_id and s.id = w.service_id
    returning w.id, w.person_id as "personId", s.code as service, ${minuteSql("w.until_at")} as until`.execute(
    trx,
  );
  return rows;
}

/** Ends a wait for which nothing is kept. False when that is not so. */
export async function endWaiting(trx: Scoped, waitId: string): Promise<boolean> {
  const { rows } = await sql`
    update waits set state = 'ended' where id = ${waitId} and state = 'waiting' returning id`.execute(trx);
  return rows.length === 1;
}
