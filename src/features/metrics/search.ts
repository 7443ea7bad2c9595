import { startOfDate } from "../availability/index.ts";
import { dayNumber, near } from "../groups/search.ts";
import { readDate } from "../scheduling/wall.ts";

/** The columns of the list of meetings, in their order. */
export const columns = [
  "name",
  "type",
  "topic",
  "focus",
  "host",
  "start",
  "end",
  "participants",
  "feedback",
] as const;
export type Column = (typeof columns)[number];

/** What of their meetings somebody wants to see, and in which order. "" and null leave it open. */
export interface MeetingSearch {
  readonly q: string;
  /** The day, or the first of the days, in the reader's zone. */
  readonly from: Temporal.PlainDate | null;
  /** The last of several days. */
  readonly until: Temporal.PlainDate | null;
  /** Whether those that were called off are among them. */
  readonly off: boolean;
  readonly sort: Column;
  readonly down: boolean;
}

const latestFirst = { sort: "start", down: true } as const;

/** Columns that are read from the most to the least, or from the latest, when they are asked for first. */
export const fallsFirst = (column: Column): boolean =>
  column === "start" || column === "end" || column === "participants" || column === "feedback";

/** Reads an address; what makes no sense there is left open. Days in the wrong order change places. */
export function readMeetingSearch(query: Readonly<Record<string, string | undefined>>): MeetingSearch {
  const date = (name: string) => near(readDate((query[name] ?? "").trim()));
  const dates = [date("from"), date("until")].filter((one) => one !== null);
  const [from = null, until = null] = dates.toSorted(Temporal.PlainDate.compare);
  const sort = columns.find((column) => column === query.sort);
  const order = sort ? { sort, down: query.order ? query.order === "down" : fallsFirst(sort) } : latestFirst;
  return { q: (query.q ?? "").trim().slice(0, 200), from, until, off: query.off === "1", ...order };
}

/** The address at which this is shown, with `change` in it. */
export function meetingsAddress(
  path: string,
  search: MeetingSearch,
  change: Partial<MeetingSearch> = {},
): string {
  const { q, from, until, off, sort, down } = { ...search, ...change };
  const params = new URLSearchParams();
  if (q) params.set("q", q);
  if (from) params.set("from", from.toString());
  if (until) params.set("until", until.toString());
  if (off) params.set("off", "1");
  if (sort !== latestFirst.sort || down !== latestFirst.down) {
    params.set("sort", sort);
    params.set("order", down ? "down" : "up");
  }
  return params.size > 0 ? `${path}?${params}` : path;
}

/** Whether something narrows the list. */
export const isNarrowed = ({ q, from, off }: MeetingSearch): boolean => q !== "" || from !== null || off;

/** The moments (epoch minutes) from which and before which meetings of these days begin, in a zone; null without days. */
export function daysOf(
  { from, until }: Pick<MeetingSearch, "from" | "until">,
  zone: string,
): { from: number; to: number } | null {
  if (!from) return null;
  const last = until ?? from;
  return { from: startOfDate(zone, dayNumber(from)), to: startOfDate(zone, dayNumber(last) + 1) };
}
