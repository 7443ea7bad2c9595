import { z } from "zod";
import { action, belongs, ok, refuse } from "#platform/action.ts";
import { notify } from "../../notifications/index.ts";
import { nameOf } from "../../people/person.ts";
import { insertNote, readersOfNotes } from "../queries/notes.ts";
import { deleteReview, reviewedBy, storeReview } from "../queries/own.ts";
import { editableUntil } from "../rules.ts";
import { needed, optional, stars } from "../schema.ts";

const providerId = z.guid();

/**
 * Somebody says what meeting a provider was like, or changes what they said. Nobody is told: it is published together with others.
 * Refuses: gone (to who never met the provider, and where one keeps the other away), review_closed.
 */
export const writeReview = action({
  name: "reviews.write",
  may: belongs,
  input: z.object({ providerId, stars, said: optional }),
  async run({ actor, input, trx, now }) {
    const reviewed = await reviewedBy(trx, actor, input.providerId, now);
    const may = reviewed?.review || (reviewed?.attended && !reviewed.apart);
    if (!reviewed || !may || !actor.id) return refuse("gone");
    const { communityId, id: authorId } = actor;
    const written = await storeReview(trx, {
      communityId,
      providerId: reviewed.id,
      authorId,
      stars: input.stars,
      text: input.said,
      at: now,
      editableUntil: editableUntil(now),
    });
    return written ? ok(null) : refuse("review_closed");
  },
});

/** Takes back one's review, as long as it can be changed. Refuses: gone (there is none), review_closed. */
export const removeReview = action({
  name: "reviews.remove",
  may: belongs,
  input: z.object({ providerId }),
  async run({ actor, input, trx, now }) {
    const reviewed = await reviewedBy(trx, actor, input.providerId, now);
    if (!reviewed?.review || !actor.id) return refuse("gone");
    const gone = await deleteReview(trx, { providerId: reviewed.id, authorId: actor.id, now });
    return gone ? ok(null) : refuse("review_closed");
  },
});

/**
 * Somebody tells the coordinators alone, under their own name, what they should know about a provider. Refuses: gone (to who was
 * never to meet them), too_many_notes.
 */
export const writeNote = action({
  name: "reviews.note",
  may: belongs,
  input: z.object({ providerId, said: needed }),
  async run({ actor, input, trx, now, jobs }) {
    const reviewed = await reviewedBy(trx, actor, input.providerId, now);
    if (!reviewed || !(reviewed.attended || reviewed.acquainted) || !actor.id) return refuse("gone");
    const { communityId, id: authorId } = actor;
    const id = await insertNote(trx, {
      communityId,
      providerId: reviewed.id,
      authorId,
      text: input.said,
      at: now,
    });
    if (!id) return refuse("too_many_notes");
    await notify(trx, jobs, {
      communityId,
      to: await readersOfNotes(trx, reviewed.id),
      kind: "review",
      once: `reviews.note.${id}`,
      message: "reviews.note",
      values: { name: nameOf(reviewed) },
      path: "/admin/reviews/notes",
      private: true,
    });
    return ok(null);
  },
});
