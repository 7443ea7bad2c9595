import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Place } from "../../messages/queries/threads.ts";

/** Takes the next number of a room. Others who want one wait until this is committed. */
export async function takeNumber(trx: Scoped, threadId: string): Promise<Place> {
  const { rows } = await sql<{ last_number: number }>`
    update threads set last_number = last_number + 1 where id = ${threadId} returning last_number`.execute(
    trx,
  );
  const [thread] = rows;
  if (!thread) throw new Error("a room has a thread");
  return { threadId, number: thread.last_number };
}

/** Lets a message be found by its words. */
export async function insertWords(
  trx: Scoped,
  communityId: string,
  { threadId, number }: Place,
  words: readonly string[],
): Promise<void> {
  if (words.length === 0) return;
  await sql`
    insert into message_words (community_id, thread_id, word, number)
    select ${communityId}, ${threadId}, word, ${number} from unnest(${[...words]}::text[]) as word`.execute(
    trx,
  );
}

/** Takes away the words of a message for good; its number stays. Gives whose it was, null when there was nothing to take. */
export async function takeWords(
  trx: Scoped,
  { threadId, number }: Place,
  by: { id: string | null; at: Temporal.Instant },
): Promise<string | null> {
  const { rows } = await sql<{ author_id: string }>`
    update messages set text = '', removed_at = ${by.at}, removed_by = ${by.id}
    where thread_id = ${threadId} and number = ${number} and removed_at is null returning author_id`.execute(
    trx,
  );
  const [message] = rows;
  if (!message) return null;
  await sql`delete from message_words where thread_id = ${threadId} and number = ${number}`.execute(trx);
  return message.author_id;
}

export interface RoomFile {
  name: string;
  type: string;
  content: Buffer;
}

/** A file of a room with its content. Who may have it is asked before; here only that its giver and its reader are not kept apart. */
export async function fileIn(
  trx: Scoped,
  { threadId, fileId, reader }: { threadId: string; fileId: string; reader: string | null },
): Promise<RoomFile | null> {
  const { rows } = await sql<RoomFile>`
    select name, type, content from files
    where id = ${fileId} and thread_id = ${threadId} and not exists (
      select from blocks b where (b.person_id, b.blocked_id) in
        ((files.shared_by, ${reader}::uuid), (${reader}::uuid, files.shared_by)))`.execute(trx);
  return rows[0] ?? null;
}

/** Takes away a file for good. Gives whose it was. */
export async function deleteFileAt(trx: Scoped, { threadId, number }: Place): Promise<string | null> {
  const { rows } = await sql<{ shared_by: string }>`
    delete from files where thread_id = ${threadId} and number = ${number} returning shared_by`.execute(trx);
  return rows[0]?.shared_by ?? null;
}
