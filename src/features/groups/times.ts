import type { Scoped } from "#platform/database/scope.ts";
import { occupying } from "../meetings/occupancy.ts";
import type { Differences } from "./differences.ts";
import { freeTimes, freeTimesOf } from "./queries/changing.ts";

interface Times {
  readonly communityId: string;
  readonly meetingId: string;
  readonly hosts: readonly string[];
  /** Ids of those who have a place. */
  readonly seated: readonly string[];
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
}

/**
 * Takes the time of a group meeting from everybody anew, as far as it changes. Null when a host has something else then: after that the
 * transaction must be rolled back. Gives those who have a place and something else at the new time, whose time is not taken.
 */
export async function takeTimes(
  trx: Scoped,
  times: Times,
  { time, joining, leaving }: Differences,
): Promise<{ clashing: readonly string[] } | null> {
  const { hosts, seated, ...span } = times;
  const occupied = async (persons: readonly string[]) => {
    const { rows } = await occupying({ ...span, persons }).execute(trx);
    return rows.length;
  };
  if (!time) {
    await freeTimesOf(trx, span.meetingId, leaving);
    return (await occupied(joining)) === joining.length ? { clashing: [] } : null;
  }
  await freeTimes(trx, [span.meetingId]);
  if ((await occupied(hosts)) < hosts.length) return null;
  const { rows } = await occupying({ ...span, persons: seated }).execute(trx);
  const free = new Set(rows.map(({ person_id }) => person_id));
  return { clashing: seated.filter((id) => !free.has(id)) };
}
