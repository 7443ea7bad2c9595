import { sql } from "kysely";
import { isTaken } from "#platform/database/faults.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { startingOptions } from "./starting.ts";

/** The lists that a coordinator edits and people choose from. */
export const lists = ["experience", "gender", "language", "ethnicity", "region"] as const;
export type ListName = (typeof lists)[number];

export interface ProfileOption {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
}

const columns = sql`id, name, archived_at is not null as archived`;

/**
 * What is offered of a list, in the coordinator's order. `chosen` are ids that are shown even though they are archived by now,
 * since somebody has them already; they come last.
 */
export async function optionsOf(
  trx: Scoped,
  list: ListName,
  chosen: readonly string[] = [],
): Promise<ProfileOption[]> {
  const { rows } = await sql<ProfileOption>`
    select ${columns} from profile_options
    where list = ${list} and (archived_at is null or id = any(${chosen.filter(isId)}::uuid[]))
    order by archived_at is not null, position, name, id`.execute(trx);
  return rows;
}

export interface ListedOption extends ProfileOption {
  readonly list: ListName;
}

/** All lists whole, in the coordinator's order, archived ones last. */
export async function allOptions(trx: Scoped): Promise<ListedOption[]> {
  const { rows } = await sql<ListedOption>`
    select list, ${columns} from profile_options
    order by list, archived_at is not null, position, name, id`.execute(trx);
  return rows;
}

/** One option of this community. */
export async function findOption(trx: Scoped, id: string): Promise<ListedOption | undefined> {
  if (!isId(id)) return undefined;
  const { rows } =
    await sql<ListedOption>`select list, ${columns} from profile_options where id = ${id}`.execute(trx);
  return rows[0];
}

/** Adds an option at the end of its list. Gives whether its name was free there. */
export async function insertOption(
  trx: Scoped,
  communityId: CommunityId,
  { list, name }: { list: ListName; name: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into profile_options (community_id, id, list, name, position)
    select ${communityId}::uuid, ${newId()}::uuid, ${list}, ${name}, coalesce(max(position), 0) + 1
    from profile_options where list = ${list}
    on conflict do nothing returning id`.execute(trx);
  return rows.length === 1;
}

/**
 * Changes an option's name, or whether it is offered. False when its list offers one of this name already: after that the
 * transaction must not go on.
 */
export async function updateOption(
  trx: Scoped,
  id: string,
  change: { name: string } | { archived: boolean },
): Promise<boolean> {
  const set =
    "name" in change
      ? sql`name = ${change.name}`
      : sql`archived_at = case when ${change.archived} then coalesce(archived_at, now()) end`;
  try {
    await sql`update profile_options set ${set} where id = ${id}`.execute(trx);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/** Gives a community its starting lists. A list with any option, also one archived since, stays as it is. */
export async function addStartingOptions(trx: Scoped, communityId: CommunityId): Promise<void> {
  const rows = lists.flatMap((list) =>
    startingOptions[list].map((name, place) => ({ list, id: newId(), name, position: place + 1 })),
  );
  await sql`
    insert into profile_options (community_id, id, list, name, position)
    select ${communityId}::uuid, o.id, o.list, o.name, o.position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (id uuid, list text, name text, position integer)
    where not exists (select from profile_options p where p.list = o.list)
    on conflict do nothing`.execute(trx);
}
