import { Hono } from "hono";
import { connectionCount } from "../connections/queries.ts";
import { lastEarned } from "../earnings/section.tsx";
import { groupPath } from "../groups/paths.ts";
import { helpSection } from "../help/section.tsx";
import { nextGiven } from "../meetings/queries.ts";
import { pointsSection } from "../points/section.tsx";
import { ratingOf } from "../reviews/summary.ts";
import { tipsSection } from "../tips/section.tsx";
import { type CommunityWeb, show } from "../visits/handlers.ts";
import { givenBy } from "./queries.ts";
import { DashboardPage } from "./views/dashboard.tsx";

/** The hub of who gives support: how it is going, and what comes next. */
export const dashboard = new Hono<CommunityWeb>();

/** Meetings shown here; the page of all of them is one link away. */
const next = 5;

dashboard.get(
  "/dashboard",
  show("provider", async (visit, trx) => {
    const { page, actor, community, now } = visit;
    const { id } = actor;
    if (!id) return null;
    const { base } = community;
    return (
      <DashboardPage
        page={page}
        providerId={id}
        rating={(await ratingOf(trx, [id])).get(id)}
        connections={await connectionCount(trx, id)}
        points={await pointsSection(visit, trx)}
        earned={await lastEarned(visit, trx)}
        upcoming={await nextGiven(trx, id, now, next)}
        given={await givenBy(trx, id, now)}
        tips={await tipsSection(visit, trx)}
        help={helpSection(visit)}
        paths={{
          metrics: `${base}/dashboard/metrics`,
          earnings: `${base}/dashboard/earnings`,
          contacts: `${base}/connections`,
          meetings: `${base}/meetings`,
          hours: `${base}/availability`,
          meeting: (meeting) =>
            meeting.group ? groupPath(base, meeting.id) : `${base}/meetings/${meeting.id}`,
        }}
      />
    );
  }),
);
