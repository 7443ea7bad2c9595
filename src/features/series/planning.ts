import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { localDate, startOfDate } from "../availability/index.ts";
import { type Complete, nowhere } from "../booking/path.ts";
import { mayBookService } from "../booking/rules.ts";
import { availabilityFor } from "../booking/search.ts";
import type { Visit } from "../visits/visit.ts";
import { type Plan, planOf, reachOf } from "./plan.ts";
import { fewestWeeks, mostWeeks } from "./weeks.ts";

export interface Found {
  readonly plan: Plan;
  /** How long each meeting is. */
  readonly minutes: number;
  /** How the provider is called. */
  readonly provider: { readonly firstName: string; readonly lastName: string; readonly email: string };
}

/**
 * What the steps of a booking ask for, week by week, as it stands now. Null when the format is not given every week, or not by this
 * provider to who is here.
 */
export async function planFor(
  trx: Scoped,
  visit: Visit,
  steps: Complete,
  weeks: number,
): Promise<Found | null> {
  const { from, to } = reachOf(steps.at, weeks);
  const availability = await availabilityFor(trx, visit, steps, from, to);
  if (availability?.format.rhythm !== "weekly") return null;
  if (!mayBookService(visit.community.settings, availability.service)) return null;
  const locationId = steps.location === nowhere ? null : steps.location;
  const plan = planOf(availability, { providerId: steps.provider, locationId, first: steps.at, weeks });
  const provider = availability.providers.find(({ id }) => id === steps.provider);
  return plan && provider ? { plan, provider, minutes: availability.format.minutes } : null;
}

/** How many weeks from a first start (epoch minutes) on can be chosen: as far ahead as may be booked, and two at least. */
export function weeksAhead({ community, now }: Visit, first: number): number {
  const { zone, settings } = community;
  const end = startOfDate(zone, localDate(zone, minuteOf(now)) + settings.horizonDays + 1);
  const whole = Math.floor((end - 1 - first) / (7 * 1440)) + 1;
  return Math.min(mostWeeks, Math.max(fewestWeeks, whole));
}
