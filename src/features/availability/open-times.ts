import type { Scoped } from "#platform/database/scope.ts";
import type { Community } from "../communities/community.ts";
import { closingSpans } from "./closings.ts";
import { datesAround } from "./hours.ts";
import { hoursWithin } from "./hours-within.ts";
import { loadOpenTimes, type OpenTimesRow } from "./queries/open-times.ts";
import { NONE, type Spans, spansOf, subtract } from "./spans.ts";

/** Moments are epoch minutes. */
interface Window {
  readonly community: Pick<Community, "zone">;
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/**
 * When a provider is open for anybody, whatever for and wherever, from `from` to before `to` but not before `now`, as flat spans
 * of epoch minutes: their hours without what exceptions, closings, a pause and their own meetings take. One statement. Limits,
 * notice and places are not asked, so a meeting in these times may still not be bookable.
 */
export async function openTimesOf(trx: Scoped, asked: Window & { providerId: string }): Promise<Spans> {
  const found = await openTimesOfAll(trx, { ...asked, providerIds: [asked.providerId] });
  return found.get(asked.providerId) ?? NONE;
}

/** The same for several providers, in one statement for all of them; by their ids. */
export async function openTimesOfAll(
  trx: Scoped,
  asked: Window & { providerIds: readonly string[] },
): Promise<Map<string, Spans>> {
  const rows = await loadOpenTimes(trx, asked);
  return new Map(rows.map((row) => [row.id, openTimes(row, asked)]));
}

function openTimes(row: OpenTimesRow, { community, from: asked, to, now }: Window): Spans {
  const from = Math.max(asked, now);
  if (row.paused || from >= to) return NONE;
  const open = hoursWithin(row, { dates: datesAround(row.zone, from, to), from, to });
  const closed = closingSpans(row.closings, { zone: community.zone, from, to });
  return subtract(subtract(open, closed), spansOf(row.busy));
}
