import type { CommunitySettings } from "../communities/community.ts";
import { reached } from "./caps.ts";
import { closingSpans } from "./closings.ts";
import { differing, placesOf, type Site } from "./places.ts";
import type { FreeTimesRow, ProviderRow } from "./queries/free-times-row.ts";
import type { Block, Place, Provider, Question } from "./question.ts";
import { NONE, type Spans, span, spansOf, union } from "./spans.ts";
import { localDate, startOfDate } from "./zones.ts";

/** The rules of a community that stand above any provider's hours. */
export interface Ground {
  readonly zone: string;
  readonly settings: CommunitySettings;
  /** Epoch minutes. */
  readonly now: number;
  readonly from: number;
  readonly to: number;
  /** Minutes of the format. */
  readonly duration: number;
}

/** The engine's question for one member: window, grid, notice, horizon, closings, and the member's own times and limits. */
export function questionOf(ground: Ground, { closings, member }: FreeTimesRow): Question {
  const { zone, settings, now, from, to, duration } = ground;
  const capped = memberCapped(ground, member.booked);
  return {
    from,
    to,
    durationMinutes: duration,
    starts: { zone, minutesOfHour: settings.startMinutes },
    earliest: now + settings.leadMinutes,
    latest: startOfDate(zone, localDate(zone, now) + settings.horizonDays + 1) - 1,
    closings: closingSpans(closings, { zone, from, to: to + duration }),
    memberBusy: spansOf(member.busy),
    ...(capped.length > 0 ? { memberCapped: capped } : {}),
  };
}

function memberCapped(ground: Ground, booked: readonly number[]): Spans {
  const { zone, settings } = ground;
  const { memberDayMinutes: day, memberWeekMinutes: week } = settings;
  const inDays = day === null ? NONE : reached({ zone, days: 1, minutes: day }, booked, ground);
  const inWeeks = week === null ? NONE : reached({ zone, days: 7, minutes: week }, booked, ground);
  return union(inDays, inWeeks);
}

/** One provider, and everywhere they can be met. `engine` has only the places that a search for times needs to ask. */
export interface AskedProvider {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly engine: Provider;
  readonly places: readonly Place[];
}

/** A row of the loader as the engine wants it. */
export function providerOf(row: ProviderRow, sites: readonly Site[], ground: Ground): AskedProvider {
  const exceptions = row.exceptions.map(([from, to, flat]) => ({ from, to, ranges: pairsOf(flat) }));
  const places = placesOf(sites, row.hours, exceptions);
  const blocks = blocksOf(row, ground);
  return {
    id: row.id,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    places,
    engine: {
      id: row.id,
      zone: row.zone,
      places: differing(places, sites),
      busy: spansOf(row.busy),
      bufferBefore: row.buffer_before,
      bufferAfter: row.buffer_after,
      ...(row.notice_minutes === null ? {} : { earliest: ground.now + row.notice_minutes }),
      ...(blocks.length > 0 ? { blocks } : {}),
    },
  };
}

function blocksOf({ cap, paused, booked, zone }: ProviderRow, ground: Ground): Block[] {
  const blocks: Block[] = [];
  if (paused) blocks.push({ reason: "paused", spans: span(ground.from, ground.to + ground.duration) });
  if (cap !== null) {
    const spans = reached({ zone, days: 7, minutes: cap }, booked, ground);
    if (spans.length > 0) blocks.push({ reason: "weekly_cap", spans });
  }
  return blocks;
}

/** `[start, end, start, end]` as pairs. */
export function pairsOf(flat: readonly number[]): (readonly [number, number])[] {
  return flat.flatMap((start, i) => (i % 2 === 0 ? [[start, flat[i + 1] ?? start] as const] : []));
}
