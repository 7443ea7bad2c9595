import { z } from "zod";
import { type Actor, action, belongs, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { text } from "../admin/fields.ts";
import { optionsOf, type ProfileOption } from "../options/queries.ts";
import * as queries from "./queries.ts";

/** A provider's own profile is theirs to change; a coordinator may change everybody's. */
const mayChange = (actor: Actor, providerId: string): boolean =>
  actor.roles.has("coordinator") || (actor.id === providerId && actor.roles.has("provider"));

/** What a provider can choose: all that is offered, and what they have already. */
export const choicesFor = async (
  trx: Scoped,
  { experiences, gender }: queries.Profile,
): Promise<{ experiences: ProfileOption[]; genders: ProfileOption[] }> => ({
  experiences: await optionsOf(trx, "experience", experiences),
  genders: await optionsOf(trx, "gender", gender ? [gender] : []),
});

const among = (options: readonly ProfileOption[], id: string): boolean =>
  options.some((option) => option.id === id);

/** Replaces what is told about a provider. Refuses: not_found, and what they cannot choose, field by field. */
export const changeProfile = action({
  name: "profiles.change",
  may: belongs,
  input: z.object({
    providerId: z.guid(),
    bio: text(4_000),
    experiences: z.array(z.guid()).max(200),
    gender: z.string().transform((id) => id || null),
  }),
  async run({ actor, input: { providerId, ...told }, trx }) {
    const profile = await queries.findProfile(trx, providerId);
    if (!profile || !mayChange(actor, profile.id)) return refuse("not_found");
    const choices = await choicesFor(trx, profile);
    const unknown = {
      ...(told.experiences.every((id) => among(choices.experiences, id))
        ? {}
        : { experiences: "invalid_value" }),
      ...(told.gender === null || among(choices.genders, told.gender) ? {} : { gender: "invalid_value" }),
    };
    if (Object.keys(unknown).length > 0) return refuse("invalid", { fields: unknown });
    await queries.storeProfile(trx, actor.communityId, { id: profile.id, ...told });
    return ok(null);
  },
});
