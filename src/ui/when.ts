import { remembered } from "#platform/remember.ts";

/** Times as people say them. Every function takes the zone in which to say it. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${kind}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
    formats.set(key, known);
  }
  return known;
}

const said = (
  instant: Temporal.Instant,
  zone: string,
  kind: string,
  options: Intl.DateTimeFormatOptions,
): string => format(zone, kind, options).format(instant.epochMilliseconds).replace(",", "");

/** "10:00" */
export const clockTime = (instant: Temporal.Instant, zone: string): string =>
  said(instant, zone, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** "Tue 1 Dec", with the year when it is not the year of `now`. */
export function dayName(instant: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  const sameYear = instant.toZonedDateTimeISO(zone).year === now.toZonedDateTimeISO(zone).year;
  const base = { weekday: "short", day: "numeric", month: "short" } as const;
  return sameYear
    ? said(instant, zone, "day", base)
    : said(instant, zone, "day-year", { ...base, year: "numeric" });
}

/** A minute of the day as `clockTime` says it. */
export const clockFace = remembered(1_440, (minuteOfDay: number): string =>
  clockTime(Temporal.Instant.fromEpochMilliseconds(minuteOfDay * 60_000), "UTC"),
);

const longDays = new WeakMap<Temporal.PlainDate, string>();

/** "Tuesday 1 December". A calendar says the same few dates on every page, so each is put in words once. */
export function longDay(date: Temporal.PlainDate): string {
  const known =
    longDays.get(date) ??
    said(date.toZonedDateTime("UTC").toInstant(), "UTC", "long", {
      weekday: "long",
      day: "numeric",
      month: "long",
    });
  longDays.set(date, known);
  return known;
}

/** "December 2026" */
export const monthName = (date: Temporal.PlainDate): string => monthNumbered(date.year * 12 + date.month - 1);

const monthNumbered = remembered(1_000, (months: number): string => {
  const begins = new Date(Date.UTC(Math.floor(months / 12), months % 12));
  return format("UTC", "month", { month: "long", year: "numeric" }).format(begins);
});

/** "Dec 2026" */
export const shortMonth = remembered(1_000, (month: string): string =>
  format("UTC", "short-month", { month: "short", year: "numeric" }).format(new Date(`${month}-01T00:00Z`)),
);

/** "Tue 1 Dec, 10:00–10:30"; the end's day is said when it is another, and no end when it is the start. */
export function span(
  start: Temporal.Instant,
  end: Temporal.Instant,
  zone: string,
  now: Temporal.Instant,
): string {
  if (start.equals(end)) return `${dayName(start, zone, now)}, ${clockTime(start, zone)}`;
  const [first, last] = [start.toZonedDateTimeISO(zone), end.toZonedDateTimeISO(zone)];
  const sameDay = first.toPlainDate().equals(last.toPlainDate());
  const until = sameDay ? clockTime(end, zone) : `${dayName(end, zone, now)}, ${clockTime(end, zone)}`;
  return `${dayName(start, zone, now)}, ${clockTime(start, zone)}–${until}`;
}

/** "New York (GMT-5)" for America/New_York. Clocks are changed at a quarter of an hour, so until then the name is the same. */
export const zoneName = (zone: string, at: Temporal.Instant): string =>
  zoneNameIn(`${Math.floor(at.epochMilliseconds / quarter)} ${zone}`);

const quarter = 15 * 60_000;

const zoneNameIn = remembered(1_000, (key: string): string => {
  const [quarters = "", zone = "UTC"] = key.split(" ");
  const city = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  const parts = format(zone, "zone", { timeZoneName: "shortOffset" }).formatToParts(
    Number(quarters) * quarter,
  );
  const offset = parts.find((part) => part.type === "timeZoneName")?.value;
  return offset && offset !== city ? `${city} (${offset})` : city;
});

/** "1 h 30 min" */
export function minutesAsWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(" ") || "0 min";
}

/** "Tue 1 Dec, 10:00–10:30, New York (GMT-5)": a start (epoch minutes) and its length, as this reader reads times. */
export function whenOf(
  { zone, now }: { zone: string; now: Temporal.Instant },
  at: number,
  minutes: number,
): string {
  const start = Temporal.Instant.fromEpochMilliseconds(at * 60_000);
  return `${span(start, start.add({ minutes }), zone, now)}, ${zoneName(zone, start)}`;
}
