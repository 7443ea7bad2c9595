/** A wall clock's time as the moment it means: "gap" when the clocks are put forward over it, "twice" when they are put back over it. */
export type WallTime = { readonly at: number; readonly kind: "once" | "twice" } | { readonly kind: "gap" };

/** The epoch minute at which the clock of a zone shows a date and a time; of two such minutes the first. */
export function wallTime(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): WallTime {
  const wall = date.toPlainDateTime(time);
  const first = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (!first.toPlainDateTime().equals(wall)) return { kind: "gap" };
  const last = wall.toZonedDateTime(zone, { disambiguation: "later" });
  const at = Math.floor(first.epochMilliseconds / 60_000);
  return { at, kind: first.equals(last) ? "once" : "twice" };
}

/** A date as a form sends it, "2026-03-31"; null for anything else. */
export function readDate(text: string): Temporal.PlainDate | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? attempt(() => Temporal.PlainDate.from(text, { overflow: "reject" }))
    : null;
}

/** A time of day as a form sends it or a person types it, "09:30" or "9.30"; null for anything else. */
export function readTime(text: string): Temporal.PlainTime | null {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})(?::00)?$/.exec(text.trim()) ?? [];
  if (hour === undefined || minute === undefined) return null;
  return attempt(() =>
    Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) }, { overflow: "reject" }),
  );
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
