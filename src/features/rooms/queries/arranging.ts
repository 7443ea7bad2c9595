import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Opening } from "../../locations/opening.ts";

interface Arranged {
  name: string;
  about: string;
  /** Null: it can always be written in. */
  opening: Opening | null;
}

interface NewRoom extends Arranged {
  communityId: string;
  id: string;
  private: boolean;
  by: string | null;
  at: Temporal.Instant;
}

/** A room and the thread of what is written in it. */
export async function insertRoom(trx: Scoped, room: NewRoom): Promise<void> {
  const { communityId, id, name, about, opening, by, at } = room;
  await sql`
    insert into rooms (community_id, id, name, about, private, hours, by_person, created_at)
    values (${communityId}, ${id}, ${name}, ${about}, ${room.private}, ${opening && JSON.stringify(opening)}, ${by}, ${at})`.execute(
    trx,
  );
  await sql`
    insert into threads (community_id, id, room_id, last_number) values (${communityId}, ${newId()}, ${id}, 0)`.execute(
    trx,
  );
}

export async function updateRoom(
  trx: Scoped,
  id: string,
  change: Arranged | { archivedAt: Temporal.Instant | null },
): Promise<void> {
  const values =
    "archivedAt" in change
      ? { archived_at: change.archivedAt }
      : { name: change.name, about: change.about, hours: change.opening && JSON.stringify(change.opening) };
  await trx
    .updateTable("rooms")
    .set((eb) => ({ ...values, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute();
}

export interface PanelRoom {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly people: number;
  readonly messages: number;
  /** When something was written or shared last. */
  readonly lastAt: Temporal.Instant | null;
}

/** Every room, archived ones last, for the panel. */
export async function allRooms(trx: Scoped): Promise<PanelRoom[]> {
  const { rows } = await sql<PanelRoom>`
    select r.id, r.name, r.about, r.private, r.archived_at is not null as archived, t.last_number as messages,
      (select count(*)::int from room_members m where m.room_id = r.id and m.state = 'in') as people,
      (select created_at from messages w where w.thread_id = t.id order by number desc limit 1) as "lastAt"
    from rooms r join threads t on t.room_id = r.id
    order by r.archived_at is not null, lower(r.name)`.execute(trx);
  return rows;
}

export interface PanelPerson {
  readonly handle: string;
  readonly name: string;
  readonly moderator: boolean;
  readonly state: "invited" | "in" | "left" | "removed";
  readonly personId: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

/** Who keeps a room, or is asked to, with who they are: for coordinators. */
export async function moderatorsOf(trx: Scoped, roomId: string): Promise<PanelPerson[]> {
  const { rows } = await sql<PanelPerson>`
    select m.handle, m.name, m.role = 'moderator' as moderator, m.state, m.person_id as "personId",
      p.first_name, p.last_name, p.email
    from room_members m join people p on p.id = m.person_id
    where m.room_id = ${roomId} and m.role = 'moderator' and m.state in ('in', 'invited')
    order by m.state, lower(m.name)`.execute(trx);
  return rows;
}
