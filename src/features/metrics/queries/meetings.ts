import { type RawBuilder, sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { holds, type Listing, listing } from "../../admin/index.ts";
import { nameSql } from "../../people/named.ts";
import type { Column, MeetingSearch } from "../search.ts";

/** A meeting in the list of who gives it. */
export interface GivenLine {
  readonly id: string;
  readonly name: string;
  /** What people have lived through, "" where it is about nothing of that list. */
  readonly type: string;
  readonly topic: string;
  readonly focus: string;
  readonly host: string;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  readonly state: "pending" | "unpaid" | "final" | "cancelled";
  readonly registered: number;
  readonly attended: number;
  readonly noShow: number;
  readonly feedback: number;
  readonly total: number;
}

/** What a row of the list says, of the meeting `m` of the format `f` and the service `s`, its type `o` and its host `p`. */
const says = {
  name: sql<string>`coalesce(nullif(m.name, ''), f.name)`,
  type: sql<string>`coalesce(o.name, '')`,
  topic: sql<string>`coalesce(nullif(m.topic, ''), nullif(s.name, ''), s.code, '')`,
  focus: sql<string>`m.focus`,
  host: nameSql("p"),
} as const;

const about = sql`
  join meetings m on m.id = g.meeting_id join formats f on f.id = m.format_id join people p on p.id = m.provider_id
  left join services s on s.id = m.service_id left join profile_options o on o.id = m.experience_id`;

/** By what each column is ordered. Letters as they are told apart by everybody: quick, and the same on every machine. */
const orders: Record<Column, RawBuilder<unknown>> = {
  name: sql`lower(${says.name}) collate "C"`,
  type: sql`lower(${says.type}) collate "C"`,
  topic: sql`lower(${says.topic}) collate "C"`,
  focus: sql`lower(${says.focus}) collate "C"`,
  host: sql`lower(${says.host}) collate "C"`,
  start: sql`g.starts_at`,
  end: sql`g.ends_at`,
  participants: sql`g.registered`,
  feedback: sql`g.feedback`,
};

/** Columns for which the kept figures are enough. */
const counted: ReadonlySet<Column> = new Set(["start", "end", "participants", "feedback"]);

export interface Days {
  /** Epoch minutes, the first included and the last not. */
  readonly from: number;
  readonly to: number;
}

/** The rows of `given_meetings` that are meant, each with the order it has and how many there are. */
function wantedRows(
  personId: string,
  { q, off, sort, down }: MeetingSearch,
  days: Days | null,
): RawBuilder<unknown> {
  const words = sql`concat_ws(' ', ${says.name}, ${says.type}, ${says.topic}, ${says.focus}, ${says.host})`;
  return sql`
    select g.meeting_id, row_number() over (order by ${orders[sort]} ${down ? sql`desc` : sql`asc`}, g.starts_at desc, g.meeting_id) as place,
      count(*) over ()::int as total
    from given_meetings g ${q || !counted.has(sort) ? about : sql``}
    where g.person_id = ${personId} and (${off} or g.state <> 'cancelled') and ${holds(words, q)}
      ${days ? sql`and g.starts_at >= to_timestamp(${days.from * 60}) and g.starts_at < to_timestamp(${days.to * 60})` : sql``}`;
}

const lines = (personId: string, wanted: RawBuilder<unknown>, page: RawBuilder<unknown>) => sql<GivenLine>`
  with wanted as (select * from (${wanted}) w order by place ${page})
  select m.id, ${says.name} as name, ${says.type} as type, ${says.topic} as topic, ${says.focus} as focus, ${says.host} as host,
    ${spanSql("g")}, g.state, g.registered, g.attended, g.no_show as "noShow", g.feedback, w.total
  from wanted w join given_meetings g on g.meeting_id = w.meeting_id and g.person_id = ${personId} ${about}
  order by w.place`;

/** A page of the meetings that somebody gives, as host or beside the host. */
export function givenMeetings(
  trx: Scoped,
  personId: string,
  { page, ...search }: MeetingSearch & { page: number },
  days: Days | null,
): Promise<Listing<GivenLine>> {
  return listing(page, async (limit, offset) => {
    const wanted = wantedRows(personId, search, days);
    const { rows } = await lines(personId, wanted, sql`limit ${limit} offset ${offset}`).execute(trx);
    return rows;
  });
}

/** All of them, for a file. */
export async function allGivenMeetings(
  trx: Scoped,
  personId: string,
  search: MeetingSearch,
  days: Days | null,
): Promise<readonly GivenLine[]> {
  const { rows } = await lines(personId, wantedRows(personId, search, days), sql``).execute(trx);
  return rows;
}

/** How many different people came to the meetings of somebody, and how many of them once or more often. */
export interface Attendees {
  readonly total: number;
  readonly oneTime: number;
  readonly repeat: number;
}

export async function attendeesOf(trx: Scoped, personId: string): Promise<Attendees> {
  const { rows } = await sql<Attendees>`
    select count(*)::int as total, (count(*) filter (where attended = 1))::int as "oneTime",
      (count(*) filter (where attended > 1))::int as repeat
    from encounters where provider_id = ${personId}`.execute(trx);
  return rows[0] ?? { total: 0, oneTime: 0, repeat: 0 };
}
