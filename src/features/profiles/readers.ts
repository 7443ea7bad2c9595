/** What a provider tells: the fields of Supporter Information, and the Connection Preferences as one. */
export type ProfileField =
  | "greeting"
  | "bio"
  | "qualification"
  | "experiences"
  | "languages"
  | "ages"
  | "gender"
  | "preferences";

/** Who reads something: everybody who belongs to the community, or its coordinators alone, beside the one it is about. */
export type Readers = "community" | "coordinators";

/** What a provider chose about it. */
export interface Choice {
  readonly genderShown: boolean;
}

/**
 * Who reads a field of a provider's. Their page shows by it, and the form says it beside the field. Whom somebody hopes to reach is
 * not shown to those whom it would leave out.
 */
export function readersOf(field: ProfileField, { genderShown }: Choice): Readers {
  if (field === "preferences") return "coordinators";
  if (field === "gender") return genderShown ? "community" : "coordinators";
  return "community";
}

/** What somebody of the community reads of it; the rest is left out. */
export function readable<Told extends Partial<Record<ProfileField, unknown>>>(
  told: Told,
  choice: Choice,
): Partial<Told> {
  const shown: Partial<Told> = { ...told };
  for (const field of fields) if (readersOf(field, choice) !== "community") delete shown[field];
  return shown;
}

const fields: readonly ProfileField[] = [
  "greeting",
  "bio",
  "qualification",
  "experiences",
  "languages",
  "ages",
  "gender",
  "preferences",
];
