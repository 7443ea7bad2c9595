import { z } from "zod";
import { oneOf, text, whole } from "../admin/fields.ts";
import { ageBands } from "./bands.ts";

const optional = (text: string) => text || null;
const options = z.array(z.guid()).max(200);

/** An age in years as typed; empty is no limit. */
const age = z.string().trim().transform(optional).pipe(whole(10, 120).nullable());

export const supporterInformation = z
  .object({
    providerId: z.guid(),
    greeting: text(300),
    bio: text(4_000),
    qualification: text(1_000),
    experiences: options,
    languages: options,
    gender: z.string().transform(optional),
    genderShown: z.boolean(),
    agesFrom: age,
    agesTo: age,
  })
  .refine(({ agesFrom, agesTo }) => agesFrom === null || agesTo === null || agesFrom <= agesTo, {
    path: ["agesTo"],
    error: "fault.profile.ages",
  });

export const connectionPreferences = z.object({
  providerId: z.guid(),
  ages: z.array(oneOf(ageBands)).max(ageBands.length),
  genders: options,
  ethnicities: options,
  regions: options,
  experiences: options,
  note: text(500),
});
