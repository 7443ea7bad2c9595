import { instantOf } from "#platform/clock.ts";
import { moneyWords } from "#platform/money.ts";
import { clockTime, dayName, span, zoneName } from "#ui/when.ts";
import { isMessageKey, type Translate } from "../../words/translate.ts";
import type { NoticeValues } from "./notify.ts";

interface ReaderClock {
  /** IANA. */
  readonly zone: string;
  readonly now: Temporal.Instant;
}

/** Line: read where the zone is known. Letter: says the zone beside each time. */
export type Reading = "line" | "letter";

/**
 * The words of a notice for one reader. Null when there are no such words, or a value they need is missing: who is told then
 * hears less, but hears.
 */
export function noticeWords(
  t: Translate,
  key: string,
  values: NoticeValues,
  reader: ReaderClock,
  reading: Reading,
): string | null {
  if (!isMessageKey(key)) return null;
  try {
    return t(key, readable(values, reader, reading));
  } catch {
    return null;
  }
}

function readable(
  values: NoticeValues,
  reader: ReaderClock,
  reading: Reading,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== "object") return [name, value];
      if ("minor" in value) return [name, moneyWords(value)];
      return [name, when(instantOf(value.start), instantOf(value.end), reader, reading)];
    }),
  );
}

function when(
  start: Temporal.Instant,
  end: Temporal.Instant,
  { zone, now }: ReaderClock,
  reading: Reading,
): string {
  const said = start.equals(end)
    ? `${dayName(start, zone, now)}, ${clockTime(start, zone)}`
    : span(start, end, zone, now);
  return reading === "letter" ? `${said}, ${zoneName(zone, start)}` : said;
}
