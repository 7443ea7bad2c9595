import { instantOf } from "#platform/clock.ts";
import { moneyWords } from "#platform/money.ts";
import { span, zoneName } from "#ui/when.ts";
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
      const [start, end] = [instantOf(value.start), instantOf(value.end)];
      const said = span(start, end, reader.zone, reader.now);
      return [name, reading === "letter" ? `${said}, ${zoneName(reader.zone, start)}` : said];
    }),
  );
}
