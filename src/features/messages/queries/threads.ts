import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";

export interface ThreadPerson {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  zone: string | null;
  /** The number up to which this person has seen the thread. */
  seen: number;
}

/** What is written and shared between the people of a meeting. */
export interface Thread {
  /** null until something is written. */
  id: string | null;
  meeting_id: string;
  last_number: number;
  /** Of the meeting, in epoch minutes. */
  start: number;
  end: number;
  people: ThreadPerson[];
}

/** Says of the meeting `m` that this person is in it. */
export const belongs = (person: string | null) => sql<boolean>`(m.provider_id = ${person} or exists (
  select from registrations r where r.meeting_id = m.id and r.person_id = ${person}))`;

const whole = (where: ReturnType<typeof sql<boolean>>) => sql<Thread>`
  select t.id, m.id as meeting_id, coalesce(t.last_number, 0) as last_number,
    (extract(epoch from m.starts_at) / 60)::int as start, (extract(epoch from m.ends_at) / 60)::int as "end",
    (select coalesce(json_agg(x order by x.first_name, x.id), '[]') from (
      select p.id, p.first_name, p.last_name, p.email, a.zone, coalesce(s.seen, 0) as seen
      from people p
      left join accounts a on a.id = p.account_id
      left join thread_readers s on s.thread_id = t.id and s.person_id = p.id
      where p.archived_at is null and (p.id = m.provider_id or p.id in (
        select person_id from registrations where meeting_id = m.id))) x) as people
  from meetings m
  left join threads t on t.meeting_id = m.id
  where ${where}`;

/** The thread of a meeting, found through the actor: its members and its provider. Not its coordinators: it is private. */
export async function threadOf(trx: Scoped, actor: Actor, meetingId: string): Promise<Thread | null> {
  const { rows } = await whole(sql`m.id = ${meetingId} and ${belongs(actor.id)}`).execute(trx);
  return rows[0] ?? null;
}

/** A thread for the process itself, such as a letter about it. */
export async function wholeThread(trx: Scoped, threadId: string): Promise<Thread | null> {
  const { rows } = await whole(sql`t.id = ${threadId}`).execute(trx);
  return rows[0] ?? null;
}

export interface Place {
  threadId: string;
  number: number;
}

/** Takes the next number of a thread, and makes the thread with the first. Others who want one wait until this is committed. */
export async function takeNumber(trx: Scoped, actor: Actor, { meeting_id }: Thread): Promise<Place> {
  const { id, last_number } = await trx
    .insertInto("threads")
    .values({ community_id: actor.communityId, id: newId(), meeting_id, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["community_id", "meeting_id"])
        .doUpdateSet((eb) => ({ last_number: eb("threads.last_number", "+", 1) })),
    )
    .returning(["id", "last_number"])
    .executeTakeFirstOrThrow();
  return { threadId: id, number: last_number };
}

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

/** Notes that somebody has seen a thread up to a number. */
export async function markSeen(trx: Scoped, actor: Actor, { threadId, number }: Place): Promise<void> {
  await sql`
    insert into thread_readers (community_id, thread_id, person_id, seen)
    values (${actor.communityId}, ${threadId}, ${actor.id}, ${number})
    on conflict (community_id, thread_id, person_id)
    do update set seen = greatest(thread_readers.seen, excluded.seen)`.execute(trx);
}
