import { z } from "zod";
import { action, belongs, ok, refuse } from "#platform/action.ts";
import { coordinate } from "../../admin/policy.ts";
import { markSeen } from "../queries/notes.ts";
import { publishedFor, setHidden, storeReply } from "../queries/published.ts";
import { canReply } from "../rules.ts";
import { needed } from "../schema.ts";

const reviewId = z.guid();

/** A provider replies to a published review of themself, once, and can change it for a while. Refuses: gone, reply_closed. */
export const replyToReview = action({
  name: "reviews.reply",
  may: belongs,
  input: z.object({ reviewId, said: needed }),
  async run({ actor, input, trx, now }) {
    const review = await publishedFor(trx, actor, input.reviewId);
    if (!review || review.provider.id !== actor.id) return refuse("gone");
    if (!canReply(review, now)) return refuse("reply_closed");
    await storeReply(trx, review.id, input.said, now);
    return ok({ providerId: review.provider.id });
  },
});

/**
 * A coordinator takes the words of a published review from all pages, or shows them again. The stars stay. Refuses: gone (also for
 * a review of themself, and for words that went with somebody who left).
 */
export const hideReview = action({
  name: "reviews.hide",
  may: coordinate,
  input: z.object({ reviewId, hidden: z.boolean() }),
  async run({ actor, input: { reviewId: id, hidden }, trx, now }) {
    const changed = await setHidden(trx, { id, by: actor.id, at: hidden ? now : null });
    return changed ? ok(null) : refuse("gone");
  },
});

/** A coordinator has dealt with a private note. Refuses: gone (also for one about themself). */
export const settleNote = action({
  name: "reviews.settleNote",
  may: coordinate,
  input: z.object({ noteId: z.guid() }),
  async run({ actor, input, trx, now }) {
    return (await markSeen(trx, actor, input.noteId, now)) ? ok(null) : refuse("gone");
  },
});
