import { z } from "zod";

const id = z.guid();

/** Answers by question id, as they were typed; a checklist has several. */
export const typedAnswers = z.record(id, z.array(z.string().max(10_000)).max(100));

export type TypedAnswers = z.output<typeof typedAnswers>;

export const draftInput = z.object({
  /** The draft to write over, or none for a new one. */
  draftId: id.optional(),
  formatId: id,
  serviceId: id,
  answers: typedAnswers,
});

export const bookingInput = z.object({
  formatId: id,
  serviceId: id,
  providerId: id,
  locationId: id.nullable(),
  /** Start, in epoch minutes. */
  at: z.number().int(),
  draftId: id.optional(),
  /** The wait for which the time is kept. */
  waitId: id.optional(),
});

export const ownListInput = z.object({ serviceId: id, to: z.enum(["add", "remove"]) });

export const moveInput = z.object({
  meetingId: id,
  /** The version of the meeting that was on the screen. */
  version: z.coerce.number().int(),
  at: z.number().int(),
  locationId: id.nullable(),
});
