import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { touch } from "#platform/live/touch.ts";
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

export interface NotificationLine {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly message: string;
  readonly detail: NoticeValues;
  readonly created_at: Temporal.Instant;
  readonly unread: boolean;
}

interface Wanted {
  /** The id of a line: only older ones. */
  readonly before: string | null;
  readonly limit: number;
}

/** Some of the actor's own notifications, the newest first. */
export async function notificationsOf(
  trx: Scoped,
  actor: Actor,
  { before, limit }: Wanted,
): Promise<NotificationLine[]> {
  const { rows } = await sql<NotificationLine>`
    select id, kind, message, detail, created_at, read_at is null as unread
    from notifications
    where person_id = ${actor.id} and (${before}::uuid is null or id < ${before}::uuid)
    order by id desc limit ${limit}`.execute(trx);
  return rows;
}

/** Marks one of the actor's own as read. Gives where it leads, below the community's base; null when there is none such. */
export async function openNotification(
  trx: Scoped,
  actor: Actor,
  id: string,
  now: Temporal.Instant,
): Promise<string | null> {
  const { rows } = await sql<{ path: string }>`
    update notifications set read_at = coalesce(read_at, ${now})
    where id = ${id} and person_id = ${actor.id} returning path`.execute(trx);
  return rows[0]?.path ?? null;
}

/** Marks as read what the actor was told of an occasion, because they have seen the thing itself. */
export async function readNotice(
  trx: Scoped,
  actor: Actor,
  once: string,
  now: Temporal.Instant,
): Promise<void> {
  const { communityId, id } = actor;
  const { numAffectedRows } = await sql`
    update notifications set read_at = ${now}
    where person_id = ${id} and once = ${once} and read_at is null`.execute(trx);
  if (numAffectedRows && id) await touch(trx, { communityId, people: [id], about: ["bell"] });
}

/** Marks as read what the actor was told up to this notification. */
export async function readUntil(trx: Scoped, actor: Actor, id: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update notifications set read_at = ${now}
    where person_id = ${actor.id} and read_at is null and id <= ${id}`.execute(trx);
}
