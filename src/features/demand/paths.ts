import type { AskedPeriod } from "./period.ts";

export const tabs = ["demand", "unmet", "noShows"] as const;
export type Tab = (typeof tabs)[number];

/** What can be downloaded, by the name of its file. */
export const files = ["week", "services", "experiences", "searches", "no-shows"] as const;
export type FiguresFile = (typeof files)[number];

export const maps = ["taken", "booked", "open", "wished"] as const;
/** What the table of the week shows. */
export type WeekMap = (typeof maps)[number];

const ends: Readonly<Record<Tab, string>> = { demand: "", unmet: "/unmet", noShows: "/no-shows" };

/** Where the figures of a community are, below `/c/<slug>`. */
export const figuresPath = (base: string, tab: Tab): string => `${base}/admin/figures${ends[tab]}`;

export const filePath = (base: string, file: FiguresFile): string => `${base}/admin/figures/${file}.csv`;

/** The address of a tab or a file with its period, and with more where there is more to say. */
export function addressOf(
  path: string,
  { period, typed }: AskedPeriod,
  more: Readonly<Record<string, string>> = {},
): string {
  const range = period.length === "range" ? { from: typed.from, until: typed.until } : {};
  return `${path}?${new URLSearchParams({ period: period.length, ...range, ...more })}`;
}
