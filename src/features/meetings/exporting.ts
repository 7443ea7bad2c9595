import { sql } from "kysely";
import { byWhomSql, calledSql, type Exporter, isoSql, moneySql } from "../exports/exporter.ts";
import { gives } from "./inside.ts";

/**
 * The meetings that somebody gives, was in, or wanted a place in. Of two people the other's name and the answers are in it, of a group
 * its hosts; who else was in a group is theirs.
 */
export const exportMeetings: readonly Exporter[] = [
  {
    part: "meetings",
    about: "exports.part.meetings",
    covers: [
      "meetings.provider_id",
      "meetings.booked_by",
      "co_hosts.person_id",
      "registrations.person_id",
      "registration_events.person_id",
      "series.by_person",
    ],
    rows: ({ personId }) => sql`
      with mine as (
        select id from meetings where provider_id = ${personId}
        union select meeting_id from co_hosts where person_id = ${personId}
        union select meeting_id from registrations where person_id = ${personId})
      select m.id, m.starts_at as "start", m.ends_at as "end", m.state,
        case when ${gives(personId)} then 'host' else 'guest' end as "as",
        m.seats is not null as "group", m.private, m.series_id as "seriesId", m.proposal_id as "proposalId",
        f.name as format, s.code as service, l.name as location, m.name, m.topic, m.focus, m.description, m.seats,
        ${moneySql("m.price", "m.currency")} as price, m.created_at as "madeAt",
        ${byWhomSql("m.booked_by", personId)} as "madeBy",
        (select json_agg(x.name order by x.name) from (
          select ${calledSql("i.id")} as name from (
            select m.provider_id as id
            union select h.person_id from co_hosts h where h.meeting_id = m.id
            union select r.person_id from registrations r where r.meeting_id = m.id and m.seats is null) i
          where i.id <> ${personId}) x) as "with",
        (select json_build_object('state', r.state, 'since', ${isoSql("r.created_at")}, 'joined', ${isoSql("r.joined_at")},
            'left', ${isoSql("r.left_at")}, 'attendance', r.attendance, 'attendanceSaid', ${isoSql("r.attendance_at")})
          from registrations r where r.meeting_id = m.id and r.person_id = ${personId}) as place,
        (select coalesce(json_agg(json_build_object('question', a.label, 'answer', a.answer) order by a.position), '[]')
          from answers a where a.meeting_id = m.id and m.seats is null) as answers,
        (select coalesce(json_agg(json_build_object('at', ${isoSql("e.at")}, 'what', e.kind,
            'by', ${byWhomSql("e.by_person", personId)}) order by e.at, e.id), '[]')
          from meeting_events e where e.meeting_id = m.id) as events,
        (select coalesce(json_agg(json_build_object('at', ${isoSql("e.at")}, 'what', e.kind) order by e.at, e.id), '[]')
          from registration_events e where e.meeting_id = m.id and e.person_id = ${personId}) as "placeEvents"
      from mine join meetings m using (id) join formats f on f.id = m.format_id
      left join services s on s.id = m.service_id left join locations l on l.id = m.location_id
      order by m.starts_at, m.id`,
  },
];
