import { type RawBuilder, sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Money } from "#platform/money.ts";
import { blockedWith } from "../blocks/between.ts";
import type { GroupFacts, PersonFacts, PlaceState } from "./rules.ts";

/** Says of the registration `r` that it holds one of the places. */
export const holdsPlace = sql<boolean>`r.state in ('offered', 'unpaid', 'registered')`;

/** How many places of the group meeting `m` are held: offered, unpaid or sure. */
export const seatsTaken: RawBuilder<number> = sql<number>`(
  select count(*)::int from registrations r where r.meeting_id = m.id and ${holdsPlace})`;

/** How many wait for a place of the group meeting `m`. Who was archived cannot come, and holds up nobody. */
export const waitingCount: RawBuilder<number> = sql<number>`(
  select count(*)::int from registrations r join people p on p.id = r.person_id
  where r.meeting_id = m.id and r.state = 'waiting' and p.archived_at is null)`;

/** Ids of everybody who gives the group meeting `m`. */
const hosts = sql`(select m.provider_id union all select h.person_id from co_hosts h where h.meeting_id = m.id)`;

/** A group meeting whose row is held: nobody else changes its places until the transaction ends. */
export interface LockedGroup extends GroupFacts {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** Epoch minutes. */
  readonly end: number;
  /** null: it costs nothing. */
  readonly price: Money | null;
  /** Ids of who gives it. */
  readonly hosts: readonly string[];
  /** The highest number that somebody holds, 0 when nobody does. */
  readonly highest: number;
}

/** What a group meeting is, as this transaction sees it. Null for anything else. */
export async function groupFacts(trx: Scoped, meetingId: string): Promise<LockedGroup | null> {
  const { rows } = await sql<LockedGroup>`
    select m.id, m.state, m.version, m.seats, m.private, coalesce(nullif(m.name, ''), f.name) as name,
      ${spanSql("m")},
      case when m.price > 0 then json_build_object('minor', m.price, 'currency', m.currency) end as price,
      array${hosts} as hosts,
      (select coalesce(max(r.seat), 0) from registrations r where r.meeting_id = m.id) as highest, ${seatsTaken} as taken, ${waitingCount} as waiting
    from meetings m join formats f on f.id = m.format_id
    where m.id = ${meetingId} and m.seats is not null`.execute(trx);
  return rows[0] ?? null;
}

/** Holds a group meeting's row until the transaction ends. */
export async function holdGroup(trx: Scoped, meetingId: string): Promise<void> {
  await sql`select from meetings where id = ${meetingId} and seats is not null for update`.execute(trx);
}

/** How a person stands with a group meeting. */
export async function personFacts(trx: Scoped, meetingId: string, personId: string): Promise<PersonFacts> {
  const { rows } = await sql<
    Omit<PersonFacts, "place"> & {
      state: PlaceState | null;
      seat: number | null;
      offered_until: Temporal.Instant | null;
      pay_by: Temporal.Instant | null;
      ahead: number | null;
    }
  >`
    select r.state, r.seat, r.offered_until, r.pay_by,
      case when r.state = 'waiting' then (
        select count(*)::int from registrations o where o.meeting_id = m.id and o.turn < r.turn) end as ahead,
      ${personId}::uuid in ${hosts} as hosts,
      exists (select from ${blockedWith(sql`${personId}::uuid`)} as b (id) where b.id in ${hosts}) as blocked,
      exists (select from invitations i where i.meeting_id = m.id and i.person_id = ${personId}) as invited
    from meetings m left join registrations r on r.meeting_id = m.id and r.person_id = ${personId}
    where m.id = ${meetingId}`.execute(trx);
  const [row] = rows;
  if (!row) return { place: null, hosts: false, blocked: false, invited: false };
  const { hosts: hosting, blocked, invited, state, seat, ahead } = row;
  const place = state && { personId, state, seat, ahead, offeredUntil: row.offered_until, payBy: row.pay_by };
  return { place, hosts: hosting, blocked, invited };
}

/** Ids of those who wait, the first first. */
export async function waitingIn(trx: Scoped, meetingId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from registrations where meeting_id = ${meetingId} and state = 'waiting' order by turn`.execute(
    trx,
  );
  return rows.map(({ person_id }) => person_id);
}

export interface GuestRow {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly state: PlaceState;
}

/** Everybody who has a place in a group meeting or waits for one: those with a place by name, then the line in its order. */
export async function guestsOf(trx: Scoped, meetingId: string): Promise<GuestRow[]> {
  const { rows } = await sql<GuestRow>`
    select p.id, p.first_name, p.last_name, p.email, r.state
    from registrations r join people p on p.id = r.person_id
    where r.meeting_id = ${meetingId} and r.state <> 'cancelled'
    order by r.turn nulls first, lower(p.first_name), lower(p.last_name), p.id`.execute(trx);
  return rows;
}
