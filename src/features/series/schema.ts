import { z } from "zod";
import { bookingInput } from "../booking/schema.ts";
import { fewestWeeks, mostWeeks } from "./weeks.ts";

export const seriesInput = bookingInput.extend({
  weeks: z.number().int().min(fewestWeeks).max(mostWeeks),
  /** The starts that were on the screen as free, in epoch minutes: these are booked, all of them or none. */
  starts: z.array(z.number().int()).min(1).max(mostWeeks),
});

/** Which meetings of a series: those from the one at hand on, or all that are still to come. */
export const parts = ["rest", "all"] as const;

export type Part = (typeof parts)[number];

export const cancelInput = z.object({
  meetingId: z.guid(),
  part: z.enum(parts),
  /** The meetings that were on the screen, as `seenText` puts it. */
  seen: z.string().max(4_000),
  reason: z.string().trim().max(500),
});

export const confirmInput = z.object({ meetingId: z.guid() });
