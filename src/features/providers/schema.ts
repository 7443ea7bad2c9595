import { z } from "zod";
import { optionalSpan, span } from "../admin/durations.ts";
import { email, oneOf } from "../admin/fields.ts";
import { zone } from "../communities/schema.ts";
import { CODE_LIMIT, readCodes } from "../imports/codes.ts";
import { personName } from "../people/schema.ts";

const id = z.guid();

/** Codes a person can be given at once: more is a mistake of copying. */
const mostCodes = 5_000;

/** Ticked codes and typed ones as one list, in this order, each once. Typed ones stand between "|", wildcards among them. */
const codes = z
  .object({ ticked: z.array(z.string()), typed: z.string() })
  .refine(({ ticked, typed }) => ticked.length <= mostCodes && typed.length <= 30_000, "fault.too_big")
  .transform(({ ticked, typed }) => readCodes([...ticked, ...typed.split(/[\n|]/)].join("|")).codes)
  .refine((list) => list.length <= mostCodes, "fault.too_big")
  .refine((list) => list.every(({ code }) => code.length <= CODE_LIMIT), "fault.code_long");

export const newProvider = z.object({ email, ...personName, codes });

export const changedProvider = z.object({
  id,
  email,
  ...personName,
  zone,
  bufferBefore: span(240),
  bufferAfter: span(240),
  noticeMinutes: optionalSpan(43_200),
  weeklyCapMinutes: optionalSpan(10_080),
});

/** What a coordinator does to a provider with one button. */
export const marks = ["pause", "resume", "lock", "unlock"] as const;
export const markedProvider = z.object({ id, mark: oneOf(marks) });

export const listedCodes = z.object({ id, codes });

export const shows = ["active", "paused", "no-hours", "archived"] as const;
export const show = oneOf(shows).catch("active");
