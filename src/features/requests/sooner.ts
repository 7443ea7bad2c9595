import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { askAvailability, startsFor } from "../availability/index.ts";
import type { Community } from "../communities/community.ts";

/** Times of the service that anyone may give, which can be booked at once. Epoch minutes. */
export interface SoonerTimes {
  readonly serviceId: string;
  readonly formatId: string;
  readonly minutes: number;
  /** The nearest few, one a place in the address of the booking; at least one. */
  readonly starts: readonly number[];
}

/** How far ahead a time is still sooner, in days, and how many are shown. */
const daysAhead = 14;
const mostShown = 3;

/** The nearest free times of the generic service for a member; null when there is no such service, or none is free. */
export async function soonerTimes(
  trx: Scoped,
  { community, memberId, now }: { community: Community; memberId: string; now: number },
): Promise<SoonerTimes | null> {
  const { rows } = await sql<{ service: string | null; format: string | null }>`
    select (select id from services where generic and archived_at is null order by code limit 1) as service,
      (select id from formats where archived_at is null and size = 'one_to_one' order by position, name limit 1) as format
  `.execute(trx);
  const { service, format } = rows[0] ?? {};
  if (!service || !format) return null;
  const availability = await askAvailability(trx, {
    community,
    format: { id: format },
    serviceId: service,
    memberId,
    from: now,
    to: now + daysAhead * 1_440,
    now,
  });
  if (!availability) return null;
  const starts = startsFor(availability).starts.slice(0, mostShown);
  const { minutes } = availability.format;
  return starts.length > 0 ? { serviceId: service, formatId: format, minutes, starts } : null;
}
