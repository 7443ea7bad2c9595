import { type Context, Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned } from "../../admin/index.ts";
import { nameOf } from "../../people/person.ts";
import { cameFrom } from "../../visits/back.ts";
import { type CommunityWeb, show, submit } from "../../visits/handlers.ts";
import { goOnBelow, inPopup } from "../../visits/popup.ts";
import type { Visit } from "../../visits/visit.ts";
import { removeReview, writeNote, writeReview } from "../actions/writing.ts";
import { reviewedBy } from "../queries/own.ts";
import { TextPage, WritePage } from "../views/writing.tsx";

/** What somebody says of a provider they met: a review, or a note to the coordinators alone. */
export const writing = new Hono<CommunityWeb>();

/** Where the visitor came from, and the address that keeps it while a form goes back and forth. */
function wayOf(
  c: Context<CommunityWeb>,
  { community, t }: Visit,
  providerId: string,
  part: "review" | "note",
) {
  const from = c.req.query("from") ?? "";
  const at = `${community.base}/providers/${providerId}`;
  return {
    back: { href: cameFrom(community.base, from, `${at}/reviews`), label: t("reviews.back") },
    action: `${at}/${part}?from=${encodeURIComponent(from)}`,
    remove: `${at}/review/remove?from=${encodeURIComponent(from)}`,
  };
}

async function writePage(trx: Scoped, visit: Visit, c: Context<CommunityWeb>, form?: Returned) {
  const { page, actor, now } = visit;
  const reviewed = await reviewedBy(trx, actor, param(c, "id"), now);
  if (!reviewed) return null;
  const { review } = reviewed;
  if (!review && (!reviewed.attended || reviewed.apart)) return null;
  const way = wayOf(c, visit, reviewed.id, "review");
  const closed = review && (review.published || review.editableUntil * 60_000 <= now.epochMilliseconds);
  if (closed && !form) return c.redirect(way.back.href);
  return (
    <WritePage
      {...way}
      page={page}
      popup={inPopup(c)}
      name={nameOf(reviewed)}
      change={Boolean(review) && !closed}
      form={form ?? filled(review ? { stars: String(review.stars), said: review.text } : {})}
      idempotencyKey={newId()}
    />
  );
}

writing.get(
  "/providers/:id/review",
  show("belongs", (visit, trx, c) => writePage(trx, visit, c)),
);

const keyOf = (form: Sent) => ({ idempotencyKey: form.text("key") || undefined });

writing.post(
  "/providers/:id/review",
  submit("belongs", async (visit, form, c) => {
    const input = { providerId: param(c, "id"), stars: form.text("stars"), said: form.text("said") };
    const outcome = await writeReview(c.get("platform"), visit.actor, input, keyOf(form));
    const { back } = wayOf(c, visit, input.providerId, "review");
    if (outcome.ok) return goOnBelow(c, back.href, "notice.reviews.written");
    return again(c, (trx) => writePage(trx, visit, c, returned(visit.t, form, outcome)));
  }),
);

writing.post(
  "/providers/:id/review/remove",
  submit("belongs", async (visit, form, c) => {
    const providerId = param(c, "id");
    const outcome = await removeReview(c.get("platform"), visit.actor, { providerId });
    const { back } = wayOf(c, visit, providerId, "review");
    if (outcome.ok) return goOnBelow(c, back.href, "notice.reviews.removed");
    return again(c, (trx) => writePage(trx, visit, c, returned(visit.t, form, outcome)));
  }),
);

async function notePage(trx: Scoped, visit: Visit, c: Context<CommunityWeb>, form?: Returned) {
  const { page, actor, t, now } = visit;
  const reviewed = await reviewedBy(trx, actor, param(c, "id"), now);
  if (!reviewed || !(reviewed.attended || reviewed.acquainted)) return null;
  const name = nameOf(reviewed);
  return (
    <TextPage
      {...wayOf(c, visit, reviewed.id, "note")}
      page={page}
      popup={inPopup(c)}
      title={t("reviews.note.title", { name })}
      lead={t("reviews.note.lead", { name })}
      form={form ?? filled({})}
      idempotencyKey={newId()}
      label={t("reviews.note.text")}
      hint={t("reviews.note.hint")}
      submit={t("reviews.note.do")}
    />
  );
}

writing.get(
  "/providers/:id/note",
  show("belongs", (visit, trx, c) => notePage(trx, visit, c)),
);

writing.post(
  "/providers/:id/note",
  submit("belongs", async (visit, form, c) => {
    const input = { providerId: param(c, "id"), said: form.text("said") };
    const outcome = await writeNote(c.get("platform"), visit.actor, input, keyOf(form));
    if (outcome.ok)
      return goOnBelow(c, wayOf(c, visit, input.providerId, "note").back.href, "notice.reviews.noted");
    return again(c, (trx) => notePage(trx, visit, c, returned(visit.t, form, outcome)));
  }),
);
