import { Hono } from "hono";
import { chart } from "#ui/charts/chart.tsx";
import { earnedBetween } from "../../earnings/section.tsx";
import { ratingOf } from "../../reviews/summary.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import { type Extent, isYearly, monthOf, type Period, readPeriod, stepsOf } from "../period.ts";
import { type Counts, countsOf, extentOf } from "../queries/summary.ts";
import { cameChart } from "../views/came.ts";
import { SummaryPage } from "../views/summary.tsx";

/** The figures of who gives meetings, for themself. */
export const summary = new Hono<CommunityWeb>();

summary.get(
  "/dashboard/metrics",
  show("provider", async (visit, trx, c) => {
    const { page, actor, community, now, t } = visit;
    const { id } = actor;
    if (!id) return null;
    const { base, zone } = community;
    const given = await extentOf(trx, id);
    const extent = given && { first: monthOf(given.first, zone), last: monthOf(given.last, zone) };
    const period = readPeriod(c.req.query(), { now: monthOf(now, zone), extent });
    const steps = stepsOf(period, zone);
    const counts = await countsOf(trx, id, steps, now);
    return (
      <SummaryPage
        page={page}
        providerId={id}
        path={`${base}/dashboard/metrics`}
        period={period}
        months={choices(period, extent, monthOf(now, zone))}
        zone={zone}
        counts={sum(counts)}
        rating={(await ratingOf(trx, [id])).get(id)}
        earned={await earnedBetween(visit, trx, period)}
        graph={await chart(t, cameChart(t, steps, counts, isYearly(period)))}
        begin={extent ? null : `${base}/availability`}
      />
    );
  }),
);

/** The months that can be chosen, the latest first: from the first meeting to the last, with this one and those shown among them. */
function choices(period: Period, extent: Extent, now: Temporal.PlainYearMonth): Temporal.PlainYearMonth[] {
  const ends = [period.first, period.last, now, ...(extent ? [extent.first, extent.last] : [])];
  const sorted = ends.toSorted(Temporal.PlainYearMonth.compare);
  const [first = now, last = now] = [sorted[0], sorted.at(-1)];
  const count = first.until(last, { largestUnit: "months" }).months + 1;
  return Array.from({ length: count }, (_, i) => last.subtract({ months: i }));
}

const nothing: Counts = {
  scheduled: 0,
  cancelled: 0,
  unsure: 0,
  registered: 0,
  attended: 0,
  noShow: 0,
  unsaid: 0,
  toCome: 0,
};

/** Several counts together. */
const sum = (counts: readonly Counts[]): Counts =>
  counts.reduce(
    (all, one) => ({
      scheduled: all.scheduled + one.scheduled,
      cancelled: all.cancelled + one.cancelled,
      unsure: all.unsure + one.unsure,
      registered: all.registered + one.registered,
      attended: all.attended + one.attended,
      noShow: all.noShow + one.noShow,
      unsaid: all.unsaid + one.unsaid,
      toCome: all.toCome + one.toCome,
    }),
    nothing,
  );
