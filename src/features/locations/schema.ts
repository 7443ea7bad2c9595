import { z } from "zod";
import { line, oneOf, text } from "../admin/fields.ts";
import { type Opening, readHours } from "./opening.ts";

export const ways = ["in_person", "online", "phone", "chat"] as const;
export type Way = (typeof ways)[number];

const hours = z.string().transform((typed, context) => {
  const ranges = readHours(typed);
  if (ranges) return ranges;
  context.addIssue({ code: "custom", message: "fault.hours" });
  return z.NEVER;
});

/** How many fit in at once; nothing typed is any number. */
const capacity = z
  .string()
  .trim()
  .refine((typed) => typed === "" || (/^\d{1,5}$/.test(typed) && Number(typed) > 0), "fault.whole")
  .transform((typed) => (typed === "" ? null : Number(typed)));

const fields = z.object({
  name: line(120),
  way: oneOf(ways),
  details: text(500),
  capacity,
  open: oneOf(["always", "hours"]),
  /** Hours by the day of the week, 0 is Sunday. */
  hours: z.tuple([hours, hours, hours, hours, hours, hours, hours]),
});

type Typed = z.output<typeof fields>;

/** A place with hours is open at some time; one that is always open keeps none. */
const someHours = ({ open, hours }: Typed) => open === "always" || hours.some((day) => day.length > 0);

const withOpening = <Place extends Typed>({ open, hours, ...place }: Place) => ({
  ...place,
  opening:
    open === "always"
      ? null
      : (hours.flatMap((ranges, day) => ranges.map(([start, end]) => [day, start, end] as const)) as Opening),
});

const noHours = { message: "fault.no_hours", path: ["open"] };

export const newLocation = fields.refine(someHours, noHours).transform(withOpening);

export const changedLocation = fields
  .extend({ id: z.guid() })
  .refine(someHours, noHours)
  .transform(withOpening);
