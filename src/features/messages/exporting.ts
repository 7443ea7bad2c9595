import { sql } from "kysely";
import { byWhomSql, type Exporter } from "../exports/exporter.ts";
import { belongs } from "./queries/threads.ts";

/**
 * What was written and shared in the threads of meetings and proposals that somebody is in, by them and to them; and what they
 * themselves wrote and shared anywhere, in rooms and in threads that they are in no more.
 */
export const exportMessages: readonly Exporter[] = [
  {
    part: "messages",
    about: "exports.part.messages",
    covers: ["messages.author_id", "thread_readers.person_id"],
    rows: ({ personId }) => sql`
      select w.number, w.created_at as "at", ${byWhomSql("w.author_id", personId)} as "from", w.text,
        w.removed_at as "removedAt", w.thread_id as "threadId", t.meeting_id as "meetingId", t.proposal_id as "proposalId",
        t.room_id as "roomId",
        coalesce((select s.seen >= w.number from thread_readers s where s.thread_id = t.id and s.person_id = ${personId}), false)
          or w.author_id = ${personId} as seen
      from messages w join threads t on t.id = w.thread_id
      where w.author_id = ${personId} or (t.room_id is null and ${belongs(personId)})
      order by w.thread_id, w.number`,
  },
  {
    part: "shared-files",
    about: "exports.part.files",
    covers: ["files.shared_by"],
    rows: ({ personId }) => sql`
      select f.id, f.name, f.type, f.size, f.created_at as "at", ${byWhomSql("f.shared_by", personId)} as "from",
        t.meeting_id as "meetingId", t.proposal_id as "proposalId", t.room_id as "roomId"
      from files f join threads t on t.id = f.thread_id
      where f.shared_by = ${personId} or (t.room_id is null and ${belongs(personId)})
      order by f.created_at, f.id`,
  },
];
