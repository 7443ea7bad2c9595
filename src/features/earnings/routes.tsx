import { Hono } from "hono";
import { csvAnswer } from "#platform/csv/answer.ts";
import { amountText } from "#platform/money.ts";
import { zoneName } from "#ui/when.ts";
import { param, wanted } from "../admin/index.ts";
import { groupPath } from "../groups/paths.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { switchPremium } from "./actions.ts";
import { netChart } from "./chart.ts";
import { earnedIn, firstEarned, meetingsEarned } from "./queries/earned.ts";
import { isPremium } from "./queries/plans.ts";
import {
  currenciesOf,
  everyMonth,
  type MonthEarned,
  monthAt,
  monthsUntil,
  netOf,
  readMonth,
} from "./rules.ts";
import { EarningsPage, NoEarningsPage } from "./views/earnings.tsx";
import { MonthPage } from "./views/month.tsx";

/** What a provider on the premium plan earned. It is shown to them alone. */
export const earnings = new Hono<CommunityWeb>();

const pathsOf = (base: string) => {
  const root = `${base}/dashboard/earnings`;
  return {
    dashboard: `${base}/dashboard`,
    year: (year: number) => `${root}?year=${year}`,
    month: (month: string) => `${root}/${month}`,
    csv: `${root}.csv`,
  };
};

/** Reads for a provider on the premium plan; for any other there is nothing here, and it is said why. */
const premium = (view: Parameters<typeof show>[1]) =>
  show("provider", async (visit, trx, c) => {
    if (visit.actor.id && (await isPremium(trx, visit.actor.id))) return view(visit, trx, c);
    c.status(404);
    return <NoEarningsPage page={visit.page} back={pathsOf(visit.community.base).dashboard} />;
  });

/** The months of a year of this calendar until now, and the years in which something can have been earned, the latest first. */
function calendar({ community, now }: Visit, first: Temporal.Instant | null, asked: string | undefined) {
  const { zone } = community;
  const current = monthAt(now, zone);
  const from = first ? monthAt(first, zone).year : current.year;
  const years = Array.from({ length: Math.max(1, current.year - from + 1) }, (_, i) => current.year - i);
  const year = years.find((one) => String(one) === asked) ?? current.year;
  const january = Temporal.PlainYearMonth.from({ year, month: 1 });
  const last = year === current.year ? current : january.add({ months: 11 });
  return { current, year, years, months: monthsUntil(january, last, zone) };
}

earnings.get(
  "/dashboard/earnings",
  premium(async (visit, trx, c) => {
    const { page, t, actor, community, now } = visit;
    const first = await firstEarned(trx, actor.id ?? "");
    const { current, year, years, months } = calendar(visit, first, c.req.query("year"));
    const earned = await earnedIn(trx, actor.id ?? "", months);
    const shown = yearsByCurrency(earned, community.settings.currency).map((currency) => ({
      currency,
      months: everyMonth(months, earned, currency),
    }));
    const [own] = shown;
    return (
      <EarningsPage
        page={page}
        zone={zoneName(community.zone, now)}
        year={year}
        years={years}
        now={current}
        shown={shown}
        chart={own ? await netChart(t, year, own.currency, own.months) : null}
        unknown={earned.reduce((sum, { unknown }) => sum + unknown, 0)}
        any={first !== null}
        paths={pathsOf(community.base)}
      />
    );
  }),
);

/** The community's currency is left out where money moved in others alone. */
function yearsByCurrency(earned: readonly MonthEarned[], own: string): string[] {
  const all = currenciesOf(earned, own);
  const isEmpty = !earned.some(({ currency }) => currency === own);
  return isEmpty && all.length > 1 ? all.slice(1) : all;
}

earnings.get(
  "/dashboard/earnings/:month",
  premium(async ({ page, actor, community }, trx, c) => {
    const { base, zone, settings } = community;
    const month = readMonth(param(c, "month"));
    if (!month) return null;
    const months = { first: month, count: 1, zone };
    const earned = await earnedIn(trx, actor.id ?? "", months);
    const all = yearsByCurrency(earned, settings.currency).flatMap((currency) =>
      everyMonth(months, earned, currency),
    );
    return (
      <MonthPage
        page={page}
        month={month}
        all={all}
        found={await meetingsEarned(trx, actor.id ?? "", months, wanted(c).page)}
        paths={{
          year: pathsOf(base).year(month.year),
          meeting: ({ group, meetingId }) =>
            group ? groupPath(base, meetingId) : `${base}/meetings/${meetingId}`,
        }}
      />
    );
  }),
);

/** Every month from the first with a payment until now; a line for each currency in which money ever moved. */
earnings.get(
  "/dashboard/earnings.csv",
  premium(async ({ t, actor, community, now }, trx, c) => {
    const { zone, slug, settings } = community;
    const first = await firstEarned(trx, actor.id ?? "");
    const current = monthAt(now, zone);
    const months = monthsUntil(first ? monthAt(first, zone) : current, current, zone);
    const earned = await earnedIn(trx, actor.id ?? "", months);
    const header = [
      t("earnings.csv.month"),
      t("earnings.csv.currency"),
      ...(["gross", "fees", "refunds", "net"] as const).map((name) => t(`earnings.${name}`)),
    ];
    const rows = yearsByCurrency(earned, settings.currency).flatMap((currency) =>
      everyMonth(months, earned, currency).map((one) => [
        one.month.toString(),
        currency,
        ...[one.gross, one.fees, one.refunds, netOf(one)].map((minor) => ({
          number: amountText({ minor, currency }),
        })),
      ]),
    );
    return csvAnswer(c, { header, rows }, `${slug}-earnings.csv`);
  }),
);

earnings.post(
  "/admin/providers/:id/premium",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const id = param(c, "id");
    const premium = form.text("premium") === "on";
    const outcome = await switchPremium(c.get("platform"), actor, { id, premium });
    return outcome.ok
      ? goOn(
          c,
          `${community.base}/admin/providers/${id}`,
          premium ? "notice.earnings.on" : "notice.earnings.off",
        )
      : null;
  }),
);
