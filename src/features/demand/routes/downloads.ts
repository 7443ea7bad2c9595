import { Hono } from "hono";
import { minuteOf } from "#platform/clock.ts";
import { type CsvTable, csvAnswer } from "#platform/csv/answer.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { param } from "../../admin/index.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { readNoShows } from "../no-shows.ts";
import { type FiguresFile, files } from "../paths.ts";
import { dateTexts, type Period, readPeriod } from "../period.ts";
import { readDemand } from "../reading.ts";
import * as tables from "../tables.ts";
import { readUnmet } from "../unmet.ts";

/** The tables of the figures as files for a spreadsheet. */
export const downloads = new Hono<CommunityWeb>();

type Read = (visit: Visit, trx: Scoped, period: Period) => Promise<CsvTable>;

const readers: Readonly<Record<FiguresFile, Read>> = {
  week: async ({ t, community }, trx, period) =>
    tables.weekTable(t, await readDemand(trx, community, period)),
  services: async ({ t, community }, trx, period) =>
    tables.servicesTable(t, await readDemand(trx, community, period)),
  experiences: async ({ t, community }, trx, period) =>
    tables.experiencesTable(t, await readDemand(trx, community, period)),
  searches: async ({ t, community, now }, trx, period) =>
    tables.searchesTable(t, await readUnmet(trx, community, period, now)),
  "no-shows": async ({ t, community, now }, trx, period) =>
    tables.noShowsTable(t, await readNoShows(trx, community, period, now)),
};

downloads.get(
  `/admin/figures/:file{(${files.join("|")})\\.csv}`,
  show("coordinator", async (visit, trx, c) => {
    const { community, now } = visit;
    const name = param(c, "file").replace(/\.csv$/, "");
    const file = files.find((one) => one === name);
    const { period, faults } = readPeriod(c.req.query(), { zone: community.zone, now: minuteOf(now) });
    if (!file || Object.keys(faults).length > 0) return null;
    const table = await readers[file](visit, trx, period);
    const { first, last } = dateTexts(period);
    return csvAnswer(c, table, `${community.slug}-${file}-${first}-${last}.csv`);
  }),
);
