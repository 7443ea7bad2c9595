import type { Scoped } from "#platform/database/scope.ts";
import type { Community } from "../communities/community.ts";
import { closingSpans } from "./closings.ts";
import { datesAround, openHours } from "./hours.ts";
import { pairsOf } from "./inputs.ts";
import { loadOpenTimes, type OpenTimesRow } from "./queries/open-times.ts";
import { clip, NONE, type Spans, spansOf, subtract } from "./spans.ts";

/** Moments are epoch minutes. */
export interface OpenTimesAsked {
  readonly community: Pick<Community, "zone">;
  readonly providerId: string;
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/**
 * When a provider is open for anybody, whatever for and wherever, from `from` to before `to` but not before `now`, as flat spans
 * of epoch minutes: their hours without what exceptions, closings, a pause and their own meetings take. One statement. Limits,
 * notice and places are not asked, so a meeting in these times may still not be bookable.
 */
export async function openTimesOf(trx: Scoped, asked: OpenTimesAsked): Promise<Spans> {
  const row = await loadOpenTimes(trx, asked);
  return row ? openTimes(row, asked) : NONE;
}

function openTimes(row: OpenTimesRow, { community, from: asked, to, now }: OpenTimesAsked): Spans {
  const from = Math.max(asked, now);
  if (row.paused || from >= to) return NONE;
  const weekly = row.hours.map(([day, start, end, first, last]) => ({
    day,
    start,
    end,
    ...(first === null ? {} : { from: first }),
    ...(last === null ? {} : { until: last }),
  }));
  const exceptions = row.exceptions.map(([first, last, flat]) => ({
    from: first,
    to: last,
    ranges: pairsOf(flat),
  }));
  const { open } = openHours({ weekly, exceptions }, datesAround(row.zone, from, to), false);
  const closed = closingSpans(row.closings, { zone: community.zone, from, to });
  return subtract(subtract(clip(open, from, to), closed), spansOf(row.busy));
}
