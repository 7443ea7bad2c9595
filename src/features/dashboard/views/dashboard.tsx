import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading } from "#ui/parts.tsx";
import type { MonthEarned } from "../../earnings/rules.ts";
import type { MeetingLine } from "../../meetings/queries.ts";
import { MeetingRows } from "../../meetings/views/list.tsx";
import type { Rating } from "../../reviews/summary.ts";
import type { Given } from "../queries.ts";
import { ConnectionsPanel, EarningsPanel, InteractionsPanel, ReviewsPanel } from "./snapshot.tsx";

interface DashboardPageProps {
  page: Page;
  providerId: string;
  rating: Rating | undefined;
  connections: number;
  /** How it stands with their points; null where there are none. */
  points: Child;
  /** Of the last month and this one; null for who is not on the premium plan. */
  earned: readonly [last: MonthEarned, current: MonthEarned] | null;
  upcoming: readonly MeetingLine[];
  given: Given;
  /** Topics that help, each a page. */
  tips: Child;
  /** Where to ask. */
  help: Child;
  paths: {
    metrics: string;
    earnings: string;
    contacts: string;
    meetings: string;
    hours: string;
    meeting: (meeting: MeetingLine) => string;
  };
}

/** The provider's hub: a snapshot in four panels, what helps, what comes next, and what they have done. */
export function DashboardPage(props: DashboardPageProps) {
  const { page, providerId, rating, connections, earned, points, given, tips, help, paths } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t("nav.dashboard")} wide>
      <Heading title={t("nav.dashboard")} lead={t("dashboard.lead")} />
      <section
        aria-label={t("dashboard.snapshot")}
        class="grid grid-cols-[repeat(auto-fit,minmax(min(100%,16rem),1fr))] gap-4"
      >
        <ReviewsPanel page={page} providerId={providerId} rating={rating} />
        <InteractionsPanel page={page} given={given} href={paths.metrics} />
        <ConnectionsPanel page={page} count={connections} href={paths.contacts} />
        <EarningsPanel page={page} earned={earned} href={paths.earnings} />
      </section>
      {points}
      {tips}
      {help}
      <div class="mt-10 grid gap-10 lg:grid-cols-2">
        <Upcoming {...props} />
        <MyContributions page={page} given={given} />
      </div>
    </Layout>
  );
}

function Upcoming({ page, upcoming, paths }: DashboardPageProps) {
  const { t } = page;
  return (
    <section aria-labelledby="upcoming">
      <h2 id="upcoming" class="mb-4">
        {t("dashboard.upcoming")}
      </h2>
      {upcoming.length === 0 ? (
        <Empty icon="calendar" title={t("dashboard.upcoming.empty")}>
          <p>{t("dashboard.upcoming.empty.text")}</p>
          <a href={paths.hours} class="btn btn-primary mt-4">
            {t("nav.availability")}
          </a>
        </Empty>
      ) : (
        <MeetingRows page={page} meetings={upcoming} to={paths.meeting} />
      )}
      <p class="mt-3">
        <a href={paths.meetings} class="link-plain inline-flex min-h-11 items-center gap-1.5">
          {t("dashboard.upcoming.all")}
          <Icon name="chevronRight" class="size-4" />
        </a>
      </p>
    </section>
  );
}

function MyContributions({ page, given }: { page: Page; given: Given }) {
  const { t, community } = page;
  const shown = [
    ...(community?.modules.groups || given.groups > 0 ? (["groups"] as const) : []),
    ...(community?.modules.rooms || given.rooms > 0 ? (["rooms"] as const) : []),
    "two" as const,
  ];
  return (
    <section aria-labelledby="contributions">
      <h2 id="contributions" class="mb-4">
        {t("dashboard.contributions")}
      </h2>
      <dl class="card-plain divide-base-300 divide-y px-5">
        {shown.map((name) => (
          <div class="flex items-baseline justify-between gap-4 py-4">
            <dt>
              <span class="font-medium">{t(`dashboard.contributions.${name}`)}</span>
              <span class="quiet block text-sm">{t(`dashboard.contributions.${name}.what`)}</span>
            </dt>
            <dd class="text-2xl font-semibold tabular-nums">{given[name].toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
