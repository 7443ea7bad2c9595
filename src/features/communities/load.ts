import type { Scoped } from "#platform/database/scope.ts";
import { type Community, toCommunity } from "./community.ts";

/** The community a transaction is scoped to, as it is inside that transaction. */
export async function currentCommunity(trx: Scoped, id: string): Promise<Community> {
  const row = await trx
    .selectFrom("communities")
    .select(["id", "slug", "name", "zone", "words", "settings"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return toCommunity(row);
}
