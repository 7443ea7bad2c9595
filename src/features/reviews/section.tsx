import { instantOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { dayName } from "#ui/when.ts";
import { nameOf } from "../people/person.ts";
import { fromHere } from "../visits/back.ts";
import type { Visit } from "../visits/visit.ts";
import { type Reviewed, reviewedBy } from "./queries/own.ts";
import { ReviewLinks, ReviewSection, type Standing } from "./views/section.tsx";

/**
 * On the page of a meeting that has begun: the way to review the one who gave it, and to tell the coordinators something about it.
 * Null for who was not to be in it, and for the one who gave it.
 */
export async function reviewSection(visit: Visit, trx: Scoped, providerId: string) {
  const props = await linksOf(visit, trx, providerId);
  return props && <ReviewSection {...props} />;
}

/** The same for the page of somebody's reviews. */
export async function reviewLinks(visit: Visit, trx: Scoped, providerId: string) {
  const props = await linksOf(visit, trx, providerId);
  return (
    props && (
      <div class="mb-6">
        <ReviewLinks {...props} />
      </div>
    )
  );
}

async function linksOf(visit: Visit, trx: Scoped, providerId: string) {
  const { page, actor, community, now } = visit;
  const reviewed = await reviewedBy(trx, actor, providerId, now);
  if (!reviewed) return null;
  const at = `${community.base}/providers/${reviewed.id}`;
  const from = `?from=${fromHere(page)}`;
  return {
    page,
    id: reviewed.id,
    name: nameOf(reviewed),
    standing: standingOf(reviewed, visit),
    write: `${at}/review${from}`,
    note: reviewed.attended || reviewed.acquainted ? `${at}/note${from}` : null,
  };
}

function standingOf({ review, attended, apart }: Reviewed, { zone, now }: Visit): Standing {
  if (!review) return { is: attended && !apart ? "open" : "none" };
  if (review.published) return { is: review.hidden ? "hidden" : "published" };
  const until = instantOf(review.editableUntil);
  return Temporal.Instant.compare(now, until) < 0
    ? { is: "changeable", until: dayName(until, zone, now) }
    : { is: "waiting" };
}
