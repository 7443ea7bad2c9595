import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";

/** What somebody reported, in their own words, and the answer. The evidence is others', and what was reported about them is nowhere. */
export const exportReports: readonly Exporter[] = [
  {
    part: "reports",
    about: "exports.part.reports",
    covers: ["reports.reporter_id"],
    rows: ({ personId }) => sql`
      select r.created_at as "at", r.kind, r.reason, r.words, r.state, r.answer, r.settled_at as "answeredAt"
      from reports r where r.reporter_id = ${personId} order by r.created_at, r.id`,
  },
];
