import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { popupFrame } from "#ui/popup.tsx";

/** What somebody can do about a review of theirs, and what became of it. */
export type Standing =
  | { readonly is: "open" }
  | { readonly is: "changeable"; readonly until: string }
  | { readonly is: "waiting" | "published" | "hidden" }
  /** They were to meet and did not, or are kept apart: there is nothing to review. */
  | { readonly is: "none" };

interface SectionProps {
  page: Page;
  /** The provider's, so that two of them can stand on a page. */
  id: string;
  name: string;
  standing: Standing;
  /** Where to write or change a review, and where to write to the coordinators. */
  write: string;
  note: string | null;
}

/** After a meeting: the way to a review, or what became of it; and the way to tell the coordinators alone. */
export function ReviewSection(props: SectionProps) {
  const { t } = props.page;
  return (
    <section aria-labelledby={`review-${props.id}`} class="card-plain mb-6 p-5">
      <h2 id={`review-${props.id}`} class="mb-2">
        {t("reviews.section.title", { name: props.name })}
      </h2>
      <ReviewLinks {...props} />
    </section>
  );
}

/** The same without a frame. */
export function ReviewLinks({ page: { t }, standing, write, note }: SectionProps) {
  const said =
    standing.is === "changeable"
      ? t("reviews.section.changeable", { until: standing.until })
      : standing.is === "none"
        ? t("reviews.section.note")
        : t(`reviews.section.${standing.is}`);
  return (
    <>
      <p class="quiet mb-3 max-w-prose">{said}</p>
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        {standing.is === "open" && (
          <a href={write} data-turbo-frame={popupFrame} class="btn btn-primary">
            <Icon name="star" class="size-4" />
            {t("reviews.write")}
          </a>
        )}
        {standing.is === "changeable" && (
          <a href={write} data-turbo-frame={popupFrame} class="btn">
            <Icon name="pencil" class="size-4" />
            {t("reviews.change")}
          </a>
        )}
        {note && (
          <a
            href={note}
            data-turbo-frame={popupFrame}
            class="link-plain inline-flex min-h-11 items-center gap-1.5"
          >
            <Icon name="lock" class="size-4" />
            {t("reviews.note.link")}
          </a>
        )}
      </div>
    </>
  );
}
