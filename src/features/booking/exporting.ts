import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";

/** What somebody has filled in and not yet booked. */
export const exportDrafts: readonly Exporter[] = [
  {
    part: "drafts",
    about: "exports.part.drafts",
    covers: ["booking_drafts.person_id"],
    rows: ({ personId }) => sql`
      select d.updated_at as "at", f.name as format, s.code as service, d.answers
      from booking_drafts d left join formats f on f.id = d.format_id left join services s on s.id = d.service_id
      where d.person_id = ${personId} order by d.updated_at`,
  },
];
