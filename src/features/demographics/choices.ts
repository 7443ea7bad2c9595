import type { Scoped } from "#platform/database/scope.ts";
import { optionsOf, type ProfileOption } from "../options/queries.ts";
import type { Demographics } from "./queries.ts";

export const told = ["gender", "ethnicity", "region"] as const;
export type ToldField = (typeof told)[number];

/** What can be chosen in each field: what its list offers, and what somebody has already. */
export type Choices = Readonly<Record<ToldField, readonly ProfileOption[]>>;

export async function choicesFor(trx: Scoped, has: Pick<Demographics, ToldField>): Promise<Choices> {
  const of = (field: ToldField) => optionsOf(trx, field, [has[field] ?? ""]);
  return { gender: await of("gender"), ethnicity: await of("ethnicity"), region: await of("region") };
}

/** The fields in which something was chosen that their list does not offer. */
export const unknownIn = (choices: Choices, chosen: Pick<Demographics, ToldField>): Record<string, string> =>
  Object.fromEntries(
    told
      .filter((field) => chosen[field] !== null && !choices[field].some(({ id }) => id === chosen[field]))
      .map((field) => [field, "invalid_value"]),
  );
