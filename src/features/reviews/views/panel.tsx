import { Pager, SearchBar } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { type Listing, Panel } from "../../admin/index.ts";
import { nameOf } from "../../people/person.ts";
import { aliasWords } from "../alias.ts";
import type { Note } from "../queries/notes.ts";
import type { Moderated } from "../queries/published.ts";
import { ReviewHead } from "./reviews.tsx";

function Tabs({ page, at, unseen }: { page: Page; at: "reviews" | "notes"; unseen: number }) {
  const { t, community } = page;
  const root = `${community?.base}/admin/reviews`;
  const tab =
    "rounded-field aria-[current]:bg-base-300 inline-flex min-h-11 items-center gap-2 px-3 font-medium";
  return (
    <nav aria-label={t("reviews.panel.tabs")} class="mb-5 flex flex-wrap gap-1">
      <a href={root} class={tab} aria-current={at === "reviews" ? "page" : undefined}>
        {t("reviews.panel.published")}
      </a>
      <a href={`${root}/notes`} class={tab} aria-current={at === "notes" ? "page" : undefined}>
        {t("reviews.panel.notes")}
        {unseen > 0 && <Badge tone="warn">{t("reviews.panel.unseen", { count: unseen })}</Badge>}
      </a>
    </nav>
  );
}

interface ReviewsPanelProps {
  page: Page;
  found: Listing<Moderated>;
  q: string;
  unseen: number;
  zone: string;
  /** The reader, who does nothing with reviews of themself. */
  readerId: string | null;
}

/** Every published review, for coordinators: who wrote it is not known here either. */
export function ReviewsPanel({ page, found, q, unseen, zone, readerId }: ReviewsPanelProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/reviews`;
  return (
    <Panel page={page} at="reviews" title={t("reviews.panel.title")} lead={t("reviews.panel.lead")}>
      <Tabs page={page} at="reviews" unseen={unseen} />
      <SearchBar
        t={t}
        action={root}
        label={t("reviews.panel.search")}
        query={q}
        clear={q ? root : undefined}
      />
      {found.rows.length === 0 ? (
        <Empty icon="star" title={t("reviews.panel.empty")}>
          {t("reviews.panel.empty.text")}
        </Empty>
      ) : (
        <>
          <ul class="card-plain divide-base-300 divide-y">
            {found.rows.map((review) => (
              <li class="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
                <div class="min-w-0 flex-1 basis-72">
                  <p class="quiet text-sm">
                    <a href={`${community?.base}/providers/${review.provider.id}/reviews`} class="link">
                      {nameOf(review.provider)}
                    </a>
                  </p>
                  <ReviewHead page={page} review={review} zone={zone} />
                  {review.text && <p class="mt-1 wrap-anywhere whitespace-pre-wrap">{review.text}</p>}
                  {review.reply && (
                    <p class="border-base-300 mt-2 border-l-4 pl-3 wrap-anywhere whitespace-pre-wrap">
                      {review.reply}
                    </p>
                  )}
                </div>
                {review.hidden && (
                  <Badge>{t(review.byStaff ? "reviews.panel.hidden" : "reviews.panel.gone")}</Badge>
                )}
                {review.provider.id !== readerId && (review.byStaff || !review.hidden) && (
                  <ButtonForm
                    action={`${root}/${review.id}/${review.hidden ? "show" : "hide"}`}
                    label={t(review.hidden ? "reviews.panel.show" : "reviews.panel.hide")}
                    describes={aliasWords(t, review.alias)}
                    look="btn btn-sm"
                  />
                )}
              </li>
            ))}
          </ul>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
    </Panel>
  );
}

interface NotesPanelProps {
  page: Page;
  found: Listing<Note>;
  unseen: number;
}

/** What people wrote to the coordinators alone. */
export function NotesPanel({ page, found, unseen }: NotesPanelProps) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/admin`;
  return (
    <Panel page={page} at="reviews" title={t("reviews.panel.title")} lead={t("reviews.notes.lead")}>
      <Tabs page={page} at="notes" unseen={unseen} />
      {found.rows.length === 0 ? (
        <Empty icon="inbox" title={t("reviews.notes.empty")}>
          {t("reviews.notes.empty.text")}
        </Empty>
      ) : (
        <>
          <ul class="card-plain divide-base-300 divide-y">
            {found.rows.map((note) => (
              <li class="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
                <div class="min-w-0 flex-1 basis-72">
                  <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                    <span>
                      {t("reviews.notes.about")}{" "}
                      <a href={`${root}/providers/${note.provider.id}`} class="link font-semibold">
                        {nameOf(note.provider)}
                      </a>
                    </span>
                    <span>
                      {t("reviews.notes.from")}{" "}
                      <a href={`${root}/members/${note.author.id}`} class="link">
                        {nameOf(note.author)}
                      </a>
                    </span>
                    <span class="quiet">
                      {dayName(note.at, zone, now)}, {clockTime(note.at, zone)}
                    </span>
                  </p>
                  <p class="mt-1 wrap-anywhere whitespace-pre-wrap">{note.text}</p>
                </div>
                {note.seen ? (
                  <Badge>{t("reviews.notes.seen")}</Badge>
                ) : (
                  <ButtonForm
                    action={`${root}/reviews/notes/${note.id}/seen`}
                    label={t("reviews.notes.see")}
                    describes={nameOf(note.provider)}
                    look="btn btn-sm"
                  />
                )}
              </li>
            ))}
          </ul>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
    </Panel>
  );
}
