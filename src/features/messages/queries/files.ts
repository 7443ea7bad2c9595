import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { belongs, type Place } from "./threads.ts";

export interface NewFile extends Place {
  communityId: string;
  id: string;
  by: string | null;
  name: string;
  type: string;
  content: Buffer;
  sha256: Buffer;
  at: Temporal.Instant;
}

export async function insertFile(trx: Scoped, file: NewFile): Promise<void> {
  const { communityId, id, threadId, number, by, name, type, content, sha256, at } = file;
  await sql`
    insert into files (community_id, id, thread_id, number, shared_by, name, type, size, sha256, content, created_at)
    values (${communityId}, ${id}, ${threadId}, ${number}, ${by}, ${name}, ${type}, ${content.length}, ${sha256}, ${content}, ${at})
  `.execute(trx);
}

/** How many files a thread holds. Only sure for who has just taken a number of it. */
export async function countFiles(trx: Scoped, threadId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from files where thread_id = ${threadId}`.execute(trx);
  return rows[0]?.count ?? 0;
}

export interface FileLine {
  id: string;
  name: string;
  size: number;
  shared_by: string;
  first_name: string;
  last_name: string;
  email: string;
  created_at: Temporal.Instant;
}

/** The files of a thread without what is in them, in the order in which they were shared. */
export async function filesOf(trx: Scoped, threadId: string): Promise<FileLine[]> {
  const { rows } = await sql<FileLine>`
    select f.id, f.name, f.size, f.shared_by, f.created_at, p.first_name, p.last_name, p.email
    from files f join people p on p.id = f.shared_by
    where f.thread_id = ${threadId}
    order by f.number`.execute(trx);
  return rows;
}

export interface StoredFile {
  name: string;
  type: string;
  content: Buffer;
}

/** A file with its content, for those between whom it was shared. */
export async function fileFor(trx: Scoped, actor: Actor, fileId: string): Promise<StoredFile | null> {
  const { rows } = await sql<StoredFile>`
    select f.name, f.type, f.content
    from files f join threads t on t.id = f.thread_id
    where f.id = ${fileId} and ${belongs(actor.id)}`.execute(trx);
  return rows[0] ?? null;
}

/** Removes a file for good, if the actor shared it. Gives the thread it belonged to. */
export async function deleteFile(trx: Scoped, actor: Actor, fileId: string): Promise<string | null> {
  const { rows } = await sql<{ thread_id: string }>`
    delete from files where id = ${fileId} and shared_by = ${actor.id} returning thread_id`.execute(trx);
  return rows[0]?.thread_id ?? null;
}
