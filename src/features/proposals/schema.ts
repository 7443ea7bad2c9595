import { z } from "zod";
import { isId } from "#platform/ids.ts";
import { asWritten } from "#platform/text.ts";

/** Characters of a proposal's text at most. */
export const longestText = 4_000;

/** Times that one proposal offers at most. */
export const mostTimes = 3;

/** What a provider typed: numbers, amounts and times are read when it is known by which rules. */
export const offerInput = z.object({
  text: z
    .string()
    .transform(asWritten)
    .refine((text) => text.length > 0, "required")
    .refine((text) => text.length <= longestText, "too_big"),
  /** Empty: as long as the format. */
  minutes: z.string().trim().max(10),
  price: z.string().max(40),
  formatId: z.string().refine(isId, "required"),
  /** null: the two agree on it later. */
  locationId: z.guid().nullable(),
  /** Date and time as a form sends them; both empty for a time that is not offered. */
  times: z.array(z.object({ date: z.string().max(20), time: z.string().max(20) })).max(mostTimes),
  /** IANA zone on whose clock the times are. */
  zone: z.string().max(60),
});

export type OfferInput = z.output<typeof offerInput>;

export const proposeInput = offerInput.extend({ requestId: z.guid() });

export const seenInput = z.object({ proposalId: z.guid(), version: z.coerce.number().int() });

export const editInput = offerInput.extend(seenInput.shape);

export const acceptInput = seenInput.extend({
  /** The offered time that is taken with it, in epoch minutes; null to agree on a time later. */
  start: z.number().int().nullable(),
});

export const settleInput = z.object({ proposalId: z.guid() });

/** What a refusal for the time's sake carries. */
export const clashesInput = z.array(
  z.object({ start: z.number(), kind: z.enum(["meeting", "proposal"]), name: z.string() }),
);
