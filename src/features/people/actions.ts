import { action, ok, type Role, refuse } from "#platform/action.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { touch } from "#platform/live/touch.ts";
import { coordinate } from "../admin/policy.ts";
import { currentCommunity } from "../communities/load.ts";
import { recertify } from "../providers/certify.ts";
import { ensureProvider } from "../providers/queries/providers.ts";
import * as people from "./queries.ts";
import { archivedPerson, changedPerson, newPerson } from "./schema.ts";

/** A coordinator puts somebody on the list. They are there at once, and theirs when they sign in. Refuses an address that is there. */
export const addPerson = action({
  name: "people.add",
  may: coordinate,
  input: newPerson,
  async run({ actor, input, trx }) {
    const id = await people.insertPerson(trx, actor.communityId, input, { joining: false });
    if (!id) return refuse("email_taken", { fields: { email: "fault.email_taken" } });
    await becomeProvider(trx, actor.communityId, id, input.roles);
    await recertify(trx);
    return ok({ id });
  },
});

/** Changes somebody's name, address and roles. Refuses to leave a community without a coordinator. */
export const changePerson = action({
  name: "people.change",
  may: coordinate,
  input: changedPerson,
  async run({ actor, input: { id, roles, ...named }, trx }) {
    if (!(await people.findPerson(trx, id))) return refuse("not_found");
    if (!roles.includes("coordinator") && !(await people.anotherCoordinator(trx, id))) {
      return refuse("last_coordinator", { fields: { roles: "fault.last_coordinator" } });
    }
    if (!(await people.renamePerson(trx, id, named))) {
      return refuse("email_taken", { fields: { email: "fault.email_taken" } });
    }
    await people.setRoles(trx, id, roles);
    await becomeProvider(trx, actor.communityId, id, roles);
    await recertify(trx);
    await askAgain(trx, actor.communityId, id);
    return ok(null);
  },
});

/** Takes somebody off the list, or puts them back with their roles. Their meetings stay. Refuses the last coordinator. */
export const archivePerson = action({
  name: "people.archive",
  may: coordinate,
  input: archivedPerson,
  async run({ actor, input: { id, archived }, trx }) {
    if (!(await people.findPerson(trx, id))) return refuse("not_found");
    if (archived && !(await people.anotherCoordinator(trx, id))) return refuse("last_coordinator");
    await people.setPersonArchived(trx, id, archived);
    await recertify(trx);
    await askAgain(trx, actor.communityId, id);
    return ok(null);
  },
});

/** Who has the role has a provider's row; without the role it stays, for the meetings that name it. */
async function becomeProvider(
  trx: Scoped,
  communityId: CommunityId,
  personId: string,
  roles: readonly Role[],
): Promise<void> {
  if (!roles.includes("provider")) return;
  const { zone } = await currentCommunity(trx, communityId);
  await ensureProvider(trx, communityId, personId, zone);
}

/** Their open pages ask at once whether they may still listen. */
const askAgain = (trx: Scoped, communityId: CommunityId, personId: string): Promise<void> =>
  touch(trx, { communityId, people: [personId], about: ["access"] });
