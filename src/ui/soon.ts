const hour = 60;
const day = 24 * hour;

/** How long until something, as people say it: "in 12 minutes", "in 3 hours". Nothing is said to be sooner than it is. Runs in the browser too. */
export function soon(minutes: number, language = "en"): string {
  const words = new Intl.RelativeTimeFormat(language);
  if (minutes < 2 * hour) return words.format(minutes, "minute");
  if (minutes < 2 * day) return words.format(Math.floor(minutes / hour), "hour");
  return words.format(Math.floor(minutes / day), "day");
}
