import { type Money, parseAmount } from "#platform/money.ts";
import type { Stretch } from "../meetings/occupancy.ts";
import { payable } from "../payments/amounts.ts";
import type { OfferInput } from "./schema.ts";

/** What can be offered in a community. */
export interface Ground {
  formats: readonly { id: string; minutes: number; ways: readonly string[] }[];
  locations: readonly { id: string; way: string }[];
  currency: string;
  /** Whether a price can be asked at all. */
  priced: boolean;
  /** Epoch minutes. */
  now: number;
}

/** What a provider offers, read from what they typed. */
export interface Offer {
  text: string;
  minutes: number;
  price: Money;
  formatId: string;
  locationId: string | null;
  /** Disjoint, first to last, in epoch minutes. */
  times: Stretch[];
}

type Faults = Record<string, string>;
type Reading = { ok: true; offer: Offer } | { ok: false; fields: Faults };

/** Furthest ahead that a time can be offered, in minutes. */
const furthest = 366 * 24 * 60;

/** Reads what was typed by the community's rules, or says what is wrong with each field. */
export function readOffer(input: OfferInput, ground: Ground): Reading {
  const fields: Faults = {};
  const format = ground.formats.find(({ id }) => id === input.formatId);
  if (!format) fields.formatId = "required";
  const location = ground.locations.find(({ id }) => id === input.locationId);
  if (input.locationId && !location) fields.locationId = "required";
  if (format && location && !format.ways.includes(location.way)) fields.locationId = "proposals.place";

  const minutes = input.minutes === "" ? (format?.minutes ?? 0) : Number(input.minutes);
  if (format && !(Number.isInteger(minutes) && minutes >= 5 && minutes <= 480))
    fields.minutes = "proposals.minutes";
  const minor = !ground.priced || input.price.trim() === "" ? 0 : parseAmount(input.price, ground.currency);
  const fault = minor === null ? "proposals.amount" : payable({ minor, currency: ground.currency });
  if (fault) fields.price = fault;
  const times = fields.minutes ? [] : readTimes(input, minutes, ground.now, fields);

  if (Object.keys(fields).length > 0) return { ok: false, fields };
  const price = { minor: minor ?? 0, currency: ground.currency };
  const { text, formatId, locationId } = input;
  return { ok: true, offer: { text, minutes, price, formatId, locationId, times } };
}

function readTimes({ times, zone }: OfferInput, minutes: number, now: number, fields: Faults): Stretch[] {
  const read: Stretch[] = [];
  for (const [index, { date, time }] of times.entries()) {
    if (date === "" && time === "") continue;
    const start = date && time ? startOf(date, time, zone) : null;
    const fault = start === null ? "proposals.time" : judge(start, minutes, now, read);
    if (fault) fields[timeField(index)] = fault;
    else if (start !== null) read.push({ start, end: start + minutes });
  }
  return read.toSorted((one, other) => one.start - other.start);
}

/** The name of a time's field in the form, from its place among the times. */
export const timeField = (index: number): string => `time${index + 1}`;

function judge(start: number, minutes: number, now: number, others: readonly Stretch[]): string | null {
  if (start <= now) return "proposals.time_past";
  if (start > now + furthest) return "proposals.time_far";
  const overlaps = others.some((other) => other.start < start + minutes && start < other.end);
  return overlaps ? "proposals.time_twice" : null;
}

/** The epoch minute of a wall clock; null for what is no date or time, or is skipped when clocks are changed. */
function startOf(date: string, time: string, zone: string): number | null {
  try {
    const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
    const there = wall.toZonedDateTime(zone);
    return there.toPlainDateTime().equals(wall) ? Math.floor(there.epochMilliseconds / 60_000) : null;
  } catch {
    return null;
  }
}

/**
 * Until when offered times are held: as long as the community lets it, and never past the first of them. Null when nothing is
 * to be held. `now` is an instant, times are epoch minutes.
 */
export function heldUntil(
  times: readonly Stretch[],
  holdMinutes: number,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const [first] = times;
  if (!first || holdMinutes === 0) return null;
  const begins = Temporal.Instant.fromEpochMilliseconds(first.start * 60_000);
  const ends = now.add({ minutes: holdMinutes });
  return Temporal.Instant.compare(ends, begins) < 0 ? ends : begins;
}
