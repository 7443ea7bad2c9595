import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { blockedWith } from "../../blocks/between.ts";
import type { Call } from "../announce.ts";

/** A message and who could be meant by it. */
export interface Called {
  readonly text: string;
  readonly author: string;
  readonly room: string;
  readonly private: boolean;
  readonly people: readonly { personId: string; name: string; seen: number }[];
}

/** A message that is still there, with those in the room who have not seen it and are not kept apart from its author. */
export async function callOf(trx: Scoped, { roomId, threadId, number, by }: Call): Promise<Called | null> {
  const { rows } = await sql<Called>`
    select w.text, a.name as author, r.name as room, r.private,
      (select coalesce(json_agg(json_build_object('personId', m.person_id, 'name', m.name, 'seen', coalesce(s.seen, 0))), '[]')
       from room_members m
       left join thread_readers s on s.thread_id = w.thread_id and s.person_id = m.person_id
       where m.room_id = r.id and m.state = 'in' and m.person_id <> ${by} and coalesce(s.seen, 0) < ${number}
         and m.person_id not in ${blockedWith(sql`${by}::uuid`)}) as people
    from messages w, rooms r join room_members a on a.room_id = r.id and a.person_id = ${by}
    where w.thread_id = ${threadId} and w.number = ${number} and w.removed_at is null
      and r.id = ${roomId} and r.archived_at is null`.execute(trx);
  return rows[0] ?? null;
}
