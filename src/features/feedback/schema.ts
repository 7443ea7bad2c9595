import { z } from "zod";
import { text } from "../admin/fields.ts";
import { typedAnswers } from "../booking/schema.ts";

export const feedbackInput = z.object({ meetingId: z.guid(), answers: typedAnswers });

export const noteInput = z.object({
  meetingId: z.guid(),
  text: text(8_000),
  /** The version that was on the screen, 0 when there was none. */
  version: z.coerce.number().int().min(0),
});
