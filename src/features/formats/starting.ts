import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";

/** How people meet in groups until a coordinator says otherwise. */
const group = { name: "In a group", description: "", minutes: 60, ways: ["online", "in_person"] };

/** Gives a community a format of groups. Does nothing where there was one, also one archived since. */
export async function addStartingFormats(trx: Scoped, communityId: CommunityId): Promise<void> {
  const { name, description, minutes, ways } = group;
  await sql`
    insert into formats (community_id, id, name, description, minutes, ways, size, position)
    select ${communityId}::uuid, ${newId()}::uuid, ${name}, ${description}, ${minutes}, ${ways}::text[], 'group',
      (select coalesce(max(position), 0) + 1 from formats)
    where not exists (select from formats where size = 'group')`.execute(trx);
}
