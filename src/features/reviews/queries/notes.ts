import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { type Listing, listing } from "../../admin/listing.ts";
import { mostNotes } from "../rules.ts";

interface Person {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

/** What somebody wrote to the coordinators about a provider. */
export interface Note {
  readonly id: string;
  readonly text: string;
  readonly at: Temporal.Instant;
  readonly provider: Person;
  readonly author: Person;
  readonly seen: boolean;
  readonly total: number;
}

interface NewNote {
  readonly communityId: string;
  readonly providerId: string;
  readonly authorId: string;
  readonly text: string;
  readonly at: Temporal.Instant;
}

/** Stores a note; null when its writer wrote as many about the same provider within a day as one may. */
export async function insertNote(trx: Scoped, note: NewNote): Promise<string | null> {
  const { communityId, providerId, authorId, text, at } = note;
  const { rows } = await sql<{ id: string }>`
    insert into review_notes (community_id, id, provider_id, author_id, text, created_at)
    select ${communityId}, ${newId()}, ${providerId}, ${authorId}, ${text}, ${at}
    where (select count(*) from review_notes
      where provider_id = ${providerId} and author_id = ${authorId} and created_at > ${at.subtract({ hours: 24 })}) < ${mostNotes}
    returning id`.execute(trx);
  return rows[0]?.id ?? null;
}

const person = (name: string) =>
  sql`json_build_object('id', ${sql.ref(name)}.id, 'first_name', ${sql.ref(name)}.first_name,
    'last_name', ${sql.ref(name)}.last_name, 'email', ${sql.ref(name)}.email)`;

/** The notes that this coordinator may read, those that nobody has dealt with first: all but those about themself. */
export function notesFor(trx: Scoped, actor: Actor, page: number): Promise<Listing<Note>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<Note>`
      select n.id, n.text, n.created_at as at, n.seen_at is not null as seen, count(*) over ()::int as total,
        ${person("p")} as provider, ${person("a")} as author
      from review_notes n join people p on p.id = n.provider_id join people a on a.id = n.author_id
      where n.provider_id <> ${actor.id}
      order by n.seen_at is not null, n.created_at desc, n.id limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}

/** How many of them wait for somebody. */
export async function unseenNotes(trx: Scoped, actor: Actor): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from review_notes where seen_at is null and provider_id <> ${actor.id}`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

/** Marks a note as dealt with; false when this coordinator finds none that is not. */
export async function markSeen(
  trx: Scoped,
  actor: Actor,
  id: string,
  at: Temporal.Instant,
): Promise<boolean> {
  if (!isId(id)) return false;
  const { rows } = await sql`
    update review_notes set seen_at = ${at}, seen_by = ${actor.id}
    where id = ${id} and seen_at is null and provider_id <> ${actor.id} returning id`.execute(trx);
  return rows.length === 1;
}

/** The coordinators who may read a note about somebody: all but that one. */
export async function readersOfNotes(trx: Scoped, providerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people where community_id = current_community()
      and archived_at is null and 'coordinator' = any(roles) and id <> ${providerId} order by id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}
