import { type RawBuilder, sql } from "kysely";

/**
 * Everybody whom somebody met, as ids with the last time (`id`, `at`): of meetings that are sure the one who gives and the one who
 * receives, and the two of an accepted proposal. Those who were in the same group do not know each other by that.
 */
export const acquainted = (person: string | null): RawBuilder<unknown> => sql`(
  select r.person_id as id, m.starts_at as at from meetings m join registrations r on r.meeting_id = m.id
    where m.provider_id = ${person} and m.state = 'final' and r.state = 'registered'
  union all
  select r.person_id, m.starts_at from co_hosts h join meetings m on m.id = h.meeting_id join registrations r on r.meeting_id = m.id
    where h.person_id = ${person} and m.state = 'final' and r.state = 'registered'
  union all
  select m.provider_id, m.starts_at from registrations r join meetings m on m.id = r.meeting_id
    where r.person_id = ${person} and m.state = 'final' and r.state = 'registered'
  union all
  select h.person_id, m.starts_at from registrations r join meetings m on m.id = r.meeting_id join co_hosts h on h.meeting_id = m.id
    where r.person_id = ${person} and m.state = 'final' and r.state = 'registered'
  union all
  select q.member_id, o.settled_at from proposals o join support_requests q on q.id = o.request_id
    where o.provider_id = ${person} and o.state = 'accepted'
  union all
  select o.provider_id, o.settled_at from support_requests q join proposals o on o.request_id = q.id
    where q.member_id = ${person} and o.state = 'accepted')`;
