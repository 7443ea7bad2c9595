import { sql } from "kysely";
import { calledSql, type Exporter } from "../exports/exporter.ts";

/** The times that somebody waited for, and what was kept for them. Who waited for a time with them is theirs. */
export const exportWaits: readonly Exporter[] = [
  {
    part: "waits",
    about: "exports.part.waits",
    covers: ["waits.person_id", "waits.provider_id", "waits.offered_provider_id"],
    rows: ({ personId }) => sql`
      select w.id, w.created_at as "since", w.state, f.name as format, s.code as service,
        ${calledSql("w.provider_id")} as "withProvider", w.from_at as "from", w.until_at as "until",
        w.offered_at as "offeredStart", w.offered_until as "keptUntil", ${calledSql("w.offered_provider_id")} as "offeredWith",
        w.meeting_id as "meetingId"
      from waits w join formats f on f.id = w.format_id join services s on s.id = w.service_id
      where w.person_id = ${personId} order by w.created_at, w.id`,
  },
];
