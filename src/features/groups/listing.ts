import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { type Cursor, type GroupLine, groupsWithin, listedGroups } from "./queries/list.ts";
import { isInPart, type Search, type Window } from "./search.ts";

/** Group meetings on one page of the list, and at most in a calendar. */
const pageful = 30;
const mostInCalendar = 1_000;

interface Wanted {
  readonly search: Search;
  readonly window: Window;
  /** IANA: on whose clock parts of the day are meant. */
  readonly zone: string;
  readonly after: Cursor | null;
}

export interface Found {
  readonly groups: readonly GroupLine[];
  /** Where the list goes on, null at its end. */
  readonly next: Cursor | null;
}

/**
 * The group meetings of a list or a calendar. Times of day are compared here and not in the database, since only one of the two may
 * know about zones.
 */
export async function groupsFound(trx: Scoped, actor: Actor, wanted: Wanted): Promise<Found> {
  const { search, window, zone, after } = wanted;
  const asked = { search, from: window.from, to: window.to };
  if (search.view === "list" && search.part === "") {
    return pageOf(await listedGroups(trx, actor, { ...asked, limit: pageful + 1, after }));
  }
  const all = await groupsWithin(trx, actor, { ...asked, limit: mostInCalendar });
  const fitting = all.filter(({ start }) => isInPart(search.part, start, zone));
  if (search.view !== "list") return { groups: fitting, next: null };
  const listed = onceEach(fitting);
  const place = after ? listed.findIndex(({ id }) => id === after.id) + 1 : 0;
  return pageOf(listed.slice(place, place + pageful + 1));
}

/** What there is for one page; one more than that says that the list goes on. */
function pageOf(read: readonly GroupLine[]): Found {
  const groups = read.slice(0, pageful);
  const last = groups.at(-1);
  return { groups, next: last && read.length > pageful ? { start: last.start, id: last.id } : null };
}

/** Of a series the first alone, with how many there are. */
function onceEach(groups: readonly GroupLine[]): GroupLine[] {
  const series = Map.groupBy(groups, ({ id, seriesId }) => seriesId ?? id);
  return [...series.values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, times: more.length + 1 }] : [],
  );
}

/** "29384000.0190…": where a list goes on, in an address. */
export const cursorText = ({ start, id }: Cursor): string => `${start}.${id}`;

export function readCursor(text: string | undefined): Cursor | null {
  const [start = "", id = ""] = (text ?? "").split(".");
  return /^\d{1,9}$/.test(start) && isId(id) ? { start: Number(start), id } : null;
}
