import { z } from "zod";
import { asWritten } from "#platform/text.ts";
import { longest } from "./rules.ts";

/** What may be left empty. */
export const optional = z
  .string()
  .transform(asWritten)
  .refine((text) => text.length <= longest, "too_big");

/** What has to say something. */
export const needed = optional.refine((text) => text.length > 0, "required");

/** One star to five, as the form sends them. */
export const stars = z
  .string()
  .refine((typed) => typed !== "", "required")
  .refine((typed) => /^[1-5]?$/.test(typed), "invalid_value")
  .transform(Number);
