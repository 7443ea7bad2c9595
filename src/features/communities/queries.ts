import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import type { CommunityWords } from "../../words/words.ts";
import type { CommunitySettings } from "./community.ts";

/** Changes the settings given and leaves every other as it is stored. */
export async function storeSettings(
  trx: Scoped,
  id: CommunityId,
  settings: Partial<CommunitySettings>,
): Promise<void> {
  await trx
    .updateTable("communities")
    .set({ settings: sql`settings || ${JSON.stringify(settings)}::jsonb` })
    .where("id", "=", id)
    .execute();
}

export async function storeNameAndZone(
  trx: Scoped,
  id: CommunityId,
  named: { name: string; zone: string },
): Promise<void> {
  await trx.updateTable("communities").set(named).where("id", "=", id).execute();
}

/** The words replace the earlier ones whole. */
export async function storeWords(trx: Scoped, id: CommunityId, words: CommunityWords): Promise<void> {
  await trx
    .updateTable("communities")
    .set({ words: JSON.stringify(words) })
    .where("id", "=", id)
    .execute();
}
