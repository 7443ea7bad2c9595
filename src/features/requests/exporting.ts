import { sql } from "kysely";
import { type Exporter, isoSql } from "../exports/exporter.ts";

/** What somebody asked for. */
export const exportRequests: readonly Exporter[] = [
  {
    part: "requests",
    about: "exports.part.requests",
    covers: ["support_requests.member_id"],
    rows: ({ personId }) => sql`
      select q.id, q.created_at as "at", q.changed_at as "changedAt", q.state, q.subject, q.description, q.flexible,
        (select coalesce(json_agg(json_build_object(
            'start', to_char(lower(w) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            'end', to_char(upper(w) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by lower(w)), '[]')
          from unnest(q.windows) w) as windows,
        q.zone, q.time_note as "timeNote", g.name as gender, q.age, q.expires_at as "expiresAt",
        (select coalesce(json_agg(o.name order by o.position), '[]') from request_experiences e
          join profile_options o on o.id = e.option_id where e.request_id = q.id) as experiences,
        (select coalesce(json_agg(json_build_object('at', ${isoSql("e.at")}, 'what', e.kind) order by e.at, e.id), '[]')
          from request_events e where e.request_id = q.id and e.proposal_id is null and e.by_person = ${personId}) as events
      from support_requests q left join profile_options g on g.id = q.gender_id
      where q.member_id = ${personId} order by q.created_at, q.id`,
  },
];
