import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Place } from "./threads.ts";

export interface NewMessage extends Place {
  communityId: string;
  author: string | null;
  text: string;
  at: Temporal.Instant;
}

export async function insertMessage(trx: Scoped, message: NewMessage): Promise<void> {
  const { communityId, threadId, number, author, text, at } = message;
  await sql`
    insert into messages (community_id, thread_id, number, author_id, text, created_at)
    values (${communityId}, ${threadId}, ${number}, ${author}, ${text}, ${at})`.execute(trx);
}

export interface Written {
  number: number;
  text: string;
  author_id: string;
  first_name: string;
  last_name: string;
  email: string;
  created_at: Temporal.Instant;
}

/** Some messages of a thread, the newest last: those before a number, or the latest. */
export async function messagesOf(
  trx: Scoped,
  threadId: string,
  { before, limit }: { before: number | null; limit: number },
): Promise<Written[]> {
  const { rows } = await sql<Written>`
    select w.number, w.text, w.author_id, w.created_at, p.first_name, p.last_name, p.email
    from messages w join people p on p.id = w.author_id
    where w.thread_id = ${threadId} and (${before}::int is null or w.number < ${before})
    order by w.number desc
    limit ${limit}`.execute(trx);
  return rows.toReversed();
}
