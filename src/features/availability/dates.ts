import { dayName } from "#ui/when.ts";
import type { Translate } from "../../words/translate.ts";
import { plainDate } from "./clock.ts";
import type { Hours } from "./queries/schedule.ts";

// Dates are days since 1970-01-01.

/** "Tue 3 Mar", with the year when it is not this one. */
export function dateName(day: number, today: number): string {
  const noon = (date: number) =>
    plainDate(date).toZonedDateTime({ timeZone: "UTC", plainTime: "12:00" }).toInstant();
  return dayName(noon(day), "UTC", noon(today));
}

/** "Tue 3 Mar" or "Tue 3 Mar – Thu 5 Mar". */
export function datesText(from: number, until: number, today: number): string {
  return from === until ? dateName(from, today) : `${dateName(from, today)} – ${dateName(until, today)}`;
}

/** From when to when hours hold, in words; "" when they hold always. */
export function validity(t: Translate, { from, until }: Hours, today: number): string {
  if (from !== null && until !== null) return datesText(from, until, today);
  if (from !== null) return t("availability.from", { date: dateName(from, today) });
  return until === null ? "" : t("availability.until", { date: dateName(until, today) });
}
