import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { blockedWith } from "../../blocks/between.ts";
import type { Opening } from "../../locations/opening.ts";
import { hereMinutes, type Standing } from "../rules.ts";

/** A room as the one who asks finds it. */
export interface Room {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly private: boolean;
  readonly hours: Opening | null;
  readonly archived: boolean;
  readonly version: number;
  readonly threadId: string;
  /** Number of what was written or shared last. */
  readonly last: number;
  readonly people: number;
  /** How many of them were in the community lately, the one who asks aside. */
  readonly here: number;
  /** What the one who asks is to it. */
  readonly standing: Standing;
  /** Their name there; null while they have none. */
  readonly ownName: string | null;
  readonly handle: string | null;
  readonly mutedUntil: Temporal.Instant | null;
  /** Up to which number they were shown it. */
  readonly seen: number;
  readonly noted: Temporal.Instant | null;
  /** Takes part in keeping it: its moderators, and the community's coordinators. */
  readonly moderates: boolean;
  readonly staff: boolean;
}

/** Of the room `r` and the own membership `m`: what somebody may know of. Archived ones are the coordinators' alone. */
const known = (staff: boolean) =>
  staff
    ? sql<boolean>`true`
    : sql<boolean>`(r.archived_at is null and (not r.private or m.state in ('in', 'invited')))`;

const roomsWhere = (actor: Actor, now: Temporal.Instant, where: RawBuilder<boolean>) => {
  const staff = actor.roles.has("coordinator");
  return sql<Room>`
    select r.id, r.name, r.about, r.private, r.hours, r.archived_at is not null as archived, r.version,
      t.id as "threadId", t.last_number as last,
      (select count(*)::int from room_members i where i.room_id = r.id and i.state = 'in') as people,
      (select count(*)::int from presence h join room_members i on i.person_id = h.person_id
        where i.room_id = r.id and i.state = 'in' and h.at > ${now.subtract({ minutes: hereMinutes })}
          and h.person_id <> ${actor.id} and h.person_id not in ${blockedWith(sql`${actor.id}::uuid`)}) as here,
      m.state as standing, case when m.joined_at is not null then m.name end as "ownName", m.handle,
      m.muted_until as "mutedUntil", coalesce(s.seen, 0) as seen, own.at as noted,
      ${staff} or (m.state = 'in' and m.role = 'moderator') as moderates, ${staff}::boolean as staff
    from rooms r join threads t on t.room_id = r.id
    left join room_members m on m.room_id = r.id and m.person_id = ${actor.id}
    left join thread_readers s on s.thread_id = t.id and s.person_id = ${actor.id}
    left join presence own on own.person_id = ${actor.id}
    where ${known(staff)} and ${where}`;
};

/** A room, found through the actor: a private one by those who are in it or invited, and by coordinators. */
export async function roomFor(
  trx: Scoped,
  actor: Actor,
  id: string,
  now: Temporal.Instant,
): Promise<Room | null> {
  if (!actor.id || !isId(id)) return null;
  const { rows } = await roomsWhere(actor, now, sql`r.id = ${id}`).execute(trx);
  return rows[0] ?? null;
}

/** The same for who is about to write: until this is committed nobody mutes or removes them. */
export async function roomToWriteIn(
  trx: Scoped,
  actor: Actor,
  id: string,
  now: Temporal.Instant,
): Promise<Room | null> {
  if (!actor.id || !isId(id)) return null;
  await sql`select from room_members where room_id = ${id} and person_id = ${actor.id} for share`.execute(
    trx,
  );
  const room = await roomFor(trx, actor, id, now);
  return room && !room.archived ? room : null;
}

export interface RoomLine {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly private: boolean;
  readonly standing: Standing;
  readonly people: number;
  readonly here: number;
  /** Written by others since the reader looked, 100 at most. */
  readonly unread: number;
}

const mostUnread = 100;

/**
 * The rooms somebody can know of and go into: those they are in first, then where they are invited, then the open ones. A private
 * one is there for its own people alone, coordinators among them or not.
 */
export async function roomsOf(trx: Scoped, actor: Actor, now: Temporal.Instant): Promise<RoomLine[]> {
  const hidden = blockedWith(sql`${actor.id}::uuid`);
  const { rows } = await sql<RoomLine>`
    with mine as (
      select r.id, r.name, r.about, r.private, m.state as standing, t.id as thread_id, coalesce(s.seen, 0) as seen
      from rooms r join threads t on t.room_id = r.id
      left join room_members m on m.room_id = r.id and m.person_id = ${actor.id}
      left join thread_readers s on s.thread_id = t.id and s.person_id = ${actor.id}
      where r.archived_at is null and (not r.private or m.state in ('in', 'invited')))
    select x.id, x.name, x.about, x.private, x.standing,
      (select count(*)::int from room_members i where i.room_id = x.id and i.state = 'in') as people,
      (select count(*)::int from presence h join room_members i on i.person_id = h.person_id
        where i.room_id = x.id and i.state = 'in' and h.at > ${now.subtract({ minutes: hereMinutes })}
          and h.person_id <> ${actor.id} and h.person_id not in ${hidden}) as here,
      case when x.standing = 'in' then (select count(*)::int from (
        select from messages w where w.thread_id = x.thread_id and w.number > x.seen and w.removed_at is null
          and w.author_id <> ${actor.id} and w.author_id not in ${hidden} limit ${mostUnread}) u) else 0 end as unread
    from mine x
    order by array_position(array['in', 'invited'], x.standing) nulls last, lower(x.name)`.execute(trx);
  return rows;
}

/** Everybody in a room whose open pages may have to change; without those whom this person is kept apart from. */
export async function audienceOf(trx: Scoped, roomId: string, by: string | null): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from room_members where room_id = ${roomId} and state = 'in'
      and person_id not in ${blockedWith(sql`${by}::uuid`)}`.execute(trx);
  return rows.map(({ person_id }) => person_id);
}
