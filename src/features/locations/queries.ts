import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import type { Opening } from "./opening.ts";
import type { Way } from "./schema.ts";

export interface Location {
  readonly id: string;
  readonly name: string;
  readonly way: Way;
  /** An address, a link, or "we call you". */
  readonly details: string;
  /** Meetings that fit in at once; null is any number. */
  readonly capacity: number | null;
  /** In the community's zone; null is always open. */
  readonly opening: Opening | null;
  readonly archived: boolean;
}

export type LocationFields = Omit<Location, "id" | "archived">;

const columns = sql`id, name, way, details, capacity, opening, archived_at is not null as archived`;

/** All locations in the coordinator's order, archived ones last. */
export async function allLocations(trx: Scoped): Promise<Location[]> {
  const { rows } = await sql<Location>`
    select ${columns} from locations order by archived_at is not null, position, name, id
  `.execute(trx);
  return rows;
}

/** One location of this community; anything else is not found. */
export async function findLocation(trx: Scoped, id: string): Promise<Location | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<Location>`select ${columns} from locations where id = ${id}`.execute(trx);
  return rows[0];
}

/** Adds a location at the end of the list. */
export async function insertLocation(
  trx: Scoped,
  communityId: CommunityId,
  fields: LocationFields,
): Promise<string> {
  const id = newId();
  await trx
    .insertInto("locations")
    .values({
      ...fields,
      id,
      community_id: communityId,
      opening: fields.opening && JSON.stringify(fields.opening),
      position: sql`(select coalesce(max(position), 0) + 1 from locations)`,
    })
    .execute();
  return id;
}

/** Gives whether there was such a location. */
export async function updateLocation(trx: Scoped, id: string, fields: LocationFields): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("locations")
    .set({ ...fields, opening: fields.opening && JSON.stringify(fields.opening) })
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function setLocationArchived(trx: Scoped, id: string, archived: boolean): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("locations")
    .set({ archived_at: archived ? sql`coalesce(archived_at, now())` : null })
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
