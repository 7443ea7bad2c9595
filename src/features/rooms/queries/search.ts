import { type RawBuilder, sql } from "kysely";
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

/** So many of a word's newest messages are looked at to see how often it is said. */
const sample = 200;

const endless = 2 ** 31 - 1;

/** Messages that have all words of a search, the newest first. */
export async function messagesWith(trx: Scoped, wanted: Wanted): Promise<Found[]> {
  const { roomId, threadId, reader, sought, before, limit } = wanted;
  const endings = await wordsBeginning(trx, threadId, sought.begin);
  if (endings.length === 0) return [];
  const rates = await ratesOf(trx, threadId, [...sought.whole, ...endings]);
  const numbers = numbersWith(threadId, { whole: sought.whole, endings, rates, below: before ?? endless });
  // Each is looked up by itself, from the newest on, and no more of them than are shown.
  const { rows } = await sql<Found>`
    select x.number, m.name as author, w.author_id = ${reader} as own, w.text, w.created_at
    from (${numbers}) x
    cross join lateral (select author_id, text, created_at from messages
      where thread_id = ${threadId} and number = x.number
        and author_id <> all(array${blockedWith(sql`${reader}::uuid`)}) limit 1) w
    left join room_members m on m.room_id = ${roomId} and m.person_id = w.author_id
    order by x.number desc limit ${limit}`.execute(trx);
  return rows;
}

interface Plan {
  whole: readonly string[];
  endings: readonly string[];
  rates: ReadonlyMap<string, Rate>;
  below: number;
}

/** The numbers of the messages with all words, the newest first: those of the rarest word, of which each is asked for the others. */
function numbersWith(threadId: string, { whole, endings, rates, below }: Plan): RawBuilder<unknown> {
  const rate = (word: string) => rates.get(word)?.rate ?? 0;
  const [rarest] = whole.toSorted((a, b) => rate(a) - rate(b));
  const fewEndings = endings.every((word) => rates.get(word)?.few);
  const ofEndings = endings.reduce((sum, word) => sum + rate(word), 0);
  const has = (words: readonly string[]) => sql`(select true from message_words y
    where y.thread_id = ${threadId} and y.word = any(${[...words]}::text[]) and y.number = x.number limit 1)`;
  const all = (groups: readonly (readonly string[])[]) =>
    sql.join([sql`true`, ...groups.map(has)], sql` and `);

  if (fewEndings && (rarest === undefined || ofEndings < rate(rarest))) {
    return sql`select x.number from (select distinct number from message_words
        where thread_id = ${threadId} and word = any(${[...endings]}::text[]) and number < ${below}) x
      where ${all(whole.map((word) => [word]))} order by x.number desc`;
  }
  if (rarest !== undefined) {
    const others = [...whole.filter((word) => word !== rarest).map((word) => [word]), endings];
    return sql`select x.number from message_words x
      where x.thread_id = ${threadId} and x.word = ${rarest} and x.number < ${below} and ${all(others)}
      order by x.number desc`;
  }
  return sql`select distinct n.number from unnest(${[...endings]}::text[]) as e (word)
    cross join lateral (select number from message_words x
      where x.thread_id = ${threadId} and x.word = e.word and x.number < ${below}
      order by x.number desc limit ${sample}) n
    order by n.number desc`;
}

/** How often a word is said: its part of the messages lately, and whether it is said in few at all. */
interface Rate {
  readonly rate: number;
  readonly few: boolean;
}

async function ratesOf(
  trx: Scoped,
  threadId: string,
  words: readonly string[],
): Promise<ReadonlyMap<string, Rate>> {
  const { rows } = await sql<{ word: string; count: number; span: number }>`
    select e.word, s.count, s.span from unnest(${[...words]}::text[]) as e (word)
    cross join lateral (
      select count(*)::int as count, (select last_number from threads where id = ${threadId}) - min(number) + 1 as span
      from (select number from message_words x where x.thread_id = ${threadId} and x.word = e.word
        order by number desc limit ${sample}) newest) s`.execute(trx);
  return new Map(rows.map(({ word, count, span }) => [word, { rate: count / span, few: count < sample }]));
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
