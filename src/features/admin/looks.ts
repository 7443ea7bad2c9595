import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";

export interface Look {
  readonly communityId: string;
  /** Who looks. */
  readonly personId: string;
  /** What was looked at that is not theirs. */
  readonly kind: "meeting" | "request" | "proposal" | "payment" | "room" | "report";
  readonly recordId: string;
  readonly at: Temporal.Instant;
}

/** Minutes within which looking again is the same look: a page renews itself while it is open. */
const same = 5;

/** Writes down that staff looked at what is private although it is not theirs. */
export async function recordLook(trx: Scoped, look: Look): Promise<void> {
  const { communityId, personId, kind, recordId, at } = look;
  await sql`
    insert into staff_looks (community_id, id, person_id, kind, record_id, at)
    select ${communityId}, ${newId()}, ${personId}, ${kind}, ${recordId}, ${at}
    where not exists (
      select from staff_looks
      where kind = ${kind} and record_id = ${recordId} and person_id = ${personId} and at > ${at.subtract({ minutes: same })})
  `.execute(trx);
}
