import { sql } from "kysely";
import type { Database } from "#platform/database/connection.ts";
import { asCommunityId, type CommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { startingOptions } from "./starting.ts";

/** The lists that a coordinator edits and people choose from. */
export const lists = ["experience", "gender"] as const;
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

/** Gives a community its starting lists. Does nothing where there is any option, also one archived since. */
export async function addStartingOptions(trx: Scoped, communityId: CommunityId): Promise<void> {
  const rows = lists.flatMap((list) =>
    startingOptions[list].map((name, place) => ({ list, id: newId(), name, position: place + 1 })),
  );
  await sql`
    insert into profile_options (community_id, id, list, name, position)
    select ${communityId}::uuid, o.id, o.list, o.name, o.position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (id uuid, list text, name text, position integer)
    where not exists (select from profile_options)
    on conflict do nothing`.execute(trx);
}

/** Gives the starting lists to every community that was founded before there were any. */
export async function completeOptions(db: Database): Promise<void> {
  const communities = await db.selectFrom("communities").select("id").execute();
  for (const { id } of communities) {
    const community = asCommunityId(id);
    await inCommunity(db, community, (trx) => addStartingOptions(trx, community));
  }
}
