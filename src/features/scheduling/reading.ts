import { type Money, parseAmount } from "#platform/money.ts";
import { payable } from "../payments/amounts.ts";
import type { TypedSchedule, TypedTime } from "./schema.ts";
import { readDate, readTime, wallTime } from "./wall.ts";

/** What there is to choose from. */
export interface Choices {
  readonly formats: readonly { id: string; minutes: number; ways: readonly string[] }[];
  readonly locations: readonly { id: string; way: string }[];
  readonly currency: string;
  readonly priced: boolean;
}

/** When and where. Epoch minutes. */
export interface Wish {
  readonly start: number;
  readonly end: number;
  readonly locationId: string | null;
  /** The clock shows this time twice; the first is meant. */
  readonly twice: boolean;
}

export interface WholeWish extends Wish {
  readonly name: string;
  readonly formatId: string;
  readonly price: Money;
}

type Faults = Readonly<Record<string, string>>;
type Read<T> = { readonly ok: true; readonly wish: T } | { readonly ok: false; readonly fields: Faults };

/** Furthest ahead that a meeting can be agreed on, in minutes. */
const furthest = 366 * 24 * 60;

/** Reads when and where by the clock of the zone typed beside it; `now` in epoch minutes. Says what is wrong with each field. */
export function readTimeOf(
  typed: TypedTime,
  { locations }: Pick<Choices, "locations">,
  now: number,
): Read<Wish> {
  const fields: Record<string, string> = {};
  const date = readDate(typed.date);
  const time = readTime(typed.time);
  if (!date) fields.date = typed.date === "" ? "required" : "date";
  if (!time) fields.time = typed.time.trim() === "" ? "required" : "clock";
  const minutes = Number(typed.minutes);
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 480) fields.minutes = "scheduling.minutes";
  if (typed.locationId && !locations.some(({ id }) => id === typed.locationId))
    fields.locationId = "required";

  const wall = date && time && wallTime(date, time, typed.zone);
  if (wall?.kind === "gap") fields.time = "scheduling.gap";
  else if (wall && wall.at <= now) fields[isToday(typed, now) ? "time" : "date"] = "scheduling.past";
  else if (wall && wall.at > now + furthest) fields.date = "scheduling.far";
  if (Object.keys(fields).length > 0 || !wall || wall.kind === "gap") return { ok: false, fields };
  const start = wall.at;
  return {
    ok: true,
    wish: { start, end: start + minutes, locationId: typed.locationId, twice: wall.kind === "twice" },
  };
}

const isToday = ({ date, zone }: TypedTime, now: number): boolean =>
  Temporal.Instant.fromEpochMilliseconds(now * 60_000)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString() === date;

/** Reads the whole form. */
export function readSchedule(typed: TypedSchedule, choices: Choices, now: number): Read<WholeWish> {
  const time = readTimeOf(typed, choices, now);
  const fields: Record<string, string> = time.ok ? {} : { ...time.fields };
  const format = choices.formats.find(({ id }) => id === typed.formatId);
  const location = choices.locations.find(({ id }) => id === typed.locationId);
  if (!format) fields.formatId = "required";
  if (format && location && !format.ways.includes(location.way)) fields.locationId = "scheduling.way";
  const free = !choices.priced || typed.price.trim() === "";
  const minor = free ? 0 : parseAmount(typed.price, choices.currency);
  const fault = minor === null ? "scheduling.amount" : payable({ minor, currency: choices.currency });
  if (fault) fields.price = fault;
  if (!time.ok || minor === null || Object.keys(fields).length > 0) return { ok: false, fields };
  const price = { minor, currency: choices.currency };
  return { ok: true, wish: { ...time.wish, name: typed.name, formatId: typed.formatId, price } };
}
