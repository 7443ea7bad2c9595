import type { Child } from "hono/jsx";
import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import { Pager } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty } from "#ui/parts.tsx";
import { PopupPage } from "#ui/popup-page.tsx";
import { monthName } from "#ui/when.ts";
import type { Listing } from "../../admin/listing.ts";
import { ReportLink } from "../../reports/link.tsx";
import { aliasWords } from "../alias.ts";
import type { Published } from "../queries/published.ts";
import type { Rating } from "../summary.ts";
import { Stars } from "./stars.tsx";

interface ReviewsPageProps {
  page: Page;
  popup: boolean;
  name: string;
  rating: Rating | undefined;
  found: Listing<Published>;
  /** Of the community's calendar. */
  zone: string;
  /** Whether the reader is the one they are about. */
  own: boolean;
  /** Leads to writing one's own, or says what became of it. */
  writing: Child;
  back: { href: string; label: string };
  /** Where the reader can reply to a review, if they can. */
  replyTo: (review: Published) => string | null;
}

/** What people said of a provider: the pop-up behind the number of reviews, and a page of its own. */
export function ReviewsPage(props: ReviewsPageProps) {
  const { page, popup, name, rating, found, own, writing, back } = props;
  const { t } = page;
  return (
    <PopupPage
      page={page}
      popup={popup}
      title={own ? t("reviews.title.own") : t("reviews.title", { name })}
      back={back}
    >
      {rating && (
        <p class="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1">
          <span aria-hidden="true" class="text-2xl font-semibold tabular-nums">
            {rating.stars.toFixed(1)}
          </span>
          <Stars page={page} stars={rating.stars} />
          <span class="quiet">{t("reviews.count", { count: rating.count })}</span>
        </p>
      )}
      {writing}
      {found.rows.length === 0 ? (
        <Empty icon="star" title={t("reviews.empty")}>
          {t("reviews.empty.text")}
        </Empty>
      ) : (
        <>
          <ul class="grid gap-3">
            {found.rows.map((review) => (
              <ReviewCard {...props} review={review} />
            ))}
          </ul>
          {found.total > found.rows.length && <Pager t={t} here={page.here} {...found} />}
          <p class="quiet mt-4 text-sm">{t(own ? "reviews.how.own" : "reviews.how")}</p>
        </>
      )}
    </PopupPage>
  );
}

function ReviewCard({ page, name, zone, own, replyTo, review }: ReviewsPageProps & { review: Published }) {
  const { t } = page;
  const reply = replyTo(review);
  return (
    <li class="card-plain p-4">
      <ReviewHead page={page} review={review} zone={zone} />
      {review.text && <p class="mt-2 wrap-anywhere whitespace-pre-wrap">{review.text}</p>}
      {review.reply && (
        <div class="border-base-300 mt-3 border-l-4 pl-3">
          <p class="text-sm font-semibold">{t("reviews.reply.of", { name })}</p>
          <p class="mt-1 wrap-anywhere whitespace-pre-wrap">{review.reply}</p>
        </div>
      )}
      <p class="mt-1 flex flex-wrap gap-x-5">
        {reply && (
          <a
            href={reply}
            data-turbo-frame="popup"
            class="link inline-flex min-h-11 items-center gap-1.5 text-sm"
          >
            <Icon name="message" class="size-4" />
            {t(review.reply ? "reviews.reply.change" : "reviews.reply")}
            <span class="sr-only"> {aliasWords(t, review.alias)}</span>
          </a>
        )}
        {(review.text !== "" || (review.reply !== "" && !own)) && (
          <ReportLink page={page} kind="review" id={review.id} describes={aliasWords(t, review.alias)} />
        )}
      </p>
    </li>
  );
}

/** The stars, the name it is shown under, and the month in which it was published together with others. */
export function ReviewHead({
  page,
  review,
  zone,
}: {
  page: Page;
  review: Pick<Published, "stars" | "alias" | "publishedAt">;
  zone: string;
}) {
  const month = monthName(instantOf(review.publishedAt).toZonedDateTimeISO(zone).toPlainDate());
  return (
    <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Stars page={page} stars={review.stars} />
      <span class="font-semibold">{aliasWords(page.t, review.alias)}</span>
      <span class="quiet text-sm">{month}</span>
    </p>
  );
}
