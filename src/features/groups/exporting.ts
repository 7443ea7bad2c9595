import { sql } from "kysely";
import { calledSql, type Exporter } from "../exports/exporter.ts";

/** The group meetings that somebody was invited to. */
export const exportInvitations: readonly Exporter[] = [
  {
    part: "invitations",
    about: "exports.part.invitations",
    covers: ["invitations.person_id"],
    rows: ({ personId }) => sql`
      select i.meeting_id as "meetingId", m.name, m.starts_at as "start", i.created_at as "at", ${calledSql("m.provider_id")} as host
      from invitations i join meetings m on m.id = i.meeting_id
      where i.person_id = ${personId} order by i.created_at, i.meeting_id`,
  },
];
