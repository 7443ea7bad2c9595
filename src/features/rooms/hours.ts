import type { Opening } from "../locations/opening.ts";

const days = 8;

/**
 * When a room with these hours can be written in again, in the community's zone: "open" while it can, an instant, or null when it
 * never can. Pure.
 */
export function opensAgain(
  hours: Opening,
  zone: string,
  now: Temporal.Instant,
): "open" | Temporal.Instant | null {
  const here = now.toZonedDateTimeISO(zone);
  const minute = here.hour * 60 + here.minute;
  const today = here.dayOfWeek % 7;
  if (hours.some(([day, start, end]) => day === today && start <= minute && minute < end)) return "open";
  for (let ahead = 0; ahead < days; ahead += 1) {
    const date = here.toPlainDate().add({ days: ahead });
    const starts = hours
      .filter(([day, start]) => day === date.dayOfWeek % 7 && (ahead > 0 || start > minute))
      .map(([, start]) => start);
    if (starts.length === 0) continue;
    const first = Math.min(...starts);
    const time = Temporal.PlainTime.from({ hour: Math.floor(first / 60), minute: first % 60 });
    return date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
  }
  return null;
}
