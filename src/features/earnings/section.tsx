import type { Child } from "hono/jsx";
import type { Scoped } from "#platform/database/scope.ts";
import type { Page } from "#ui/page.ts";
import type { Visit } from "../visits/visit.ts";
import { earnedIn } from "./queries/earned.ts";
import { isPremium, premiumTimes } from "./queries/plans.ts";
import {
  currenciesOf,
  type Earned,
  everyMonth,
  type MonthEarned,
  monthAt,
  monthsUntil,
  sumOf,
} from "./rules.ts";
import { PlanSection } from "./views/plan.tsx";

/** On a provider's page of the panel: the switch of the premium plan, and who switched it when. */
export async function planSection(page: Page, trx: Scoped, providerId: string): Promise<Child> {
  const action = `${page.community?.base}/admin/providers/${providerId}/premium`;
  return <PlanSection page={page} times={await premiumTimes(trx, providerId)} action={action} />;
}

/**
 * What a provider earned last month and in this one so far, in the community's currency and calendar. Null for who is not on the
 * premium plan: nothing of it is read then.
 */
export async function lastEarned(
  { actor, community, now }: Visit,
  trx: Scoped,
): Promise<readonly [last: MonthEarned, current: MonthEarned] | null> {
  if (!actor.id || !(await isPremium(trx, actor.id))) return null;
  const { zone, settings } = community;
  const months = { first: monthAt(now, zone).subtract({ months: 1 }), count: 2, zone };
  const [last, current] = everyMonth(months, await earnedIn(trx, actor.id, months), settings.currency);
  return last && current ? [last, current] : null;
}

/**
 * What a provider earned in the months from one to another, both among them: one sum for each currency, the community's first. Null for
 * who is not on the premium plan.
 */
export async function earnedBetween(
  { actor, community }: Visit,
  trx: Scoped,
  { first, last }: { first: Temporal.PlainYearMonth; last: Temporal.PlainYearMonth },
): Promise<Earned[] | null> {
  if (!actor.id || !(await isPremium(trx, actor.id))) return null;
  const earned = await earnedIn(trx, actor.id, monthsUntil(first, last, community.zone));
  return currenciesOf(earned, community.settings.currency).map((currency) =>
    sumOf(
      currency,
      earned.filter((one) => one.currency === currency),
    ),
  );
}
