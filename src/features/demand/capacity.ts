import { closingSpans } from "../availability/closings.ts";
import { type Dates, datesAround } from "../availability/hours.ts";
import { hoursWithin } from "../availability/hours-within.ts";
import { intersect, type Spans, size, sizeOfBoth, spansOf, subtract, union } from "../availability/spans.ts";
import { HoursOfWeek } from "./hours-of-week.ts";
import type { Given, ProviderHours } from "./queries/capacity.ts";

/** Minutes in which providers are open, and those of them in which a meeting is. */
export interface Room {
  readonly open: number;
  readonly taken: number;
}

export interface Capacity extends Room {
  /** Minutes of meetings, also those outside of anybody's hours. */
  readonly booked: number;
  /** The same by cell of the week. */
  readonly week: { readonly open: number[]; readonly taken: number[]; readonly booked: number[] };
  /** By service; the hours of somebody who gives several count for each. */
  readonly services: ReadonlyMap<string, Room>;
  /** By what providers have lived through, with how many of them there are. */
  readonly experiences: ReadonlyMap<string, Room & { readonly providers: number }>;
}

interface Ground {
  /** Of the community: closings and hours of the week are on its clock. */
  readonly zone: string;
  readonly from: number;
  readonly to: number;
  /** From date to date, both included, as days since 1970-01-01. */
  readonly closings: readonly (readonly [from: number, until: number])[];
}

/**
 * How long providers are open in a window of epoch minutes, and how much of that is taken: their hours without what exceptions,
 * closings, a pause and leaving take.
 */
export function capacityOf(
  providers: readonly ProviderHours[],
  given: readonly Given[],
  ground: Ground,
): Capacity {
  const window = { zone: ground.zone, from: ground.from, to: ground.to };
  const week = {
    open: new HoursOfWeek(window),
    taken: new HoursOfWeek(window),
    booked: new HoursOfWeek(window),
  };
  const services = new Map<string, { open: number; taken: number }>();
  const experiences = new Map<string, { open: number; taken: number; providers: number }>();
  const meetings = new Map(given.map((one) => [one.id, one]));
  const hoursOf = hoursOn(ground);

  for (const { hosted } of given) {
    for (let i = 0; i < hosted.length; i += 2) week.booked.addSpan(hosted[i] ?? 0, hosted[i + 1] ?? 0);
  }
  for (const provider of providers) {
    const busy = busyOf(meetings.get(provider.id));
    const roomOf = (open: Spans): Room => ({ open: size(open), taken: sizeOfBoth(open, busy) });
    const open = hoursOf(provider, () => true);
    week.open.add(open);
    week.taken.add(intersect(open, busy));
    const whole = roomOf(open);
    for (const id of provider.experiences) {
      const sum = experiences.get(id) ?? { open: 0, taken: 0, providers: 0 };
      sum.providers += 1;
      experiences.set(id, added(sum, whole));
    }
    const named = new Set(provider.hours.flatMap(([, , , , , serviceId]) => serviceId ?? []));
    const general = named.size === 0 ? whole : roomOf(hoursOf(provider, (serviceId) => serviceId === null));
    for (const id of provider.services) {
      const own = named.has(id)
        ? roomOf(hoursOf(provider, (serviceId) => serviceId === null || serviceId === id))
        : general;
      services.set(id, added(services.get(id) ?? { open: 0, taken: 0 }, own));
    }
  }
  const cells = { open: week.open.minutes(), taken: week.taken.minutes(), booked: week.booked.minutes() };
  return {
    open: total(cells.open),
    taken: total(cells.taken),
    booked: total(cells.booked),
    week: cells,
    services,
    experiences,
  };
}

function added<Sum extends { open: number; taken: number }>(sum: Sum, more: Room): Sum {
  sum.open += more.open;
  sum.taken += more.taken;
  return sum;
}

const total = (cells: readonly number[]): number => cells.reduce((sum, minutes) => sum + minutes, 0);

const busyOf = (given: Given | undefined): Spans =>
  given ? union(spansOf(given.hosted), spansOf(given.besides)) : spansOf([]);

/** Gives the open hours of providers, those kept for some services alone; the calendar of a zone is made once. */
function hoursOn({ zone, from, to, closings }: Ground) {
  const closed = closingSpans(closings, { zone, from, to });
  const calendars = new Map<string, Dates>();
  return (provider: ProviderHours, keeps: (serviceId: string | null) => boolean): Spans => {
    const end = Math.min(to, provider.endsAt ?? to);
    if (end <= from) return spansOf([]);
    const dates = calendars.get(provider.zone) ?? datesAround(provider.zone, from, to);
    calendars.set(provider.zone, dates);
    const hours = provider.hours.filter(([, , , , , serviceId]) => keeps(serviceId));
    const open = hoursWithin({ hours, exceptions: provider.exceptions }, { dates, from, to: end });
    return subtract(open, closed);
  };
}
