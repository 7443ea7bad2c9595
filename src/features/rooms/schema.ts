import { z } from "zod";
import { asWritten } from "#platform/text.ts";
import { email, line, oneOf } from "../admin/fields.ts";
import { noHours, openingFields, someHours, withOpening } from "../locations/schema.ts";
import { fileInput, messageInput } from "../messages/schema.ts";
import { asName } from "./names.ts";
import { muteHours } from "./rules.ts";

const roomId = z.guid();

export const inRoom = z.object({ roomId });

const name = z.string().transform((typed, context) => {
  const found = asName(typed);
  if (found) return found;
  context.addIssue({ code: "custom", message: typed.trim() ? "fault.rooms_name" : "fault.required" });
  return z.NEVER;
});

export const joining = z.object({ roomId, name });

export const writing = messageInput.pick({ text: true }).extend({ roomId });
export const sharing = fileInput.pick({ file: true }).extend({ roomId });
export const taking = z.object({ roomId, number: z.coerce.number().int().positive() });

export const aboutSomebody = z.object({ roomId, handle: z.guid() });
export const muting = aboutSomebody.extend({
  hours: z.coerce
    .number()
    .int()
    .refine((hours) => muteHours.some((each) => each === hours)),
});
export const appointing = aboutSomebody.extend({ role: oneOf(["member", "moderator"]) });
export const inviting = z.object({ roomId, email, role: oneOf(["member", "moderator"]) });

const about = z.string().transform(asWritten).pipe(z.string().max(1_000));

const room = z.object({ name: line(80), about, ...openingFields });

export const newRoom = room
  .extend({ who: oneOf(["everybody", "invited"]) })
  .refine(someHours, noHours)
  .transform(withOpening);
export const changedRoom = room.extend({ roomId }).refine(someHours, noHours).transform(withOpening);
export const archivedRoom = z.object({ roomId, archived: z.boolean() });
