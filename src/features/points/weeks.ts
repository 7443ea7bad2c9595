import { instantOf } from "#platform/clock.ts";
import { remembered } from "#platform/remember.ts";
import { mondayOf, startOfDate } from "../availability/zones.ts";

/** A Monday before anything that happened in Kith (days since 1970-01-01): 30 December 2019. */
const first = 18_260;

/**
 * When each week of a zone began, from Monday to Monday, up to the one around `minute` (epoch minutes): as the database is given them,
 * which counts by weeks and knows nothing of zones. What is older than the first belongs to one week.
 */
export const weekStarts = (zone: string, minute: number): readonly string[] =>
  startsUntil(`${mondayOf(zone, minute)} ${zone}`);

const startsUntil = remembered(200, (key: string): readonly string[] => {
  const [last = "", zone = "UTC"] = key.split(" ");
  const weeks = Math.max(0, Math.floor((Number(last) - first) / 7)) + 1;
  return Array.from({ length: weeks }, (_, week) =>
    instantOf(startOfDate(zone, first + 7 * week)).toString(),
  );
});
