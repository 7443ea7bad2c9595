import { z } from "zod";
import type { Sent } from "#platform/http/form.ts";

/** A choice among a few, as a form sends it. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.string().pipe(z.enum(values));

/** A line of text up to `max` characters that must say something. */
export const line = (max: number) => z.string().trim().min(1).max(max);

/** A text that may be empty. */
export const text = (max: number) => z.string().trim().max(max);

/** An address, as it is stored: without spaces around it and in small letters. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** A whole number as typed, from `min` to `max`. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .trim()
    .refine((typed) => /^\d{1,7}$/.test(typed), "fault.whole")
    .transform(Number)
    .refine((number) => number >= min, "fault.small")
    .refine((number) => number <= max, "fault.large");

/** Reads a span field: its amount and its unit. */
export const spanFrom = (form: Sent, name: string): { amount: string; unit: string } => ({
  amount: form.text(`${name}.amount`),
  unit: form.text(`${name}.unit`),
});

/** The values of a span field, for a form that shows what is stored. */
export const spanValues = (name: string, span: { amount: string; unit: string }) => ({
  [`${name}.amount`]: span.amount,
  [`${name}.unit`]: span.unit,
});

/** Whether a checkbox was ticked. */
export const ticked = (form: Sent, name: string): boolean => form.text(name) === "on";
