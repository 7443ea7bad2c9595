import type { Page } from "#ui/page.ts";
import { popupFrame } from "#ui/popup.tsx";
import { fromHere } from "../../visits/back.ts";
import type { Rating } from "../summary.ts";
import { Stars } from "./stars.tsx";

interface RatingLinkProps {
  page: Page;
  providerId: string;
  /** From `ratingOf`; nothing where there is none yet. */
  rating: Rating | undefined;
}

/** Stars and, in parentheses, how many reviews they come from: the number opens them. Without reviews it says so. */
export function RatingLink({ page, providerId, rating }: RatingLinkProps) {
  const { t, community } = page;
  if (!rating) return <span class="quiet text-sm">{t("reviews.none")}</span>;
  return (
    <span class="inline-flex flex-wrap items-center gap-x-1.5">
      <Stars page={page} stars={rating.stars} />
      <span aria-hidden="true">{rating.stars.toFixed(1)}</span>
      <a
        href={`${community?.base}/providers/${providerId}/reviews?from=${fromHere(page)}`}
        data-turbo-frame={popupFrame}
        class="link inline-flex min-h-11 min-w-6 items-center justify-center"
        aria-label={t("reviews.open", { count: rating.count })}
      >
        ({rating.count})
      </a>
    </span>
  );
}
