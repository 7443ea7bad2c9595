import { sql } from "kysely";
import type { Role } from "#platform/action.ts";
import { isTaken } from "#platform/database/faults.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { byName, holds, type Listing, listing, type Wanted } from "../admin/listing.ts";

export interface PersonRow {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Whether somebody has signed in as this person; until then it waits for its address. */
  readonly signedIn: boolean;
  readonly archived: boolean;
}

type Row = PersonRow & { readonly total: number };

const columns = sql`
  id, first_name as "firstName", last_name as "lastName", email, roles,
  account_id is not null as "signedIn", archived_at is not null as archived`;

export interface PeopleSearch extends Wanted {
  readonly role: Role | "any";
  readonly show: "active" | "archived";
}

/** People by what is in their name or address, by name. */
export function searchPeople(trx: Scoped, { q, page, role, show }: PeopleSearch): Promise<Listing<Row>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<Row>`
      select ${columns}, count(*) over () as total from people p
      where p.community_id = current_community() and ${show === "active" ? sql`archived_at is null` : sql`archived_at is not null`}
        and ${role === "any" ? sql`true` : sql`${role} = any(roles)`}
        and ${holds(sql`first_name || ' ' || last_name || ' ' || email`, q)}
      order by ${byName} limit ${limit} offset ${offset}
    `.execute(trx);
    return rows;
  });
}

/** One person of this community, archived or not; anybody else is not found. */
export async function findPerson(trx: Scoped, id: string): Promise<PersonRow | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<PersonRow>`select ${columns} from people where id = ${id}`.execute(trx);
  return rows[0];
}

/** Until the end of the transaction nobody else changes this person, nor what they are or applied for, nor forgets them. */
export async function lockPerson(trx: Scoped, id: string): Promise<void> {
  await sql`select from people where id = ${id} for no key update`.execute(trx);
}

export interface NewPerson {
  email: string;
  firstName: string;
  lastName: string;
  roles: readonly Role[];
}

/**
 * Puts somebody on the list. Who was archived comes back with these roles alone; who is there already gets them in addition when
 * `joining`, and else is left alone. Null when nobody was put on the list.
 */
export async function insertPerson(
  trx: Scoped,
  communityId: CommunityId,
  person: NewPerson,
  { joining }: { joining: boolean },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into people (community_id, id, email, first_name, last_name, roles)
    values (${communityId}, ${newId()}, ${person.email}, ${person.firstName}, ${person.lastName}, ${[...person.roles]}::text[])
    on conflict (community_id, email) do update set
      roles = case when people.archived_at is null
        then array(select distinct unnest(people.roles || excluded.roles)) else excluded.roles end,
      first_name = case when excluded.first_name = '' then people.first_name else excluded.first_name end,
      last_name = case when excluded.last_name = '' then people.last_name else excluded.last_name end,
      archived_at = null
    where ${joining} or people.archived_at is not null
    returning id
  `.execute(trx);
  return rows[0]?.id ?? null;
}

interface Named {
  email: string;
  firstName: string;
  lastName: string;
}

/** Changes name and address; false when the address belongs to somebody else here. The transaction stays usable. */
export async function renamePerson(trx: Scoped, id: string, named: Named): Promise<boolean> {
  await sql`savepoint renaming`.execute(trx);
  try {
    await trx
      .updateTable("people")
      .set({ email: named.email, first_name: named.firstName, last_name: named.lastName })
      .where("id", "=", id)
      .execute();
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    await sql`rollback to savepoint renaming`.execute(trx);
    return false;
  }
}

export async function setRoles(trx: Scoped, id: string, roles: readonly Role[]): Promise<void> {
  await trx
    .updateTable("people")
    .set({ roles: [...roles] })
    .where("id", "=", id)
    .execute();
}

/** Archived people stay in what happened, and are no longer let in, shown or booked. */
export async function setPersonArchived(trx: Scoped, id: string, archived: boolean): Promise<void> {
  await trx
    .updateTable("people")
    .set({ archived_at: archived ? sql`coalesce(archived_at, now())` : null })
    .where("id", "=", id)
    .execute();
}

/**
 * Whether a coordinator who has signed in is left without this one. Locks them all: two who remove each other at once come one
 * after the other, and the second sees what the first did.
 */
export async function anotherCoordinator(trx: Scoped, withoutId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from people
    where community_id = current_community()
      and archived_at is null and 'coordinator' = any(roles) and account_id is not null
    order by id for update
  `.execute(trx);
  return rows.some((row) => row.id !== withoutId);
}
