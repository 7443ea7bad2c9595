import { type Context, Hono } from "hono";
import type { MessageKey } from "../../../words/translate.ts";
import { param, wanted } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { hideReview, settleNote } from "../actions/answering.ts";
import { notesFor, unseenNotes } from "../queries/notes.ts";
import { allPublished } from "../queries/published.ts";
import { NotesPanel, ReviewsPanel } from "../views/panel.tsx";

/** The panel's reviews, and the notes that only coordinators read. */
export const panel = new Hono<CommunityWeb>();

panel.get(
  "/admin/reviews",
  show("coordinator", async ({ page, actor, community }, trx, c) => {
    const search = wanted(c);
    return (
      <ReviewsPanel
        page={page}
        found={await allPublished(trx, search)}
        q={search.q}
        unseen={await unseenNotes(trx, actor)}
        zone={community.zone}
        readerId={actor.id}
      />
    );
  }),
);

panel.get(
  "/admin/reviews/notes",
  show("coordinator", async ({ page, actor }, trx, c) => (
    <NotesPanel
      page={page}
      found={await notesFor(trx, actor, wanted(c).page)}
      unseen={await unseenNotes(trx, actor)}
    />
  )),
);

async function hide(visit: Visit, c: Context<CommunityWeb>, hidden: boolean, notice: MessageKey) {
  const outcome = await hideReview(c.get("platform"), visit.actor, { reviewId: param(c, "id"), hidden });
  return outcome.ok ? goOn(c, `${visit.community.base}/admin/reviews`, notice) : null;
}

panel.post(
  "/admin/reviews/:id/hide",
  submit("coordinator", (visit, _form, c) => hide(visit, c, true, "notice.reviews.hidden")),
);

panel.post(
  "/admin/reviews/:id/show",
  submit("coordinator", (visit, _form, c) => hide(visit, c, false, "notice.reviews.shown")),
);

panel.post(
  "/admin/reviews/notes/:id/seen",
  submit("coordinator", async ({ actor, community }, _form, c) => {
    const outcome = await settleNote(c.get("platform"), actor, { noteId: param(c, "id") });
    return outcome.ok ? goOn(c, `${community.base}/admin/reviews/notes`, "notice.reviews.seen") : null;
  }),
);
