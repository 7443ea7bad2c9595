import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

/** What somebody has given, alone or with others, until now. */
export interface Given {
  /** Meetings that are over and were not called off; of those the groups, and those of two. */
  readonly meetings: number;
  readonly groups: number;
  readonly two: number;
  /** Different people who came to one of their meetings, and how often somebody came. */
  readonly people: number;
  readonly attended: number;
  /** Chat rooms that they moderate now. */
  readonly rooms: number;
}

const nothing: Given = { meetings: 0, groups: 0, two: 0, people: 0, attended: 0, rooms: 0 };

/** What a provider has given until now, in one statement. */
export async function givenBy(trx: Scoped, personId: string, now: Temporal.Instant): Promise<Given> {
  const over = sql`state = 'final' and ends_at <= ${now}`;
  const { rows } = await sql<Given>`
    select count(*) filter (where ${over})::int as meetings,
      count(*) filter (where ${over} and grouped)::int as groups,
      count(*) filter (where ${over} and not grouped)::int as two,
      coalesce(sum(attended), 0)::int as attended,
      (select count(*)::int from encounters e where e.provider_id = ${personId}) as people,
      (select count(*)::int from room_members m join rooms r on r.community_id = m.community_id and r.id = m.room_id
        where m.person_id = ${personId} and m.role = 'moderator' and m.state = 'in' and r.archived_at is null) as rooms
    from given_meetings where person_id = ${personId}`.execute(trx);
  return rows[0] ?? nothing;
}
