import { z } from "zod";
import { asWritten } from "#platform/text.ts";
import { email, text } from "../admin/fields.ts";
import { longest } from "./rules.ts";

const words = z
  .string()
  .transform(asWritten)
  .refine((written) => written.length > 0, "required")
  .refine((written) => written.length <= longest.text, "too_big");

/** What is wrong with the file that was sent, if anything: it was looked at before. */
const file = z.string().superRefine((fault, context) => {
  if (fault) context.addIssue({ code: "custom", message: fault });
});

/** A picture that was kept of this person; "" is none. */
const screenshot = z.union([z.literal(""), z.guid()]);

const number = z.coerce.number().int().positive();

const message = { text: words, file, screenshot };

/** The form of a question. */
export const questionInput = z.object({
  ...message,
  name: text(longest.name).refine((typed) => typed.length > 0, "required"),
  email,
  phone: text(longest.phone),
  browser: text(longest.browser),
  device: text(longest.device),
});

/** Something more in a question that was asked. */
export const moreInput = z.object({ ...message, number });

export const answerInput = z.object({
  number,
  text: words,
  /** How many messages there were when the coordinator opened it. */
  seen: z.coerce.number().int(),
});

export const pictureInput = z.object({
  content: z.instanceof(Buffer),
  width: z.int().positive(),
  height: z.int().positive(),
});
