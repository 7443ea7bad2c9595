import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { blockedWith } from "../../blocks/between.ts";
import type { Sought } from "../searching.ts";

export interface Found {
  readonly number: number;
  readonly author: string | null;
  readonly own: boolean;
  readonly text: string;
  readonly created_at: Temporal.Instant;
}

interface Wanted {
  roomId: string;
  threadId: string;
  reader: string | null;
  sought: Sought;
  before: number | null;
  limit: number;
}

/** Words that a beginning stands for, at most. */
const mostEndings = 30;
const endless = 2 ** 31 - 1;

/** Messages that have all words of a search, the newest first. */
export async function messagesWith(trx: Scoped, wanted: Wanted): Promise<Found[]> {
  const { roomId, threadId, reader, sought, before, limit } = wanted;
  const endings = await wordsBeginning(trx, threadId, sought.begin);
  if (endings.length === 0) return [];
  const below = before ?? endless;
  const [first, ...others] = sought.whole;
  // Each word's messages come from the newest on by themselves: no more of them are read than are shown.
  const numbers =
    first === undefined
      ? sql`select distinct n.number from unnest(${endings}::text[]) as e (word)
          cross join lateral (select x.number from message_words x
            where x.thread_id = ${threadId} and x.word = e.word and x.number < ${below}
            order by x.number desc limit ${limit * 2}) n`
      : sql`select x.number from message_words x
          where x.thread_id = ${threadId} and x.word = ${first} and x.number < ${below}
          ${sql.join(
            others.map(
              (word) => sql`and x.number in (
              select number from message_words where thread_id = ${threadId} and word = ${word})`,
            ),
            sql` `,
          )}
          and x.number in (select number from message_words where thread_id = ${threadId} and word = any(${endings}::text[]))`;
  const { rows } = await sql<Found>`
    select w.number, m.name as author, w.author_id = ${reader} as own, w.text, w.created_at
    from (${numbers}) x
    join messages w on w.thread_id = ${threadId} and w.number = x.number
    left join room_members m on m.room_id = ${roomId} and m.person_id = w.author_id
    where w.author_id <> all(array${blockedWith(sql`${reader}::uuid`)})
    order by w.number desc limit ${limit}`.execute(trx);
  return rows;
}

/** Which words of a room begin so, the shortest way through an index: from one word to the next, not through all their messages. */
async function wordsBeginning(trx: Scoped, threadId: string, begin: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    with recursive each (word, n) as (
      (select word, 1 from message_words
       where thread_id = ${threadId} and word >= ${begin} and word < ${`${begin}\u{10ffff}`} order by word limit 1)
      union all
      select (select x.word from message_words x where x.thread_id = ${threadId} and x.word > each.word
        and x.word < ${`${begin}\u{10ffff}`} order by x.word limit 1), each.n + 1
      from each where each.word is not null and each.n < ${mostEndings})
    select word from each where word is not null`.execute(trx);
  return rows.map(({ word }) => word);
}
