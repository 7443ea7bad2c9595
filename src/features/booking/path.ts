import { minuteOf } from "#platform/clock.ts";
import { isId } from "#platform/ids.ts";
import { remembered } from "#platform/remember.ts";

/** How far a booking has come. Every step is an address that says all of it, so that back, reload and sharing work. */
export interface Steps {
  readonly format: string;
  readonly service?: string | undefined;
  /** Start, in epoch minutes. */
  readonly at?: number | undefined;
  readonly provider?: string | undefined;
  readonly location?: string | undefined;
  /** The member's answers, kept on the server; private, so the address names them and does not carry them. */
  readonly draft?: string | undefined;
  /** For how many weeks, where the format is given every week. */
  readonly weeks?: number | undefined;
  /** The wait for which the time is kept. */
  readonly wait?: string | undefined;
}

/** What an address says behind its question mark. */
interface Behind {
  readonly draft?: string | undefined;
  readonly weeks?: string | undefined;
  readonly wait?: string | undefined;
}

/** Steps that have come as far as the topic. */
export type Complete = Steps & { service: string; at: number; provider: string; location: string };

export const isComplete = (steps: Steps): steps is Complete =>
  steps.service !== undefined &&
  steps.at !== undefined &&
  steps.provider !== undefined &&
  steps.location !== undefined;

/** The route of steps that have come so far. */
export const lastSteps = "/book/:format/:service/:at/:provider/:location";

/** A location's place in an address when the meeting has none. */
export const nowhere = "none";

const day = 24 * 60;
const dateText = remembered(2_000, (days: number) =>
  new Date(days * day * 60_000).toISOString().slice(0, 10),
);
const twoDigits = (number: number) => String(number).padStart(2, "0");

/** A start as it stands in an address: `2026-12-01T10:00Z`. */
export function atText(minute: number): string {
  const days = Math.floor(minute / day);
  const ofDay = minute - days * day;
  return `${dateText(days)}T${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}Z`;
}

/** Reads a start from an address; anything but a whole minute in UTC is no start. */
export function readAt(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(text)) return null;
  try {
    return minuteOf(Temporal.Instant.from(text));
  } catch {
    return null;
  }
}

/** The address of the step that comes after what is known. */
export function stepPath(base: string, steps: Steps): string {
  const { format, service, at, provider, location } = steps;
  const parts = [
    base,
    "book",
    format,
    service,
    at === undefined ? undefined : atText(at),
    provider,
    location,
  ];
  const known = parts.slice(0, parts.indexOf(undefined) < 0 ? undefined : parts.indexOf(undefined));
  return known.join("/") + behind(steps);
}

/** Most addresses carry nothing: a page of times makes hundreds of them. */
function behind({ draft, weeks, wait }: Steps): string {
  if (!draft && !weeks && !wait) return "";
  const all = Object.entries({ draft, weeks, wait });
  return `?${new URLSearchParams(all.flatMap(([name, value]) => (value ? [[name, String(value)]] : [])))}`;
}

/** The address where it is asked for how many weeks, and which of them are free. */
export const weeksPath = (base: string, steps: Steps): string =>
  `${stepPath(base, { ...steps, draft: undefined, weeks: undefined, wait: undefined })}/weeks${behind(steps)}`;

/** The address of the last look before it is booked. */
export const reviewPath = (base: string, steps: Steps): string =>
  `${stepPath(base, { ...steps, draft: undefined, weeks: undefined, wait: undefined })}/review${behind(steps)}`;

/** Reads the steps out of an address' parts; null when one of them cannot be. */
export function readSteps(
  param: (name: string) => string | undefined,
  { draft, weeks, wait }: Behind,
): Steps | null {
  const format = param("format");
  if (!format || !isId(format)) return null;
  const text = param("at");
  const at = text === undefined ? undefined : readAt(text);
  if (at === null) return null;
  const location = param("location");
  const ids = [param("service"), param("provider"), location === nowhere ? undefined : location];
  if (ids.some((id) => id !== undefined && !isId(id))) return null;
  return {
    format,
    service: param("service"),
    at,
    provider: param("provider"),
    location,
    draft: draft && isId(draft) ? draft : undefined,
    weeks: weeks && /^[1-9]\d?$/.test(weeks) ? Number(weeks) : undefined,
    wait: wait && isId(wait) ? wait : undefined,
  };
}
