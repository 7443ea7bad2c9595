import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { BellMessage, NoticeKind, NoticeValues } from "../notify.ts";

interface NewNotification {
  readonly communityId: CommunityId;
  readonly personId: string;
  readonly kind: NoticeKind;
  readonly once: string;
  readonly message: BellMessage;
  readonly values: NoticeValues;
  readonly path: string;
  readonly now: Temporal.Instant;
}

/** Writes a line into somebody's notifications; false when they were told of this occasion before. */
export async function insertNotification(trx: Scoped, notification: NewNotification): Promise<boolean> {
  const { communityId, personId, kind, once, message, values, path, now } = notification;
  const { numAffectedRows } = await sql`
    insert into notifications (community_id, id, person_id, kind, once, message, detail, path, created_at)
    values (${communityId}, ${newId()}, ${personId}, ${kind}, ${once}, ${message}, ${JSON.stringify(values)}, ${path}, ${now})
    on conflict do nothing`.execute(trx);
  return numAffectedRows === 1n;
}
