import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { lockGroup } from "./engine.ts";
import { tellOfSure, touchGroup } from "./telling.ts";
import { eventsFor, record } from "./writes.ts";

interface Paid {
  readonly communityId: string;
  readonly meetingId: string;
  /** Who paid. */
  readonly personId: string;
  readonly now: Temporal.Instant;
}

/**
 * Somebody's place in a group meeting is paid: makes it sure and has them told, or says why not. "already": it was sure before;
 * "off": they have none that waits for payment, so that what was paid has to go back.
 */
export async function paid(
  trx: Scoped,
  jobs: Jobs,
  { communityId, meetingId, personId, now }: Paid,
): Promise<"final" | "already" | "off"> {
  const group = await lockGroup(trx, meetingId);
  const { rows } = await sql<{ state: string }>`
    select state from registrations where meeting_id = ${meetingId} and person_id = ${personId}`.execute(trx);
  const state = rows[0]?.state;
  if (state === "registered") return "already";
  if (!group || state !== "unpaid") return "off";
  await sql`
    update registrations set state = 'registered', pay_by = null
    where meeting_id = ${meetingId} and person_id = ${personId}`.execute(trx);
  const events = eventsFor([personId], { kind: "paid", by: null });
  await record(trx, { communityId, meetingId, now }, events);
  await tellOfSure(trx, jobs, { communityId, group, events }, "registered");
  await touchGroup(trx, { communityId, group }, [personId]);
  return "final";
}
