import { type Context, Hono } from "hono";
import { minuteOf } from "#platform/clock.ts";
import { listed, wanted } from "../../admin/index.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { readNoShows } from "../no-shows.ts";
import { maps } from "../paths.ts";
import { type AskedPeriod, readPeriod } from "../period.ts";
import { readDemand } from "../reading.ts";
import { readUnmet } from "../unmet.ts";
import { DemandPage } from "../views/demand.tsx";
import { NoShowsPage } from "../views/no-shows.tsx";
import { UnmetPage } from "../views/unmet.tsx";

/** Demand against capacity, what was not met, and who did not come. */
export const pages = new Hono<CommunityWeb>();

/** The period of the address on the community's calendar. One that cannot be read answers with what is wrong. */
export function periodOf({ community, now }: Visit, c: Context<CommunityWeb>): AskedPeriod {
  const asked = readPeriod(c.req.query(), { zone: community.zone, now: minuteOf(now) });
  if (Object.keys(asked.faults).length > 0) c.status(422);
  return asked;
}

pages.get(
  "/admin/figures",
  show("coordinator", async (visit, trx, c) => {
    const { page, community } = visit;
    const asked = periodOf(visit, c);
    const figures = await readDemand(trx, community, asked.period);
    const map = maps.find((one) => one === c.req.query("map")) ?? "taken";
    return (
      <DemandPage
        page={page}
        zone={community.zone}
        asked={asked}
        figures={figures}
        services={listed(figures.services, wanted(c).page)}
        map={map}
        smallest={community.settings.smallestGroup}
      />
    );
  }),
);

pages.get(
  "/admin/figures/unmet",
  show("coordinator", async (visit, trx, c) => {
    const { page, community, now } = visit;
    const { settings, zone } = community;
    const asked = periodOf(visit, c);
    const figures = await readUnmet(trx, community, asked.period, now);
    const { smallestGroup, answerMinutes } = settings;
    return <UnmetPage {...{ page, zone, asked, figures, answerMinutes }} smallest={smallestGroup} />;
  }),
);

pages.get(
  "/admin/figures/no-shows",
  show("coordinator", async (visit, trx, c) => {
    const { page, community, now } = visit;
    const { settings, zone } = community;
    const asked = periodOf(visit, c);
    const figures = await readNoShows(trx, community, asked.period, now);
    return <NoShowsPage {...{ page, zone, asked, figures }} smallest={settings.smallestGroup} />;
  }),
);
