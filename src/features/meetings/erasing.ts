import { sql } from "kysely";
import { minuteSql } from "#platform/database/minutes.ts";
import { currentCommunity } from "../communities/load.ts";
import type { Eraser } from "../erasure/eraser.ts";
import { release } from "../seats/engine.ts";
import { endMeeting } from "./ending.ts";
import { gives } from "./inside.ts";
import { lockTimes } from "./occupancy.ts";

interface Coming {
  id: string;
  version: number;
  group: boolean;
  /** Whether they give it. */
  giving: boolean;
  /** Epoch minutes. */
  start: number;
}

/**
 * Ends the meetings to come that somebody shares with one other, and lets go of their places, offers and turns in groups. The others
 * are told that it is off. What they paid goes back as if they had cancelled themself; what was paid to them, in full. What they
 * answered when they booked goes.
 */
export const eraseMeetings: Eraser = async (trx, jobs, { communityId, personId, now }) => {
  const { settings } = await currentCommunity(trx, communityId);
  // Who is about to meet them waits until this is decided, or is seen here.
  await lockTimes(trx, [personId]);
  // All of them at once and in one order, the groups they give as well, as everybody does who holds several.
  const { rows } = await sql<Coming>`
    select m.id, m.version, m.seats is not null as group, ${gives(personId)} as giving,
      ${minuteSql("m.starts_at")} as start
    from meetings m
    where m.ends_at > ${now} and m.state <> 'cancelled' and (${gives(personId)} or exists (
      select from registrations r where r.meeting_id = m.id and r.person_id = ${personId} and r.state <> 'cancelled'))
    order by m.id for update of m`.execute(trx);
  for (const { id: meetingId, version, group, giving, start } of rows) {
    const early = now.epochMilliseconds <= (start - settings.refundMinutes) * 60_000;
    const refund = giving || early ? ("full" as const) : ("none" as const);
    const at = { communityId, meetingId, by: null, now, refund };
    if (!group) await endMeeting(trx, jobs, { ...at, version, kind: "cancelled" });
    else if (!giving) await release(trx, jobs, { ...at, personId });
  }
  await sql`
    delete from answers a using registrations r
    where r.meeting_id = a.meeting_id and r.person_id = ${personId}`.execute(trx);
};
