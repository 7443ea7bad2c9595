import { type Money, parseAmount } from "#platform/money.ts";
import { payable } from "../payments/amounts.ts";
import { readTimeOf } from "../scheduling/reading.ts";
import { type Occurrence, occurrences } from "../series/weeks.ts";
import type { Choices } from "./choices.ts";
import type { TypedChange, TypedPlan } from "./schema.ts";

/** What both forms have in common. */
type Typed = Omit<TypedPlan, "hostId" | "formatId" | "weeks" | "without"> & Pick<TypedChange, "link">;

/** Where a group meets: a room of ours when both are null. */
export interface Place {
  readonly locationId: string | null;
  readonly link: string | null;
}

/** When and where, and how many weeks in a row. Epoch minutes. */
export interface Timing {
  readonly start: number;
  readonly end: number;
  /** The clock shows the first time twice; the first is meant. */
  readonly twice: boolean;
  readonly place: Place;
  /** In order, the first one included. */
  readonly occurrences: readonly Occurrence[];
}

export interface Wish extends Timing {
  readonly price: Money;
}

export type Fields = Readonly<Record<string, string>>;
type Read<T> = { readonly ok: true; readonly wish: T } | { readonly ok: false; readonly fields: Fields };

export type TypedTiming = Pick<Typed, "date" | "time" | "minutes" | "where" | "link" | "anyway"> & {
  readonly weeks: number;
  /** IANA: the host's clock, on which date and time are. */
  readonly zone: string;
};

/** Reads when and where by the host's clock; `now` in epoch minutes. Says what is wrong with each field. */
export function readTiming(
  typed: TypedTiming,
  { locations }: Pick<Choices, "locations">,
  now: number,
): Read<Timing> {
  const { where, zone, weeks } = typed;
  const locationId = where === "room" || where === "link" ? null : where;
  const time = readTimeOf({ ...typed, locationId }, { locations }, now);
  const fields: Record<string, string> = time.ok ? {} : { ...time.fields };
  if (fields.locationId) fields.where = fields.locationId;
  delete fields.locationId;
  if (where === "link" && typed.link === "") fields.link = "required";
  if (!time.ok || Object.keys(fields).length > 0) return { ok: false, fields };
  const { start, end, twice } = time.wish;
  const place = { locationId, link: where === "link" ? typed.link : null };
  return {
    ok: true,
    wish: { start, end, twice, place, occurrences: occurrences(zone, start, weeks) },
  };
}

/** Reads the whole form. `ways` are those of the format. */
export function readGroup(
  typed: Typed & TypedTiming,
  choices: Choices,
  { ways, now }: { ways: readonly string[]; now: number },
): Read<Wish> {
  const timing = readTiming(typed, choices, now);
  const fields: Record<string, string> = timing.ok ? {} : { ...timing.fields };
  const location = choices.locations.find(({ id }) => id === typed.where);
  if (!fields.where && !ways.includes(location?.way ?? "online")) fields.where = "scheduling.way";
  if (typed.experienceId && !choices.experiences.some(({ id }) => id === typed.experienceId))
    fields.experienceId = "required";
  const free = !choices.priced || typed.price.trim() === "";
  const minor = free ? 0 : parseAmount(typed.price, choices.currency);
  const fault = minor === null ? "scheduling.amount" : payable({ minor, currency: choices.currency });
  if (fault) fields.price = fault;
  if (!timing.ok || minor === null || Object.keys(fields).length > 0) return { ok: false, fields };
  return { ok: true, wish: { ...timing.wish, price: { minor, currency: choices.currency } } };
}
