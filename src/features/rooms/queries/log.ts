import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";

/** What can happen in a room that its moderators can read later. */
export type EventKind =
  | "made"
  | "changed"
  | "archived"
  | "restored"
  | "invited"
  | "joined"
  | "left"
  | "renamed"
  | "muted"
  | "unmuted"
  | "removed"
  | "let_in"
  | "moderator"
  | "no_moderator"
  | "message_removed"
  | "file_removed";

interface NewEvent {
  communityId: string;
  roomId: string;
  kind: EventKind;
  /** Whom it is about. */
  personId?: string | null;
  by: string | null;
  detail?: Readonly<Record<string, string | number | boolean>>;
  at: Temporal.Instant;
}

/** Writes down what somebody did in a room. */
export async function record(trx: Scoped, event: NewEvent): Promise<void> {
  const { communityId, roomId, kind, personId = null, by, detail = {}, at } = event;
  await sql`
    insert into room_events (community_id, id, room_id, person_id, kind, by_person, detail, at)
    values (${communityId}, ${newId()}, ${roomId}, ${personId}, ${kind}, ${by}, ${JSON.stringify(detail)}, ${at})`.execute(
    trx,
  );
}

export interface LogLine {
  readonly id: string;
  readonly kind: EventKind;
  /** As they are called in the room; null for who never was in it, such as a coordinator. */
  readonly name: string | null;
  readonly by: string | null;
  /** It was themself. */
  readonly self: boolean;
  readonly detail: { until?: string; number?: number; was?: string };
  readonly at: Temporal.Instant;
}

/** What happened in a room, the newest first. */
export async function logOf(
  trx: Scoped,
  roomId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<LogLine[]> {
  const { rows } = await sql<LogLine>`
    select e.id, e.kind, e.detail, e.at, about.name, doer.name as by, e.person_id is not distinct from e.by_person as self
    from room_events e
    left join room_members about on about.room_id = e.room_id and about.person_id = e.person_id and about.joined_at is not null
    left join room_members doer on doer.room_id = e.room_id and doer.person_id = e.by_person and doer.joined_at is not null
    where e.room_id = ${roomId} and (${before}::uuid is null or e.id < ${before}::uuid)
    order by e.id desc limit ${limit}`.execute(trx);
  return rows;
}
