import { type RawBuilder, sql } from "kysely";

/** Says of the meeting `m` that this person (an id or a column) gives it, alone or with others. */
export const gives = (person: string | RawBuilder<unknown> | null): RawBuilder<boolean> =>
  sql<boolean>`(m.provider_id = ${person}
  or exists (select from co_hosts h where h.meeting_id = m.id and h.person_id = ${person}))`;

/** Says of the meeting `m` that this person is in it: gives it or receives it. In a group, who has a sure place. */
export const isInside = (person: string | null): RawBuilder<boolean> => sql<boolean>`(${gives(person)}
  or exists (
    select from registrations r
    where r.meeting_id = m.id and r.person_id = ${person} and (m.seats is null or r.state = 'registered')))`;
