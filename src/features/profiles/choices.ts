import type { Scoped } from "#platform/database/scope.ts";
import { type ListName, optionsOf, type ProfileOption } from "../options/queries.ts";
import type { Preferences, Profile } from "./queries.ts";

/** What can be chosen, by field: all that is offered, and what somebody has already. */
export type Choices<Field extends string> = Readonly<Record<Field, readonly ProfileOption[]>>;

export type SupporterChoices = Choices<"experiences" | "languages" | "genders">;

/** What a provider can choose about themself. */
export const choicesFor = async (
  trx: Scoped,
  { experiences, languages, gender }: Pick<Profile, "experiences" | "languages" | "gender">,
): Promise<SupporterChoices> => ({
  experiences: await optionsOf(trx, "experience", experiences),
  languages: await optionsOf(trx, "language", languages),
  genders: await optionsOf(trx, "gender", gender ? [gender] : []),
});

/** The fields of Connection Preferences that are chosen from lists, and the lists. */
export const preferenceLists = {
  genders: "gender",
  ethnicities: "ethnicity",
  regions: "region",
  experiences: "experience",
} as const satisfies Record<string, ListName>;

export type PreferenceField = keyof typeof preferenceLists;

export const preferenceFields: readonly PreferenceField[] = [
  "genders",
  "ethnicities",
  "regions",
  "experiences",
];

/** Whom a provider can choose to reach. */
export const preferenceChoicesFor = async (
  trx: Scoped,
  { options }: Preferences,
): Promise<Choices<PreferenceField>> => ({
  genders: await optionsOf(trx, "gender", options),
  ethnicities: await optionsOf(trx, "ethnicity", options),
  regions: await optionsOf(trx, "region", options),
  experiences: await optionsOf(trx, "experience", options),
});

/** The fields in which something was chosen that their list does not offer. */
export function unknownIn<Field extends string>(
  choices: Choices<Field>,
  chosen: Readonly<Record<Field, readonly string[]>>,
  fields: readonly Field[],
): Record<string, string> {
  const faulty = fields.filter((field) => {
    const known = new Set(choices[field].map(({ id }) => id));
    return chosen[field].some((id) => !known.has(id));
  });
  return Object.fromEntries(faulty.map((field) => [field, "invalid_value"]));
}
