import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Money } from "#platform/money.ts";

/** What group meetings planned together have in common. */
export interface Planned {
  readonly communityId: string;
  /** null: one alone. */
  readonly seriesId: string | null;
  readonly hostId: string;
  readonly coHosts: readonly string[];
  readonly formatId: string;
  readonly name: string;
  readonly topic: string;
  readonly focus: string;
  readonly description: string;
  readonly experienceId: string | null;
  readonly locationId: string | null;
  readonly link: string | null;
  readonly seats: number;
  readonly price: Money;
  readonly private: boolean;
  /** Who plans them. */
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** One of them. Epoch minutes. */
export interface PlannedOne {
  readonly id: string;
  readonly eventId: string;
  readonly start: number;
  readonly end: number;
  /** What makes the address of an online meeting impossible to guess. */
  readonly room: string;
}

/** Writes down that meetings follow each other weekly. */
export async function insertSeries(
  trx: Scoped,
  series: { communityId: string; id: string; zone: string; weeks: number; by: string; at: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto("series")
    .values({
      community_id: series.communityId,
      id: series.id,
      kind: "group",
      zone: series.zone,
      weeks: series.weeks,
      by_person: series.by,
      created_at: series.at,
    })
    .execute();
}

/**
 * Writes group meetings with their hosts in one statement. False when the occupancy constraint found somebody taken: then the
 * transaction must not go on, since the rest has been written.
 */
export async function insertGroups(
  trx: Scoped,
  planned: Planned,
  each: readonly PlannedOne[],
): Promise<boolean> {
  const { communityId, price, hostId, coHosts } = planned;
  const hosts = [hostId, ...coHosts].toSorted();
  const { rows } = await sql`
    with one as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(each)}::jsonb)
        as o (id uuid, "eventId" uuid, start int, "end" int, room text)),
    meeting as (
      insert into meetings (community_id, id, series_id, private, name, topic, focus, description, experience_id, format_id, provider_id,
        location_id, link, seats, starts_at, ends_at, state, price, currency, room, booked_by, created_at)
      select ${communityId}, o.id, ${planned.seriesId}, ${planned.private}, ${planned.name}, ${planned.topic}, ${planned.focus},
        ${planned.description}, ${planned.experienceId}, ${planned.formatId}, ${hostId}, ${planned.locationId}, ${planned.link},
        ${planned.seats}, to_timestamp(o.start * 60.0), to_timestamp(o."end" * 60.0), 'final', ${price.minor},
        ${price.currency}, o.room, ${planned.by}, ${planned.at}
      from one o),
    beside as (
      insert into co_hosts (community_id, meeting_id, person_id)
      select ${communityId}, o.id, h.id from one o cross join unnest(${[...coHosts]}::uuid[]) as h (id)),
    happened as (
      insert into meeting_events (community_id, id, meeting_id, kind, by_person, at)
      select ${communityId}, o."eventId", o.id, 'planned', ${planned.by}, ${planned.at} from one o)
    insert into occupancy (community_id, person_id, meeting_id, starts_at, ends_at)
    select ${communityId}, h.id, o.id, to_timestamp(o.start * 60.0), to_timestamp(o."end" * 60.0)
    from unnest(${hosts}::uuid[]) with ordinality as h (id, turn) cross join one o
    order by h.turn, o.start
    on conflict do nothing returning person_id`.execute(trx);
  return rows.length === each.length * hosts.length;
}
