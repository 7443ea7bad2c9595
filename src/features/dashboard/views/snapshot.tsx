import type { Child } from "hono/jsx";
import { Icon, type IconName } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import type { Rating } from "../../reviews/summary.ts";
import { RatingLink } from "../../reviews/views/rating.tsx";
import type { Given } from "../queries.ts";

/** One of the panels on top: what it is about, and its figures. */
export function Panel({
  id,
  icon,
  title,
  children,
}: {
  id: string;
  icon: IconName;
  title: string;
  children: Child;
}) {
  return (
    <section aria-labelledby={`panel-${id}`} class="card-plain flex flex-col gap-3 p-5">
      <h2 id={`panel-${id}`} class="quiet flex items-center gap-2 text-base font-medium sm:text-base">
        <Icon name={icon} class="text-primary size-5" />
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Stars, and in parentheses how many reviews they come from; the number opens them. */
export function ReviewsPanel({
  page,
  providerId,
  rating,
}: {
  page: Page;
  providerId: string;
  rating: Rating | undefined;
}) {
  return (
    <Panel id="reviews" icon="star" title={page.t("dashboard.reviews")}>
      <p class="-my-1.5 text-lg">
        <RatingLink page={page} providerId={providerId} rating={rating} />
      </p>
      {!rating && <p class="quiet text-sm">{page.t("dashboard.reviews.none")}</p>}
    </Panel>
  );
}

export function InteractionsPanel({ page: { t }, given }: { page: Page; given: Given }) {
  return (
    <Panel id="interactions" icon="users" title={t("dashboard.interactions")}>
      <dl class="grid grid-cols-3 gap-2">
        {(["meetings", "people", "attended"] as const).map((name) => (
          <div class="flex flex-col-reverse justify-end">
            <dt class="quiet text-sm break-words">{t(`dashboard.interactions.${name}`)}</dt>
            <dd class="text-2xl font-semibold tabular-nums">{given[name].toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet text-sm">{t("dashboard.interactions.what")}</p>
    </Panel>
  );
}

export function ConnectionsPanel({ page: { t }, count, href }: { page: Page; count: number; href: string }) {
  return (
    <Panel id="connections" icon="userPlus" title={t("dashboard.connections")}>
      <p class="-my-1.5">
        <a
          href={href}
          class="link-plain inline-flex min-h-11 min-w-11 items-center text-2xl font-semibold tabular-nums"
          aria-label={t("dashboard.connections.open", { count })}
        >
          {count.toLocaleString("en")}
        </a>
      </p>
      <p class="quiet text-sm">{t("dashboard.connections.text")}</p>
    </Panel>
  );
}
