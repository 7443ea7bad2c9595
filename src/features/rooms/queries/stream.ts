import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { blockedWith } from "../../blocks/between.ts";

/** Something written or shared in a room, with the name that who did it has there. */
export interface Line {
  readonly number: number;
  readonly author_id: string;
  readonly author: string | null;
  readonly moderator: boolean;
  /** "" when it was taken away, or a file. */
  readonly text: string;
  readonly removed: boolean;
  readonly created_at: Temporal.Instant;
  readonly file_id: string | null;
  readonly file_name: string | null;
  readonly size: number | null;
}

interface Wanted {
  roomId: string;
  threadId: string;
  /** Who reads: what those wrote whom they are kept apart from is not there for them. */
  reader: string | null;
  /** Only lines before this number; null for the latest. */
  before: number | null;
  limit: number;
}

const endless = 2 ** 31 - 1;

/** Some lines of a room, the newest last: those before a number, or the latest. */
export async function linesOf(trx: Scoped, wanted: Wanted): Promise<Line[]> {
  const { roomId, threadId, reader, before, limit } = wanted;
  const hidden = sql`array${blockedWith(sql`${reader}::uuid`)}`;
  const { rows } = await sql<Line>`
    select x.*, m.name as author, coalesce(m.role = 'moderator' and m.state = 'in', false) as moderator
    from (
      (select number, author_id, text, removed_at is not null as removed, created_at,
        null::uuid as file_id, null as file_name, null::int as size
       from messages where thread_id = ${threadId} and number < ${before ?? endless} and author_id <> all(${hidden})
       order by number desc limit ${limit})
      union all
      (select number, shared_by, '', false, created_at, id, name, size
       from files where thread_id = ${threadId} and number < ${before ?? endless} and shared_by <> all(${hidden})
       order by number desc limit ${limit})) x
    left join room_members m on m.room_id = ${roomId} and m.person_id = x.author_id
    order by x.number desc limit ${limit}`.execute(trx);
  return rows.toReversed();
}

/** One line of a room, for who reads there; null where there is none for them. */
export async function lineOf(
  trx: Scoped,
  where: Omit<Wanted, "before" | "limit">,
  number: number,
): Promise<Line | null> {
  const [line] = await linesOf(trx, { ...where, before: number + 1, limit: 1 });
  return line?.number === number ? line : null;
}
