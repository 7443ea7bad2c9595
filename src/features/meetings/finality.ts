import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { announce } from "./announce.ts";
import { record } from "./queries.ts";

interface Paid {
  communityId: string;
  meetingId: string;
  now: Temporal.Instant;
}

/**
 * The meeting is paid: makes it final and has both told, or says why not. "already": it was final before; "off": it is cancelled,
 * so that what was paid has to go back. Holds the meeting's row until the transaction ends.
 */
export async function finalise(
  trx: Scoped,
  jobs: Jobs,
  { communityId, meetingId, now }: Paid,
): Promise<"final" | "already" | "off"> {
  const found = await sql<{ state: string }>`
    select state from meetings where id = ${meetingId} for update`.execute(trx);
  const state = found.rows[0]?.state;
  if (state === "final") return "already";
  if (state !== "unpaid") return "off";
  const { rows } = await sql<{ version: number; people: string[] }>`
    update meetings m set state = 'final', pay_by = null, version = version + 1
    where id = ${meetingId}
    returning version, array(
      select person_id from registrations r where r.meeting_id = m.id union select m.provider_id) as people`.execute(
    trx,
  );
  const [meeting] = rows;
  if (!meeting) return "off";
  const told = { communityId, meetingId, by: null, version: meeting.version };
  await record(trx, { ...told, id: newId(), kind: "paid", at: now });
  await announce(trx, jobs, { ...told, happened: "booked" });
  await touch(trx, { communityId, people: meeting.people, about: [`meeting:${meetingId}`] });
  return "final";
}
