import type { Scoped } from "#platform/database/scope.ts";
import type { Group } from "../groups/queries.ts";
import type { Visit } from "../visits/visit.ts";

/** What this person's place in a group meeting is, and what they can do about it. The page has to listen for `meeting:<id>`. */
export async function placeSection(_visit: Visit, _trx: Scoped, _group: Group) {
  return null;
}
