import { z } from "zod";
import { type Actor, action, belongs, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { coordinate } from "../admin/policy.ts";
import { choicesFor, preferenceChoicesFor, preferenceFields, unknownIn } from "./choices.ts";
import * as queries from "./queries.ts";
import { connectionPreferences, supporterInformation } from "./schema.ts";

/** A provider's own profile is theirs to change; a coordinator may change everybody's. */
const mayChange = (actor: Actor, providerId: string): boolean =>
  actor.roles.has("coordinator") || (actor.id === providerId && actor.roles.has("provider"));

async function changeable(trx: Scoped, actor: Actor, providerId: string): Promise<queries.Profile | null> {
  const profile = await queries.findProfile(trx, providerId);
  return profile && mayChange(actor, profile.id) ? profile : null;
}

/** Replaces what is told about a provider. Refuses: not_found, and what they cannot choose, field by field. */
export const changeProfile = action({
  name: "profiles.change",
  may: belongs,
  input: supporterInformation,
  async run({ actor, input: { providerId, ...told }, trx }) {
    const profile = await changeable(trx, actor, providerId);
    if (!profile) return refuse("not_found");
    const choices = await choicesFor(trx, profile);
    const chosen = { ...told, genders: told.gender ? [told.gender] : [] };
    const { genders, ...fields } = unknownIn(choices, chosen, ["experiences", "languages", "genders"]);
    const unknown = genders ? { ...fields, gender: genders } : fields;
    if (Object.keys(unknown).length > 0) return refuse("invalid", { fields: unknown });
    await queries.storeProfile(trx, actor.communityId, { id: profile.id, ...told });
    return ok(null);
  },
});

/** Replaces whom a provider hopes to reach. Refuses: not_found, and what they cannot choose, field by field. */
export const changePreferences = action({
  name: "profiles.prefer",
  may: belongs,
  input: connectionPreferences,
  async run({ actor, input: { providerId, ages, note, ...chosen }, trx }) {
    const profile = await changeable(trx, actor, providerId);
    if (!profile) return refuse("not_found");
    const choices = await preferenceChoicesFor(trx, await queries.preferencesOf(trx, profile.id));
    const unknown = unknownIn(choices, chosen, preferenceFields);
    if (Object.keys(unknown).length > 0) return refuse("invalid", { fields: unknown });
    const options = [...new Set(preferenceFields.flatMap((field) => chosen[field]))];
    await queries.storePreferences(trx, actor.communityId, { id: profile.id, ages, options, note });
    return ok(null);
  },
});

/** A coordinator shows a provider in the directory, or leaves them and their page out of it. Refuses: not_found. */
export const listProvider = action({
  name: "profiles.list",
  may: coordinate,
  input: z.object({ providerId: z.guid(), inDirectory: z.boolean() }),
  async run({ input: { providerId, inDirectory }, trx }) {
    if (!(await queries.findProfile(trx, providerId))) return refuse("not_found");
    await queries.setInDirectory(trx, providerId, inDirectory);
    return ok(null);
  },
});
