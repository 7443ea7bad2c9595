/** Zones whose clocks do something of their own, and some in which many people live. */
export const zones = [
  "Australia/Lord_Howe", // half an hour
  "Pacific/Chatham", // 12:45 and 13:45
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Africa/Casablanca", // goes back for Ramadan
  "Antarctica/Troll", // two hours
  "America/St_Johns",
  "Asia/Tehran",
  "America/Havana", // at midnight
  "Asia/Beirut", // at midnight
  "Africa/Cairo", // at midnight
  "America/Santiago", // at midnight, from 24 to 23
  "America/Asuncion",
  "America/Nuuk", // on Saturday evening
  "America/Scoresbysund",
  "Atlantic/Azores",
  "Asia/Jerusalem",
  "Asia/Gaza",
  "Europe/Dublin", // winter is the one that is shifted
  "Europe/London",
  "Europe/Berlin",
  "Europe/Chisinau",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "Australia/Sydney",
  "Australia/Adelaide",
  "Pacific/Auckland",
  "Pacific/Norfolk",
  "Pacific/Kiritimati", // 14 hours ahead
  "Pacific/Pago_Pago", // 11 hours behind
  "Asia/Kolkata",
  "UTC",
] as const;

/** The epoch minutes at which the clock of a zone is changed from the beginning of one year to the end of another. */
export function changesOfClocks(zone: string, firstYear: number, lastYear: number): number[] {
  const changes: number[] = [];
  const start = Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 }).toZonedDateTime(zone);
  let change = start.getTimeZoneTransition("next");
  for (; change && change.year <= lastYear; change = change.getTimeZoneTransition("next")) {
    changes.push(Math.round(change.epochMilliseconds / 60_000));
  }
  return changes;
}
