import { z } from "zod";
import { oneOf } from "../admin/fields.ts";

const said = oneOf(["", "attended", "no_show"]).transform((text) => (text === "" ? null : text));

export const doorInput = z.object({ meetingId: z.guid() });

export const marksInput = z.object({
  meetingId: z.guid(),
  /** Of each person what the form showed, and what it says now. */
  marks: z.array(z.object({ personId: z.guid(), was: said, is: said })).max(1_000),
});
