import { z } from "zod";
import { line } from "../admin/fields.ts";
import { date, optionalDate } from "../availability/index.ts";

/** Days from one date to another, both included; without a last date it is one day. */
export const newClosing = z
  .object({ name: line(120), from: date, until: optionalDate })
  .transform(({ name, from, until }) => ({ name, from, until: until ?? from }))
  .refine(({ from, until }) => from <= until, { message: "fault.until_before_from", path: ["until"] })
  .refine(({ from, until }) => until - from <= 366, { message: "fault.too_many_days", path: ["until"] });
