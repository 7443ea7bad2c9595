import type { Scoped } from "#platform/database/scope.ts";
import { recordLook } from "../admin/looks.ts";
import type { Visit } from "../visits/visit.ts";
import { type Group, groupFor } from "./queries.ts";

/**
 * The group meeting of an address, found through the visitor. A coordinator finds a private one too, by its address alone, and that is
 * written down for its hosts to see. Where the community uses no groups any more, those there are stay with their own people.
 */
export async function groupOf(trx: Scoped, visit: Visit, id: string): Promise<Group | null> {
  const { actor, community, now } = visit;
  const group = await groupFor(trx, actor, id);
  if (!group) return null;
  const own = group.hosting || (group.standing !== null && group.standing !== "cancelled");
  if (!community.settings.modules.groups && !own && !actor.roles.has("coordinator")) return null;
  if (group.staff && actor.id) {
    await recordLook(trx, {
      communityId: actor.communityId,
      personId: actor.id,
      kind: "meeting",
      recordId: group.id,
      at: now,
    });
  }
  return group;
}
