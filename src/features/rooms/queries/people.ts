import { sql } from "kysely";
import type { Actor, Role } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { type Listing, listing } from "../../admin/listing.ts";
import { blocked, blockedWith } from "../../blocks/between.ts";
import { hereMinutes, noName } from "../rules.ts";
import { unlessTaken } from "./taken.ts";

/** Somebody of a room as the others there may know them. */
export interface RoomPerson {
  /** Names them here and nowhere else. */
  readonly handle: string;
  readonly name: string;
  readonly moderator: boolean;
  readonly state: "invited" | "in" | "left" | "removed";
  readonly mutedUntil: Temporal.Instant | null;
  /** In the community lately, and does not mind that it is seen. */
  readonly here: boolean;
  readonly own: boolean;
}

/** The same for what is done about them: never shown to the others. */
export interface Known extends RoomPerson {
  readonly personId: string;
  readonly roles: readonly Role[];
}

type Row = RoomPerson & { readonly total: number };

const columns = (actor: Actor, now: Temporal.Instant) => sql`
  m.handle, m.name, m.role = 'moderator' as moderator, m.state, m.person_id = ${actor.id} as own,
  case when m.muted_until > ${now} then m.muted_until end as "mutedUntil",
  exists (select from presence h where h.person_id = m.person_id
    and h.at > ${now.subtract({ minutes: hereMinutes })}) as here`;

interface Wanted {
  roomId: string;
  q: string;
  page: number;
  /** Those who were removed, for who can let them in again. */
  removed: boolean;
}

/** The people of a room, moderators first; without those whom the reader is kept apart from. */
export function peopleOf(
  trx: Scoped,
  actor: Actor,
  { roomId, q, page, removed }: Wanted,
  now: Temporal.Instant,
): Promise<Listing<Row>> {
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<Row>`
      select ${columns(actor, now)}, count(*) over ()::int as total from room_members m
      where m.room_id = ${roomId} and m.state = ${removed ? "removed" : "in"} and m.name ilike ${pattern}
        and m.person_id not in ${blockedWith(sql`${actor.id}::uuid`)}
      order by m.role desc, lower(m.name), m.handle limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}

/** Somebody of a room by their handle there. Not for who is kept apart from them, unless they coordinate. Locks the row when asked to. */
export async function personIn(
  trx: Scoped,
  actor: Actor,
  { roomId, handle, lock = false }: { roomId: string; handle: string; lock?: boolean },
  now: Temporal.Instant,
): Promise<Known | null> {
  if (!isId(handle)) return null;
  const { rows } = await sql<Known>`
    select ${columns(actor, now)}, m.person_id as "personId", p.roles
    from room_members m join people p on p.id = m.person_id
    where m.room_id = ${roomId} and m.handle = ${handle}
      and (${actor.roles.has("coordinator")} or not ${blocked(sql`m.person_id`, sql`${actor.id}::uuid`)})
    ${lock ? sql`for update of m` : sql``}`.execute(trx);
  return rows[0] ?? null;
}

/** The handle of who wrote something in a room. */
export async function handleOf(trx: Scoped, roomId: string, personId: string): Promise<string | null> {
  const { rows } = await sql<{ handle: string }>`
    select handle from room_members where room_id = ${roomId} and person_id = ${personId}`.execute(trx);
  return rows[0]?.handle ?? null;
}

interface Joining {
  communityId: string;
  roomId: string;
  personId: string;
  name: string;
  now: Temporal.Instant;
}

/**
 * Puts somebody into a room under a name, as what they were there before. False when the name is, or was, another's: nobody speaks
 * under the name of one who has left. The transaction stays usable.
 */
export async function putIn(trx: Scoped, joining: Joining): Promise<boolean> {
  const { communityId, roomId, personId, name, now } = joining;
  if (await isSomebodys(trx, joining)) return false;
  return unlessTaken(trx, async () => {
    await sql`
      insert into room_members (community_id, room_id, person_id, name, state, joined_at)
      values (${communityId}, ${roomId}, ${personId}, ${name}, 'in', ${now})
      on conflict (community_id, room_id, person_id)
      do update set name = excluded.name, state = 'in', joined_at = excluded.joined_at`.execute(trx);
  });
}

/** Gives somebody in a room another name; false when it is, or was, another's. */
export async function rename(trx: Scoped, renaming: Omit<Joining, "communityId" | "now">): Promise<boolean> {
  const { roomId, personId, name } = renaming;
  if (await isSomebodys(trx, renaming)) return false;
  return unlessTaken(trx, async () => {
    await sql`
      update room_members set name = ${name}
      where room_id = ${roomId} and person_id = ${personId} and state = 'in'`.execute(trx);
  });
}

async function isSomebodys(
  trx: Scoped,
  { roomId, personId, name }: Pick<Joining, "roomId" | "personId" | "name">,
): Promise<boolean> {
  const { rows } = await sql`
    select from room_members where room_id = ${roomId} and person_id <> ${personId}
      and joined_at is not null and lower(name) = lower(${name})`.execute(trx);
  return rows.length > 0;
}

/** What changes about somebody in a room. */
export interface MemberChange {
  readonly state?: "invited" | "left" | "removed";
  readonly role?: "member" | "moderator";
  readonly mutedUntil?: Temporal.Instant | null;
}

/** Changes how somebody stands in a room; what is not named stays. */
export async function setMember(
  trx: Scoped,
  { roomId, personId }: { roomId: string; personId: string },
  { state, role, mutedUntil }: MemberChange,
): Promise<void> {
  await trx
    .updateTable("room_members")
    .set({
      ...(state ? { state } : {}),
      ...(role ? { role } : {}),
      ...(mutedUntil === undefined ? {} : { muted_until: mutedUntil }),
    })
    .where("room_id", "=", roomId)
    .where("person_id", "=", personId)
    .execute();
}

/**
 * Invites the person with this address, if there is one in the community whom the one who invites may meet. Gives who it is when
 * there is something to tell them.
 */
export async function invite(
  trx: Scoped,
  actor: Actor,
  { roomId, email, role }: { roomId: string; email: string; role: "member" | "moderator" },
): Promise<string | null> {
  const { rows } = await sql<{ person_id: string }>`
    insert into room_members (community_id, room_id, person_id, name, role, state)
    select p.community_id, ${roomId}, p.id, ${noName}, ${role}, 'invited' from people p
    where p.email = ${email} and p.archived_at is null and not ${blocked(sql`p.id`, sql`${actor.id}::uuid`)}
    on conflict (community_id, room_id, person_id)
    do update set state = 'invited', role = excluded.role where room_members.state in ('left', 'removed')
    returning person_id`.execute(trx);
  return rows[0]?.person_id ?? null;
}

/** Forgets an invitation that somebody does not want. Gives whether there was one. */
export async function forgetInvitation(trx: Scoped, roomId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`
    update room_members set state = 'left'
    where room_id = ${roomId} and person_id = ${personId} and state = 'invited' returning person_id`.execute(
    trx,
  );
  return rows.length === 1;
}
