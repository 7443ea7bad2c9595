import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";

/** The hours that somebody gives, week by week, and the dates on which they are others. In minutes of the day of their zone. */
export const exportHours: readonly Exporter[] = [
  {
    part: "hours",
    about: "exports.part.hours",
    covers: ["weekly_hours.provider_id", "hour_exceptions.provider_id"],
    rows: ({ personId }) => sql`
      select 'every week' as kind, w.day as "weekday", array[w.start_minute, w.end_minute]::int[] as minutes,
        w.from_date as "fromDate", w.until_date as "untilDate", s.code as service, f.name as format, l.name as location, null as note
      from weekly_hours w left join services s on s.id = w.service_id left join formats f on f.id = w.format_id
      left join locations l on l.id = w.location_id where w.provider_id = ${personId}
      union all
      select 'on these dates', null, x.ranges::int[], x.from_date, x.until_date, null, null, null, x.note
      from hour_exceptions x where x.provider_id = ${personId}`,
  },
];
