import type { Scoped } from "#platform/database/scope.ts";
import { beginPremium } from "../../features/earnings/queries/plans.ts";
import { insertGoal } from "../../features/points/queries.ts";
import type { Cast } from "../history.ts";
import { Chance } from "./chance.ts";
import { inParts } from "./writing.ts";

/** What the provider who can be signed in as has set up, and what people looked for in vain. */
export async function addOwn(trx: Scoped, cast: Cast): Promise<void> {
  const { communityId, providers, coordinator, now } = cast;
  const [talia = "", , anya = ""] = providers;
  const daysAgo = (days: number) => now.subtract({ hours: 24 * days });
  for (const [providerId, days] of [
    [talia, 500],
    [anya, 300],
  ] as const)
    await beginPremium(trx, { communityId, providerId, by: coordinator, now: daysAgo(days) });
  for (const [rule, target, days] of [
    ["room_weeks", 10, 40],
    ["connected", 5, 21],
  ] as const)
    await insertGoal(trx, { communityId, personId: talia, rule, target, chosenAt: daysAgo(days) });
  await addSearches(trx, cast);
}

/** Evenings and the weeks before exams are when people look for a time and find none. */
async function addSearches(trx: Scoped, { communityId, services, format, now, zone }: Cast): Promise<void> {
  const chance = new Chance(31);
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const rows = Array.from({ length: 240 }, () => {
    const day = today.subtract({ days: 1 + chance.below(360) });
    const busy = [3, 4, 5, 10, 11, 12].includes(day.month);
    return {
      community_id: communityId,
      on_day: day,
      service_id: chance.pick(services, 1.7) ?? "",
      format_id: format.id,
      wished_hour: chance.happens(0.7) ? chance.below(5) * 24 + (busy ? 17 : 12) + chance.below(4) : null,
    };
  });
  await inParts(rows, (part) => trx.insertInto("empty_searches").values(part).execute());
}
