import { sql } from "kysely";
import type { TestApp, TestCommunity } from "#support/app.ts";

/** The figures of one month, as the table behind the graph shows them. */
export interface Recount {
  /** "2026-03" */
  readonly month: string;
  readonly scheduled: number;
  readonly cancelled: number;
  readonly registered: number;
  readonly attended: number;
  readonly noShow: number;
  readonly unsaid: number;
  readonly toCome: number;
}

/** Says of the meeting `m` that this person gives it. */
const given = (personId: string) => sql`(m.provider_id = ${personId}
  or exists (select from co_hosts h where h.meeting_id = m.id and h.person_id = ${personId}))`;

/** Counts what there is, row by row and month by month, as slowly as it is obvious. */
export function recount(
  test: TestApp,
  { community, zone }: { community: TestCommunity; zone: string },
  personId: string,
): Promise<Recount[]> {
  const now = test.clock.now();
  return test.inside(community, async (trx) => {
    const places = (which: ReturnType<typeof sql>) =>
      sql`count(*) filter (where m.state = 'final' and ${which})::int`;
    const { rows } = await sql<Recount>`
      select x.month, x.scheduled, x.cancelled, y.registered, y.attended, y."noShow", y.unsaid, y."toCome" from (
        select to_char(m.starts_at at time zone ${zone}, 'YYYY-MM') as month,
          count(*) filter (where m.state = 'final')::int as scheduled, count(*) filter (where m.state = 'cancelled')::int as cancelled
        from meetings m where ${given(personId)} group by 1) x
      join (
        select to_char(m.starts_at at time zone ${zone}, 'YYYY-MM') as month,
          ${places(sql`r.state = 'registered'`)} as registered,
          ${places(sql`r.state = 'registered' and r.attendance = 'attended'`)} as attended,
          ${places(sql`r.state = 'registered' and r.attendance = 'no_show'`)} as "noShow",
          ${places(sql`r.state = 'registered' and r.attendance is null and m.ends_at <= ${now}`)} as unsaid,
          ${places(sql`r.state = 'registered' and r.attendance is null and m.ends_at > ${now}`)} as "toCome"
        from meetings m left join registrations r on r.meeting_id = m.id where ${given(personId)} group by 1) y using (month)
      order by x.month`.execute(trx);
    return rows;
  });
}

/** How many came to one meeting of somebody, and how many to more, by the names the figures have. */
export function recountPeople(test: TestApp, community: TestCommunity, personId: string) {
  return test.inside(community, async (trx) => {
    const { rows } = await sql<{ came: number }>`
      select count(*)::int as came from registrations r join meetings m on m.id = r.meeting_id
      where ${given(personId)} and r.state = 'registered' and r.attendance = 'attended' group by r.person_id`.execute(
      trx,
    );
    return {
      "Total attendees": String(rows.length),
      "One-time attendees": String(rows.filter(({ came }) => came === 1).length),
      "Repeat attendees": String(rows.filter(({ came }) => came > 1).length),
    };
  });
}

/** Of each meeting of somebody, in the order of its text: when it begins there, its places, who came, who did not, and what was said of it. */
export function recountMeetings(
  test: TestApp,
  { community, zone }: { community: TestCommunity; zone: string },
  personId: string,
): Promise<string[]> {
  return test.inside(community, async (trx) => {
    const { rows } = await sql<{ line: string }>`
      select concat_ws(',', to_char(m.starts_at at time zone ${zone}, 'YYYY-MM-DD HH24:MI'),
        (select count(*) from registrations r where r.meeting_id = m.id and r.state = 'registered'),
        (select count(*) from registrations r where r.meeting_id = m.id and r.state = 'registered' and r.attendance = 'attended'),
        (select count(*) from registrations r where r.meeting_id = m.id and r.state = 'registered' and r.attendance = 'no_show'),
        (select count(*) from feedback b where b.meeting_id = m.id)) as line
      from meetings m where ${given(personId)}`.execute(trx);
    return rows.map(({ line }) => line).toSorted();
  });
}

/** The average of the published reviews of somebody and how many they are, as it is said; "No reviews yet" without any. */
export function rated(test: TestApp, community: TestCommunity, personId: string): Promise<string> {
  return test.inside(community, async (trx) => {
    const { rows } = await sql<{ stars: number }>`
      select stars from reviews where provider_id = ${personId} and published_at is not null`.execute(trx);
    if (rows.length === 0) return "No reviews yet";
    const average = rows.reduce((sum, { stars }) => sum + stars, 0) / rows.length;
    return `${(Math.round(average * 10) / 10).toFixed(1)} (${rows.length})`;
  });
}
