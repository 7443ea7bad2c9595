import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { LookKind, Whole } from "../access/kinds.ts";

export interface Look {
  readonly communityId: string;
  /** Who looks. */
  readonly personId: string;
  /** What was looked at that is not theirs. */
  readonly kind: Exclude<LookKind, "list" | "file">;
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

/** The same of a whole list that was opened, or a file that was taken away, in which many people are. */
export async function recordWhole(
  trx: Scoped,
  { actor, now }: { readonly actor: Actor; readonly now: Temporal.Instant },
  kind: "list" | "file",
  what: Whole,
): Promise<void> {
  const { communityId, id: personId } = actor;
  if (!personId) return;
  await sql`
    insert into staff_looks (community_id, id, person_id, kind, what, at)
    select ${communityId}, ${newId()}, ${personId}, ${kind}, ${what}, ${now}
    where not exists (
      select from staff_looks where kind = ${kind} and what = ${what} and person_id = ${personId}
        and at > ${now.subtract({ minutes: same })})
  `.execute(trx);
}
