import { datesAround, openHours } from "./hours.ts";
import type { HoursRow, LocationRow } from "./queries/free-times-row.ts";
import type { Exception, Place, WeeklyHours } from "./question.ts";
import { NONE, type Spans, spansOf } from "./spans.ts";

/** A location as far as it decides about times, the same for every provider. */
export interface Site {
  readonly id: string;
  readonly open?: Spans;
  readonly full?: Spans;
  /** Sites of one kind are open and full at the same times. */
  readonly kind: string;
}

const unbounded = "always";

interface Window {
  readonly from: number;
  readonly to: number;
  readonly duration: number;
}

/** When a location is open, on the community's clock, and when it can take no further meeting. */
export function siteOf(row: LocationRow, zone: string, { from, to, duration }: Window): Site {
  const full = row.capacity === null ? NONE : crowded(row.taken, row.capacity);
  const site = { id: row.id, kind: row.opening ? JSON.stringify(row.opening) : unbounded };
  const weekly = row.opening?.map(([day, start, end]) => ({ day, start, end }));
  const open = weekly && openHours({ weekly, exceptions: [] }, datesAround(zone, from, to + duration), false);
  return {
    ...site,
    ...(open ? { open: open.open } : {}),
    ...(full.length > 0 ? { full, kind: row.id } : {}),
  };
}

/** When at least `count` of the spans, which may overlap, lie over each other. */
export function crowded(taken: readonly number[], count: number): Spans {
  // A number carries its moment and, below it, whether one begins; of one moment, the ends come first.
  const turns = Float64Array.from(taken, (moment, i) => moment * 2 + (i % 2 === 0 ? 1 : 0)).sort();
  const pairs: number[] = [];
  let inside = 0;
  for (const turn of turns) {
    const before = inside;
    inside += turn % 2 === 1 ? 1 : -1;
    const crosses = before < count !== inside < count;
    if (crosses) pairs.push(Math.floor(turn / 2));
  }
  return spansOf(pairs);
}

/**
 * Everywhere a provider can be met. Hours without a location hold at every site; a format none of whose ways has a location
 * is met at one place without one.
 */
export function placesOf(
  sites: readonly Site[],
  hours: readonly HoursRow[],
  exceptions: readonly Exception[],
): Place[] {
  const general = weeklyAt(hours, null);
  if (sites.length === 0) return [{ weekly: general, exceptions }];
  const own = new Set(hours.flatMap(([, , , , , location]) => location ?? []));
  return sites.map(({ id, kind: _kind, ...times }) => ({
    locationId: id,
    weekly: own.has(id) ? [...general, ...weeklyAt(hours, id)] : general,
    exceptions,
    ...times,
  }));
}

/**
 * The places that a search for free times has to ask: of those with the same hours only one of a kind, and if one of them is
 * always open and never full, that one alone.
 */
export function differing(places: readonly Place[], sites: readonly Site[]): Place[] {
  if (places.length < 2) return [...places];
  const kindAt = (i: number) => sites[i]?.kind ?? unbounded;
  const always = new Set(places.filter((_, i) => kindAt(i) === unbounded).map(({ weekly }) => weekly));
  const asked = new Map<readonly WeeklyHours[], Set<string>>();
  return places.filter(({ weekly }, i) => {
    const kind = kindAt(i);
    if (kind !== unbounded && always.has(weekly)) return false;
    const kinds = asked.get(weekly) ?? new Set();
    asked.set(weekly, kinds);
    return !kinds.has(kind) && kinds.add(kind);
  });
}

function weeklyAt(hours: readonly HoursRow[], locationId: string | null): WeeklyHours[] {
  return hours
    .filter(([, , , , , location]) => location === locationId)
    .map(([day, start, end, from, until]) => ({
      day,
      start,
      end,
      ...(from === null ? {} : { from }),
      ...(until === null ? {} : { until }),
    }));
}
