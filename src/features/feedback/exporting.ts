import { sql } from "kysely";
import { calledSql, type Exporter } from "../exports/exporter.ts";
import { gives } from "../meetings/inside.ts";

/** What somebody said of meetings, what was said to them of those they give, and their own notes on them. */
export const exportFeedback: readonly Exporter[] = [
  {
    part: "feedback",
    about: "exports.part.feedback",
    covers: ["feedback.person_id"],
    rows: ({ personId }) => sql`
      select case when b.person_id = ${personId} then 'given' else 'received' end as kind, b.meeting_id as "meetingId",
        case when b.person_id <> ${personId} then ${calledSql("b.person_id")} end as "from",
        b.answers, b.created_at as "at", b.changed_at as "changedAt"
      from feedback b join meetings m on m.id = b.meeting_id
      where b.person_id = ${personId} or ${gives(personId)} order by b.created_at, b.meeting_id, b.person_id`,
  },
  {
    part: "notes",
    about: "exports.part.notes",
    covers: ["session_notes.person_id"],
    rows: ({ personId }) => sql`
      select meeting_id as "meetingId", text, changed_at as "at" from session_notes
      where person_id = ${personId} order by changed_at, meeting_id`,
  },
];
