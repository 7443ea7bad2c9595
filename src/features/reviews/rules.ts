import { editableDays } from "./batching.ts";

/** Characters of a review, of a reply and of a note at most. */
export const longest = 2_000;

/** Notes that one person writes about the same provider within a day at most. */
export const mostNotes = 5;

/** Until when somebody can change what they write now. */
export const editableUntil = (now: Temporal.Instant): Temporal.Instant =>
  now.add({ hours: editableDays * 24 });

/** Whether a reply can still be written: there is none yet, or it is new enough to be changed. */
export const canReply = (
  { hidden, repliedAt }: { readonly hidden: boolean; readonly repliedAt: Temporal.Instant | null },
  now: Temporal.Instant,
): boolean => !hidden && (repliedAt === null || Temporal.Instant.compare(now, editableUntil(repliedAt)) < 0);
