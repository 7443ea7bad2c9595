import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { touch } from "#platform/live/touch.ts";
import { lockTimes } from "../meetings/occupancy.ts";

interface Taking {
  readonly waitId: string;
  readonly memberId: string;
  readonly providerId: string;
  readonly locationId: string | null;
  /** The start that is taken, in epoch minutes. */
  readonly start: number;
  readonly now: Temporal.Instant;
}

/**
 * Locks the times of a booking and lets go of the one that is kept for its member, so that the booking can take it in the same
 * transaction. False when it is not theirs, is kept no more, or is another time.
 */
export async function takeKept(trx: Scoped, taking: Taking): Promise<boolean> {
  await lockTimes(trx, [taking.memberId, taking.providerId, taking.locationId]);
  const { rows } = await sql`
    with offer as (
      select id from waits
      where id = ${taking.waitId} and person_id = ${taking.memberId} and state = 'offered' and offered_until > ${taking.now}
      for update)
    delete from occupancy where wait_id in (select id from offer)
      and person_id = ${taking.providerId} and starts_at = to_timestamp(${taking.start * 60})
    returning wait_id`.execute(trx);
  return rows.length === 1;
}

/** The wait has come to its end: its time is booked. */
export async function settleTaken(
  trx: Scoped,
  {
    communityId,
    waitId,
    memberId,
    meetingId,
  }: { communityId: string; waitId: string; memberId: string; meetingId: string },
): Promise<void> {
  await sql`
    update waits set state = 'booked', offered_until = null, meeting_id = ${meetingId} where id = ${waitId}`.execute(
    trx,
  );
  await touch(trx, { communityId, people: [memberId], about: ["waits", `wait:${waitId}`] });
}
