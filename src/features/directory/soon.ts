import type { Actor } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { openTimesOfAll, type Spans } from "../availability/index.ts";
import type { Community } from "../communities/community.ts";
import { allFound } from "./queries.ts";
import { type DirectorySearch, soonDays } from "./search.ts";

/** Shorter than this nobody meets. */
const shortest = 15;

/**
 * The providers whom a search suits and who have open hours within the next days, late enough to be booked. Whether a meeting
 * fits in is asked when one is booked.
 */
export async function openSoon(
  trx: Scoped,
  { actor, community, now }: { actor: Actor; community: Community; now: Temporal.Instant },
  search: DirectorySearch,
): Promise<string[]> {
  const providerIds = await allFound(trx, actor, search);
  const from = minuteOf(now) + community.settings.leadMinutes;
  const times = await openTimesOfAll(trx, {
    community,
    providerIds,
    from,
    to: from + soonDays * 24 * 60,
    now: minuteOf(now),
  });
  return providerIds.filter((id) => hasRoom(times.get(id)));
}

/** Spans lie flat: start, end, start, end. */
const hasRoom = (spans: Spans | undefined): boolean =>
  spans?.some((at, i) => i % 2 === 1 && at - (spans[i - 1] ?? at) >= shortest) ?? false;
