import type { Translate } from "../../words/translate.ts";
import type { Range } from "../disclosure/index.ts";
import type { Rate } from "./rates.ts";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** Minutes as hours: "7.5", and from a hundred on without the rest. */
export const hours = (minutes: number): string => (minutes < 6_000 ? tenths : whole).format(minutes / 60);

/** "under 11", "11–21". */
export const rangeText = (t: Translate, { from, to }: Range): string =>
  from === 0 ? t("figures.under", { most: to + 1 }) : t("figures.range", { from, to });

/** "8–11%", "up to 9%"; in words where it cannot be told. */
export function rateText(t: Translate, rate: Rate | null): string {
  if (!rate) return t("figures.noShows.few");
  const { least, most } = rate;
  if (least === most) return t("figures.noShows.exactly", { rate: most });
  return least === 0 ? t("figures.noShows.upTo", { most }) : t("figures.noShows.between", { least, most });
}

/** "2 days 3 hours", "45 minutes". */
export function timeText(t: Translate, minutes: number): string {
  if (minutes < 60) return t("figures.time.minutes", { minutes });
  const days = Math.floor(minutes / 1_440);
  return t("figures.time", { days, hours: Math.floor((minutes % 1_440) / 60) }).trim();
}

/** 5 January 1970 was a Monday. */
const daysOfWeek = (length: "short" | "long"): string[] =>
  Array.from({ length: 7 }, (_, day) =>
    new Intl.DateTimeFormat("en-GB", { weekday: length, timeZone: "UTC" }).format(Date.UTC(1970, 0, 5 + day)),
  );
export const [shortDays, longDays] = [daysOfWeek("short"), daysOfWeek("long")];
