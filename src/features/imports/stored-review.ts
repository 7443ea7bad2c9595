import { z } from "zod";

const group = z.object({
  severity: z.enum(["error", "warning"]),
  code: z.string(),
  count: z.number(),
});

/** What a page needs of a review beside its lists, which are kept as parts. */
const storedReview = z.object({
  counts: z.object({ added: z.number(), changed: z.number(), removed: z.number(), unchanged: z.number() }),
  errors: z.number(),
  warnings: z.number(),
  applicable: z.boolean(),
  noChange: z.boolean(),
  rowCount: z.number(),
  encoding: z.string(),
  delimiter: z.string(),
  /** Findings of one kind stand together, errors first. */
  groups: z.array(group),
  /** How long each list is. */
  lengths: z.record(z.string(), z.number()),
  /** Of the change. Another one at the time of applying means that what was shown is not what would be written. */
  fingerprint: z.string(),
});

export type StoredReview = z.output<typeof storedReview>;

/** Reads a stored review; null where there is none yet. */
export function toStoredReview(stored: unknown): StoredReview | null {
  return stored === null ? null : storedReview.parse(stored);
}
