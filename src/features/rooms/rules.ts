import { type Refusal, refuse } from "#platform/action.ts";
import type { Opening } from "../locations/opening.ts";
import { opensAgain } from "./hours.ts";

/** Lines of a room on one page, and how many it grows to while it is read. */
export const pageful = 50;
export const mostLines = 200;

/** Files that a room holds at most. */
export const mostFiles = 100;

/** Characters of a name in a room at most. */
export const longestName = 40;

/** Stands where somebody has no name in a room: not yet, or not any more. Nobody can call themself so. */
export const noName = "—";

/** Hours for which somebody can be kept from writing. */
export const muteHours = [1, 24, 168] as const;

/** Minutes after which somebody of whom nothing was heard is not "here" any more. */
export const hereMinutes = 3;

/** What somebody is to a room. Null: they were never in it. */
export type Standing = "invited" | "in" | "left" | "removed" | null;

interface Reading {
  /** First line on the page, when the page says so. */
  from: number | null;
  /** The last line there is, and the last one that its reader was shown. */
  last: number;
  seen: number;
}

/** How many of the latest lines a page shows: all that its reader has not seen, with some before, as far as a page can hold them. */
export function linesToShow({ from, last, seen }: Reading): number {
  const wanted = from === null ? last - seen + 10 : last - from + 1;
  return Math.min(mostLines, Math.max(pageful, wanted));
}

/** From where on a page that renews itself shows lines, so that what somebody reads does not go away under their eyes. */
export const keepsFrom = (first: number, last: number): number =>
  last - first < mostLines - pageful ? first : last - 2 * pageful;

interface Ground {
  readonly standing: Standing;
  readonly mutedUntil: Temporal.Instant | null;
  readonly hours: Opening | null;
  readonly moderates: boolean;
}

/** Why somebody in a room cannot write just now; null when they can. Moderators write at any hour. */
export function cannotWrite(
  { standing, mutedUntil, hours, moderates }: Ground,
  zone: string,
  now: Temporal.Instant,
): Refusal<"gone" | "muted" | "room_closed"> | null {
  if (standing !== "in") return refuse("gone");
  if (mutedUntil && Temporal.Instant.compare(now, mutedUntil) < 0) return refuse("muted");
  if (!moderates && hours && opensAgain(hours, zone, now) !== "open") return refuse("room_closed");
  return null;
}
