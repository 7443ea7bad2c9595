import { sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Money } from "#platform/money.ts";
import { forgetEarlier } from "../../attendance/queries/roster.ts";

/** A group meeting whose row is held until the transaction ends. */
export interface Held {
  readonly id: string;
  readonly version: number;
  readonly state: "final" | "cancelled";
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  readonly hosts: readonly string[];
  /** Places that are offered, unpaid or sure. */
  readonly taken: number;
  /** Who has a place, sure or unpaid: their time is taken. */
  readonly seated: readonly string[];
  /** Who has a sure place; and who is offered one, has not paid yet, or waits. */
  readonly sure: readonly string[];
  readonly unsure: readonly string[];
  /** Everybody who has or waits for a place, or is invited. */
  readonly concerned: readonly string[];
}

/** Holds the rows of these group meetings, in the order in which everybody holds several, and says how they stand. */
export async function holdGroups(trx: Scoped, ids: readonly string[]): Promise<Held[]> {
  await sql`select from meetings where id = any(${[...ids]}::uuid[]) and seats is not null order by id for update`.execute(
    trx,
  );
  // A statement of its own: one that waited for a lock still sees what was true before.
  const { rows } = await sql<Held>`
    select m.id, m.version, m.state,
      ${spanSql("m")},
      array(select m.provider_id union select h.person_id from co_hosts h where h.meeting_id = m.id) as hosts,
      (select count(*)::int from registrations r where r.meeting_id = m.id
        and r.state in ('offered', 'unpaid', 'registered')) as taken,
      array(select r.person_id from registrations r where r.meeting_id = m.id and r.state in ('unpaid', 'registered')) as seated,
      array(select r.person_id from registrations r where r.meeting_id = m.id and r.state = 'registered') as sure,
      array(select r.person_id from registrations r where r.meeting_id = m.id and r.state in ('waiting', 'offered', 'unpaid')) as unsure,
      array(select r.person_id from registrations r where r.meeting_id = m.id and r.state <> 'cancelled'
        union select i.person_id from invitations i where i.meeting_id = m.id) as concerned
    from meetings m where m.id = any(${[...ids]}::uuid[]) and m.seats is not null order by m.starts_at, m.id`.execute(
    trx,
  );
  return rows;
}

/** Ids of those who have a place whose time is taken, without holding anything. */
export async function seatedIn(trx: Scoped, meetingId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from registrations where meeting_id = ${meetingId} and state in ('unpaid', 'registered')`.execute(
    trx,
  );
  return rows.map(({ person_id }) => person_id);
}

export interface Changes {
  readonly name: string;
  readonly topic: string;
  readonly focus: string;
  readonly description: string;
  readonly experienceId: string | null;
  readonly private: boolean;
  readonly locationId: string | null;
  readonly link: string | null;
  readonly seats: number;
  readonly price: Money;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
}

/** Writes what a group meeting is from now on. What is kept for somebody, or waits for payment, never lasts longer than to its start. */
export async function writeGroup(trx: Scoped, id: string, to: Changes): Promise<void> {
  const start = sql`to_timestamp(${to.start * 60})`;
  await sql`
    with kept as (
      update registrations set
        offered_until = case when offered_until > ${start} then ${start} else offered_until end,
        pay_by = case when pay_by > ${start} then ${start} else pay_by end
      where meeting_id = ${id} and (offered_until > ${start} or pay_by > ${start}))
    update meetings set version = version + 1, name = ${to.name}, topic = ${to.topic}, focus = ${to.focus},
      description = ${to.description}, experience_id = ${to.experienceId}, private = ${to.private},
      location_id = ${to.locationId}, link = ${to.link}, seats = ${to.seats}, price = ${to.price.minor},
      currency = ${to.price.currency}, starts_at = ${start}, ends_at = to_timestamp(${to.end * 60})
    where id = ${id}`.execute(trx);
  await forgetEarlier(trx, id);
}

/** The same words for other meetings of the series. */
export async function writeWords(
  trx: Scoped,
  ids: readonly string[],
  { name, topic, focus, description, experienceId }: Changes,
): Promise<void> {
  await sql`
    update meetings set version = version + 1, name = ${name}, topic = ${topic}, focus = ${focus}, description = ${description},
      experience_id = ${experienceId}
    where id = any(${[...ids]}::uuid[])`.execute(trx);
}

/** Says who gives a meeting beside its host. */
export async function writeCoHosts(
  trx: Scoped,
  { communityId, id, coHosts }: { communityId: string; id: string; coHosts: readonly string[] },
): Promise<void> {
  await sql`
    with gone as (
      delete from co_hosts where meeting_id = ${id} and person_id <> all(${[...coHosts]}::uuid[]))
    insert into co_hosts (community_id, meeting_id, person_id)
    select ${communityId}, ${id}, h from unnest(${[...coHosts]}::uuid[]) as h on conflict do nothing`.execute(
    trx,
  );
}

/** Frees the time that a meeting takes of everybody. */
export async function freeTimes(trx: Scoped, ids: readonly string[]): Promise<void> {
  await sql`delete from occupancy where meeting_id = any(${[...ids]}::uuid[])`.execute(trx);
}

/** Frees the time that a meeting takes of some of its people. */
export async function freeTimesOf(trx: Scoped, meetingId: string, people: readonly string[]): Promise<void> {
  await sql`
    delete from occupancy where meeting_id = ${meetingId} and person_id = any(${[...people]}::uuid[])`.execute(
    trx,
  );
}

/** Puts group meetings off. What becomes of the places is the places' business. */
export async function cancelGroups(trx: Scoped, ids: readonly string[]): Promise<void> {
  await sql`
    update meetings set state = 'cancelled', version = version + 1 where id = any(${[...ids]}::uuid[])`.execute(
    trx,
  );
}

/** The meetings of a series that are neither off nor over, from a start (epoch minutes) on. */
export async function laterOfSeries(
  trx: Scoped,
  { seriesId, from, now }: { seriesId: string; from: number; now: Temporal.Instant },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from meetings
    where series_id = ${seriesId} and state <> 'cancelled' and ends_at > ${now} and starts_at >= to_timestamp(${from * 60})`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}
