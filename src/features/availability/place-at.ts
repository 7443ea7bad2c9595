import { sql } from "kysely";
import { instantOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { siteOf } from "./places.ts";
import type { LocationRow } from "./queries/free-times-row.ts";
import { clip, covers } from "./spans.ts";

/** Moments are epoch minutes. */
interface PlaceAsked {
  /** Of the community, whose clock the opening hours are on. */
  readonly zone: string;
  readonly locationId: string;
  readonly start: number;
  readonly end: number;
  /** A meeting that is about to move takes no room. */
  readonly movedMeetingId?: string | undefined;
}

/** Whether one more meeting fits into a location, from `start` to `end`. In a transaction that has locked the location it stays so. */
export async function placeAt(trx: Scoped, asked: PlaceAsked): Promise<"free" | "closed" | "full"> {
  const { zone, locationId, start, end, movedMeetingId = null } = asked;
  const { rows } = await sql<LocationRow>`
    select l.id, l.name, l.way, l.details, l.capacity, l.opening, (
      select coalesce(('[' || string_agg((date_part('epoch', m.starts_at) / 60)::int || ',' ||
        (date_part('epoch', m.ends_at) / 60)::int, ',') || ']')::json, '[]')
      from meetings m
      where m.location_id = l.id and m.state <> 'cancelled' and m.id is distinct from ${movedMeetingId}::uuid
        and m.ends_at > ${instantOf(start)} and m.starts_at < ${instantOf(end)}) as taken
    from locations l where l.id = ${locationId}`.execute(trx);
  const [row] = rows;
  if (!row) return "closed";
  const site = siteOf(row, zone, { from: start, to: start + 1, duration: end - start });
  if (site.open && !covers(site.open, start, end)) return "closed";
  return site.full && clip(site.full, start, end).length > 0 ? "full" : "free";
}
