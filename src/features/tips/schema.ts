import { z } from "zod";
import { asWritten } from "#platform/text.ts";
import { direction } from "../admin/order.ts";
import { longest } from "./rules.ts";

const written = (most: number, least: number) =>
  z
    .string()
    .transform(asWritten)
    .refine((text) => text.length >= least, "required")
    .refine((text) => text.length <= most, "too_big");

const oneLine = (most: number, least: number) =>
  written(most, least).transform((text) => text.replaceAll(/\s+/g, " "));

/** What a page says, as a coordinator types it. */
export const tipInput = z.object({
  title: oneLine(longest.title, 1),
  summary: oneLine(longest.summary, 0),
  body: written(longest.body, 1),
});

const id = z.guid();

export const changeInput = tipInput.extend({
  id,
  /** The version that the coordinator has seen. */
  version: z.coerce.number().int(),
});

export const moveInput = z.object({ id, direction });
export const showInput = z.object({ id, hidden: z.boolean() });
export const removeInput = z.object({ id });
