import { sql } from "kysely";
import { type Exporter, optionsSql } from "../exports/exporter.ts";

/** What somebody wrote when they wanted to become a provider, and what they were answered. */
export const exportApplications: readonly Exporter[] = [
  {
    part: "applications",
    about: "exports.part.applications",
    covers: ["applications.person_id"],
    rows: ({ personId }) => sql`
      select a.created_at as "at", a.about, a.qualification, a.zone, a.state, a.answer, a.settled_at as "answeredAt",
        ${optionsSql("a.experiences")} as experiences, ${optionsSql("a.languages")} as languages
      from applications a where a.person_id = ${personId} order by a.created_at, a.id`,
  },
];
