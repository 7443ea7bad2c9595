import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";

/** What somebody told of themself to be counted. */
export const exportDemographics: readonly Exporter[] = [
  {
    part: "about-you",
    about: "exports.part.demographics",
    covers: ["demographics.person_id"],
    rows: ({ personId }) => sql`
      select d.age, g.name as gender, e.name as ethnicity, r.name as region, d.counted, d.changed_at as "changedAt"
      from demographics d left join profile_options g on g.id = d.gender_id left join profile_options e on e.id = d.ethnicity_id
      left join profile_options r on r.id = d.region_id where d.person_id = ${personId}`,
  },
];
