import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";

/** Which services somebody gives, may give, and receives. */
export const exportServices: readonly Exporter[] = [
  {
    part: "services",
    about: "exports.part.services",
    covers: [
      "services.owner_id",
      "listed_codes.provider_id",
      "certifications.provider_id",
      "enrollments.person_id",
    ],
    rows: ({ personId }) => sql`
      select 'own' as kind, s.code, s.name, null as source from services s where s.owner_id = ${personId}
      union all
      select 'listed', k.code, null, null from listed_codes k where k.provider_id = ${personId}
      union all
      select 'certified', s.code, s.name, null from certifications c join services s on s.id = c.service_id
      where c.provider_id = ${personId}
      union all
      select 'enrolled', e.code, s.name, e.source from enrollments e left join services s on s.id = e.service_id
      where e.person_id = ${personId}`,
  },
];
