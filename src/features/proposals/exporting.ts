import { sql } from "kysely";
import { calledSql, type Exporter, isoSql, moneySql } from "../exports/exporter.ts";
import { parties } from "./queries.ts";

/**
 * What somebody offered, and what was offered to them as they can read it: nothing that was taken back, and nothing of somebody they
 * have nothing to do with any more. Who asked is named once they accepted, as on the screen.
 */
export const exportProposals: readonly Exporter[] = [
  {
    part: "proposals",
    about: "exports.part.proposals",
    covers: ["proposals.provider_id"],
    rows: ({ personId }) => sql`
      select o.id, case when o.provider_id = ${personId} then 'given' else 'received' end as kind, r.id as "requestId",
        case when r.member_id = ${personId} or o.state = 'accepted' then r.subject end as subject,
        case when r.member_id = ${personId} then ${calledSql("o.provider_id")}
          when o.state = 'accepted' then ${calledSql("r.member_id")} end as "with",
        o.text, o.state, o.minutes, ${moneySql("o.price", "o.currency")} as price, f.name as format, l.name as location,
        o.created_at as "at", o.changed_at as "changedAt",
        (select coalesce(json_agg(json_build_object('start', ${isoSql("t.starts_at")}, 'end', ${isoSql("t.ends_at")})
          order by t.starts_at), '[]') from proposal_times t where t.proposal_id = o.id) as times,
        (select coalesce(json_agg(json_build_object('at', ${isoSql("e.at")}, 'what', e.kind, 'detail', e.detail)
          order by e.at, e.id), '[]') from request_events e
          where e.proposal_id = o.id and e.by_person = ${personId}) as events
      from proposals o join support_requests r on r.id = o.request_id join formats f on f.id = o.format_id
      left join locations l on l.id = o.location_id
      where o.provider_id = ${personId} or (r.member_id = ${personId} and o.state <> 'withdrawn' and ${parties(personId)})
      order by o.created_at, o.id`,
  },
];
