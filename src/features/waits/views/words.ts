import { instantOf } from "#platform/clock.ts";
import type { Page } from "#ui/page.ts";
import { clockTime, dayName, span } from "#ui/when.ts";
import { nameOf } from "../../people/person.ts";
import type { Wait } from "../queries.ts";

/** "Tue 3 Mar, 18:00": a moment (epoch minutes), as this reader reads times. */
export function pointWords({ zone, now }: Page, minute: number): string {
  const instant = instantOf(minute);
  return `${dayName(instant, zone, now)}, ${clockTime(instant, zone)}`;
}

/** What is waited for: one time, or any on some days. */
export function wishWords(
  page: Page,
  { from, until, format }: Pick<Wait, "from" | "until" | "format">,
): string {
  const { t, zone, now } = page;
  if (until - from <= 1) return span(instantOf(from), instantOf(from + format.minutes), zone, now);
  const [first, last] = [dayName(instantOf(from), zone, now), dayName(instantOf(until - 1), zone, now)];
  return first === last ? first : t("waits.days", { first, last });
}

/** The time that is kept, and with whom. */
export function offerWords({ zone, now }: Page, { format }: Wait, offer: NonNullable<Wait["offer"]>): string {
  const when = span(instantOf(offer.start), instantOf(offer.start + format.minutes), zone, now);
  return `${when}, ${nameOf(offer.provider)}`;
}
