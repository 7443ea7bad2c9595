import { sql } from "kysely";
import { type CommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { fillSeats, lockGroup } from "./engine.ts";
import { tellOf, touchGroup } from "./telling.ts";
import { eventsFor, record, type SeatEventKind, writeOut } from "./writes.ts";

/**
 * Ends what was kept long enough in the group meetings of a community: offers nobody took, places nobody paid, and the line of what
 * has begun. Each place that becomes free is offered to the next who waits.
 */
export async function keepSeats(platform: Platform, communityId: CommunityId): Promise<void> {
  const { db, clock } = platform;
  const now = clock.now();
  const { rows } = await inCommunity(db, communityId, (trx) =>
    sql<{ id: string }>`
      select meeting_id as id from registrations where offered_until <= ${now} or pay_by <= ${now}
      union
      select r.meeting_id from registrations r join meetings m on m.id = r.meeting_id
      where r.turn is not null and m.starts_at <= ${now}
      order by id limit 500`.execute(trx),
  );
  // One transaction each: who takes a place or pays at this moment waits for one meeting, not for all of them.
  for (const { id } of rows) await keepOne(platform, communityId, id, now);
}

const endings = {
  offered: { kind: "offer_over", message: "seats.offerOver" },
  unpaid: { kind: "expired", message: "seats.unpaid" },
  waiting: { kind: "line_closed", message: "seats.closed" },
} as const satisfies Record<string, { kind: SeatEventKind; message: string }>;

const kinds = ["offered", "unpaid", "waiting"] as const;

interface Overdue {
  readonly state: (typeof kinds)[number];
  readonly personId: string;
}

function keepOne(
  { db, jobs }: Platform,
  communityId: CommunityId,
  meetingId: string,
  now: Temporal.Instant,
): Promise<void> {
  return inCommunity(db, communityId, async (trx) => {
    const group = await lockGroup(trx, meetingId);
    if (!group) return;
    // Who took the place or paid for it meanwhile had the meeting's row, and is not among them any more.
    const { rows: overdue } = await sql<Overdue>`
      select r.state, r.person_id as "personId" from registrations r join meetings m on m.id = r.meeting_id
      where r.meeting_id = ${meetingId}
        and (r.offered_until <= ${now} or r.pay_by <= ${now} or (r.turn is not null and m.starts_at <= ${now}))
      order by r.person_id`.execute(trx);
    if (overdue.length === 0) return;
    const people = overdue.map(({ personId }) => personId);
    await writeOut(trx, meetingId, people);
    const at = { communityId, meetingId, now };
    for (const state of kinds) {
      const { kind, message } = endings[state];
      const those = overdue.filter((one) => one.state === state).map(({ personId }) => personId);
      const detail = state === "unpaid" ? { refund: "full", was: state } : {};
      const events = eventsFor(those, { kind, by: null, detail });
      await record(trx, at, events);
      await tellOf(trx, jobs, { communityId, group, events }, message);
    }
    if (overdue.some(({ state }) => state === "unpaid"))
      await jobs.send(trx, "payment.settle", { communityId, meetingId });
    await touchGroup(trx, { communityId, group }, people);
    await fillSeats(trx, jobs, at);
  });
}
