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

/** What a form says of when something is open: always, or hours by the day of the week, 0 is Sunday. */
export const openingFields = {
  open: oneOf(["always", "hours"]),
  hours: z.tuple([hours, hours, hours, hours, hours, hours, hours]),
};

type Typed = z.output<z.ZodObject<typeof openingFields>>;

const fields = z.object({
  name: line(120),
  way: oneOf(ways),
  details: text(500),
  capacity,
  ...openingFields,
});

/** What has hours is open at some time; what is always open keeps none. */
export const someHours = ({ open, hours }: Typed) => open === "always" || hours.some((day) => day.length > 0);

/** The hours as they are stored. */
export const withOpening = <Place extends Typed>({ open, hours, ...place }: Place) => ({
  ...place,
  opening:
    open === "always"
      ? null
      : (hours.flatMap((ranges, day) => ranges.map(([start, end]) => [day, start, end] as const)) as Opening),
});

/** Said where there are none. */
export const noHours = { message: "fault.no_hours", path: ["open"] };

export const newLocation = fields.refine(someHours, noHours).transform(withOpening);

export const changedLocation = fields
  .extend({ id: z.guid() })
  .refine(someHours, noHours)
  .transform(withOpening);
