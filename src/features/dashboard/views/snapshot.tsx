import type { Child } from "hono/jsx";
import { moneyWords } from "#platform/money.ts";
import { Icon, type IconName } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { type MonthEarned, netOf } from "../../earnings/rules.ts";
import { nameOfMonth } from "../../earnings/views/earnings.tsx";
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

export function InteractionsPanel({ page: { t }, given, href }: { page: Page; given: Given; href: string }) {
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
      <p class="mt-auto">
        <a href={href} class="btn btn-sm">
          {t("metrics.title")}
        </a>
      </p>
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

/**
 * The net of this month and the last one. Who is not on the premium plan reads what that is; where nothing is paid for there is no
 * such panel for them.
 */
export function EarningsPanel({
  page: { t, community },
  earned,
  href,
}: {
  page: Page;
  earned: readonly [last: MonthEarned, current: MonthEarned] | null;
  href: string;
}) {
  if (!earned && !community?.modules.payments) return null;
  const net = (month: MonthEarned) => moneyWords({ minor: netOf(month), currency: month.currency });
  return (
    <Panel id="earnings" icon="wallet" title={t("earnings.title")}>
      {earned ? (
        <>
          <p>
            <span class="block text-2xl font-semibold break-words tabular-nums">{net(earned[1])}</span>
            <span class="quiet text-sm">
              {t("earnings.panel.month", { month: nameOfMonth(earned[1].month) })}
            </span>
          </p>
          <p class="quiet text-sm">
            {t("earnings.panel.last", { month: nameOfMonth(earned[0].month), amount: net(earned[0]) })}
          </p>
          <p class="mt-auto">
            <a href={href} class="btn btn-sm">
              {t("earnings.panel.open")}
            </a>
          </p>
        </>
      ) : (
        <p class="quiet text-sm">{t("earnings.panel.none")}</p>
      )}
    </Panel>
  );
}
