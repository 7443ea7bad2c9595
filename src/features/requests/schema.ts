import { z } from "zod";
import { asWritten } from "#platform/text.ts";
import { isZone } from "../visits/visit.ts";
import { mostTimes } from "./windows.ts";

const written = (most: number) =>
  z
    .string()
    .transform(asWritten)
    .refine((text) => text.length <= most, "too_big");

const needed = (most: number) => written(most).refine((text) => text.length > 0, "required");

/** A line has no line ends, however it was sent. */
const lineOf = (most: number) =>
  z
    .string()
    .transform((text) => asWritten(text).replaceAll(/\s+/g, " "))
    .pipe(needed(most));

const typedTime = z.object({
  date: z.string().trim().max(20),
  from: z.string().trim().max(20),
  to: z.string().trim().max(20),
});

const age = z
  .string()
  .trim()
  .refine((typed) => /^(\d{1,3})?$/.test(typed), "fault.requests.age")
  .transform((typed) => (typed === "" ? null : Number(typed)))
  .refine((years) => years === null || (years >= 10 && years <= 120), "fault.requests.age");

/** The longest texts, in characters. */
export const longest = { subject: 120, description: 4_000, note: 300 } as const;

/** A request as its form sends it. The times are still those of a wall clock. */
export const requestInput = z.object({
  subject: lineOf(longest.subject),
  description: needed(longest.description),
  when: z.enum(["times", "flexible"]),
  times: z.array(typedTime).max(mostTimes),
  /** IANA zone of the times. */
  zone: z.string().max(60).refine(isZone, "fault.invalid"),
  timeNote: written(longest.note),
  experiences: z.array(z.guid()).max(60),
  /** "" is no preference. */
  gender: z.union([z.literal(""), z.guid()]),
  age,
});

export type RequestInput = z.output<typeof requestInput>;

export const changeInput = requestInput.extend({
  id: z.guid(),
  /** The version that was on the screen. */
  version: z.coerce.number().int(),
});

export const oneRequest = z.object({ id: z.guid() });
