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
 * know about zones; so the list is read on until a page is full.
 */
export async function groupsFound(trx: Scoped, actor: Actor, wanted: Wanted): Promise<Found> {
  const { search, window, zone } = wanted;
  const { from, to } = window;
  const fits = ({ start }: GroupLine) => isInPart(search.part, start, zone);
  if (search.view !== "list") {
    const all = await groupsWithin(trx, actor, { search, from, to, limit: mostInCalendar });
    return { groups: all.filter(fits), next: null };
  }
  const groups: GroupLine[] = [];
  let { after } = wanted;
  for (;;) {
    const limit = pageful * 2;
    const read = await listedGroups(trx, actor, { search, from, to, limit, after });
    groups.push(...read.filter(fits));
    const last = read.at(-1);
    if (!last || read.length < limit || groups.length > pageful) break;
    after = { start: last.start, id: last.id };
  }
  const shown = groups.slice(0, pageful);
  const end = shown.at(-1);
  return { groups: shown, next: end && groups.length > pageful ? { start: end.start, id: end.id } : null };
}

/** "29384000.0190…": where a list goes on, in an address. */
export const cursorText = ({ start, id }: Cursor): string => `${start}.${id}`;

export function readCursor(text: string | undefined): Cursor | null {
  const [start = "", id = ""] = (text ?? "").split(".");
  return /^\d{1,9}$/.test(start) && isId(id) ? { start: Number(start), id } : null;
}
