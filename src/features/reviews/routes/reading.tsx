import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned, wanted } from "../../admin/index.ts";
import { nameOf } from "../../people/person.ts";
import { cameFrom } from "../../visits/back.ts";
import { type CommunityWeb, show, submit } from "../../visits/handlers.ts";
import { goOnBelow, inPopup } from "../../visits/popup.ts";
import type { Visit } from "../../visits/visit.ts";
import { replyToReview } from "../actions/answering.ts";
import { type PublishedOf, providerFor, publishedFor, publishedReviews } from "../queries/published.ts";
import { canReply } from "../rules.ts";
import { reviewLinks } from "../section.tsx";
import { ratingOf } from "../summary.ts";
import { ReviewHead, ReviewsPage } from "../views/reviews.tsx";
import { TextPage } from "../views/writing.tsx";

/** What was said of a provider, and what they answer. */
export const reading = new Hono<CommunityWeb>();

reading.get(
  "/providers/:id/reviews",
  show("belongs", async (visit, trx, c) => {
    const { page, actor, community, t, now } = visit;
    const provider = await providerFor(trx, actor, param(c, "id"));
    if (!provider) return null;
    const own = provider.id === actor.id;
    return (
      <ReviewsPage
        page={page}
        popup={inPopup(c)}
        name={nameOf(provider)}
        rating={(await ratingOf(trx, [provider.id])).get(provider.id)}
        found={await publishedReviews(trx, provider.id, wanted(c).page)}
        zone={community.zone}
        own={own}
        writing={await reviewLinks(visit, trx, provider.id)}
        back={{
          href: cameFrom(community.base, c.req.query("from"), community.base),
          label: t("reviews.back"),
        }}
        replyTo={(review) =>
          own && canReply(review, now) ? `${community.base}/reviews/${review.id}/reply` : null
        }
      />
    );
  }),
);

/** A review of the visitor themself that they can still reply to. */
async function toReply(trx: Scoped, { actor, now }: Visit, id: string): Promise<PublishedOf | null> {
  const review = await publishedFor(trx, actor, id);
  return review && review.provider.id === actor.id && canReply(review, now) ? review : null;
}

async function replyPage(trx: Scoped, visit: Visit, id: string, popup: boolean, form?: Returned) {
  const { page, t, community } = visit;
  const review = await toReply(trx, visit, id);
  if (!review) return null;
  return (
    <TextPage
      page={page}
      popup={popup}
      title={t("reviews.reply.title")}
      back={{
        href: `${community.base}/providers/${review.provider.id}/reviews`,
        label: t("reviews.title.own"),
      }}
      action={`${community.base}/reviews/${review.id}/reply`}
      form={form ?? filled({ said: review.reply })}
      idempotencyKey={newId()}
      label={t("reviews.reply.text")}
      hint={t("reviews.reply.hint")}
      submit={t("reviews.reply.do")}
    >
      <blockquote class="card-plain mb-5 p-4">
        <ReviewHead page={page} review={review} zone={community.zone} />
        {review.text && <p class="mt-2 wrap-anywhere whitespace-pre-wrap">{review.text}</p>}
      </blockquote>
    </TextPage>
  );
}

reading.get(
  "/reviews/:id/reply",
  show("belongs", (visit, trx, c) => replyPage(trx, visit, param(c, "id"), inPopup(c))),
);

reading.post(
  "/reviews/:id/reply",
  submit("belongs", async (visit, form, c) => {
    const reviewId = param(c, "id");
    const input = { reviewId, said: form.text("said") };
    const key = form.text("key") || undefined;
    const outcome = await replyToReview(c.get("platform"), visit.actor, input, { idempotencyKey: key });
    if (outcome.ok) {
      const to = `${visit.community.base}/providers/${outcome.value.providerId}/reviews`;
      return goOnBelow(c, to, "notice.reviews.replied");
    }
    return again(c, (trx) => replyPage(trx, visit, reviewId, inPopup(c), returned(visit.t, form, outcome)));
  }),
);
