import { sql } from "kysely";
import { touch } from "#platform/live/touch.ts";
import type { Eraser } from "../erasure/eraser.ts";
import { noName } from "./rules.ts";

/**
 * Takes somebody out of every room: their words and files there go, the numbers of their messages stay, and their name becomes
 * nobody's. Running again changes nothing.
 */
export const eraseFromRooms: Eraser = async (trx, _jobs, { communityId, personId, now }) => {
  const { rows } = await sql<{ room_id: string }>`
    select room_id from room_members where person_id = ${personId}`.execute(trx);
  const rooms = rows.map(({ room_id }) => room_id);
  if (rooms.length === 0) return;
  const theirs = sql`thread_id in (select id from threads where room_id = any(${rooms}::uuid[]))`;
  await sql`
    delete from message_words x using messages m
    where m.thread_id = x.thread_id and m.number = x.number and m.author_id = ${personId} and x.${theirs}`.execute(
    trx,
  );
  await sql`
    update messages set text = '', removed_at = ${now}, removed_by = ${personId}
    where author_id = ${personId} and removed_at is null and ${theirs}`.execute(trx);
  await sql`delete from files where shared_by = ${personId} and ${theirs}`.execute(trx);
  await sql`delete from thread_readers where person_id = ${personId} and ${theirs}`.execute(trx);
  await sql`delete from presence where person_id = ${personId}`.execute(trx);
  // What the log says of them keeps no name; the others know that somebody left.
  await sql`update room_events set detail = '{}' where person_id = ${personId} and kind = 'renamed'`.execute(
    trx,
  );
  await sql`
    update room_members set name = ${noName}, role = 'member',
      state = case when state = 'removed' then state else 'left' end
    where person_id = ${personId}`.execute(trx);
  const { rows: others } = await sql<{ person_id: string }>`
    select distinct person_id from room_members where room_id = any(${rooms}::uuid[]) and state = 'in'`.execute(
    trx,
  );
  await touch(trx, {
    communityId,
    people: [personId, ...others.map(({ person_id }) => person_id)],
    about: rooms.map((id) => `room:${id}`),
  });
};
