import { type RawBuilder, sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { holds, holdsLower, type Listing, listing } from "../../admin/index.ts";
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
  join formats f on f.id = m.format_id join people p on p.id = m.provider_id
  left join services s on s.id = m.service_id left join profile_options o on o.id = m.experience_id`;

/** By what each column is ordered. Letters as they are told apart by everybody: quick, and the same on every machine. */
const words = {
  name: sql`lower(${says.name}) collate "C"`,
  type: sql`lower(${says.type}) collate "C"`,
  topic: sql`lower(${says.topic}) collate "C"`,
  focus: sql`lower(${says.focus}) collate "C"`,
  host: sql`lower(${says.host}) collate "C"`,
} as const;
const counted = { participants: "registered", feedback: "feedback" } as const;
const moments = { start: "starts_at", end: "ends_at" } as const;

const isWord = (column: Column): column is keyof typeof words => column in words;
const isCounted = (column: Column): column is keyof typeof counted => column in counted;

/** The order of rows of which `row` has the times, and `g` what is kept. */
function orderOf({ sort, down }: Pick<MeetingSearch, "sort" | "down">, row: "m" | "g"): RawBuilder<unknown> {
  const first = isWord(sort)
    ? words[sort]
    : sql.ref(isCounted(sort) ? `g.${counted[sort]}` : `${row}.${moments[sort]}`);
  return sql`${first} ${down ? sql`desc` : sql`asc`}, ${sql.ref(`${row}.starts_at`)} desc, ${sql.ref(row === "g" ? "g.meeting_id" : "m.id")}`;
}

export interface Days {
  /** Epoch minutes, the first included and the last not. */
  readonly from: number;
  readonly to: number;
}

/** More words are not looked for. */
const mostWords = 6;

/**
 * Says of the meeting `m`, which this person gives, that what its row of the list says has each of these words. What a meeting shares with
 * many others is looked for once, and not in each.
 */
function saysAll(personId: string, q: string): RawBuilder<unknown> {
  const wanted = q.split(/\s+/).filter(Boolean).slice(0, mostWords);
  const has = (word: string) => {
    const among = (table: string, text: RawBuilder<unknown>, which: RawBuilder<unknown>) =>
      sql`any(array(select x.id from ${sql.table(table)} x where ${holds(text, word)} and ${which}))`;
    const hosts = sql`x.id in (select ${personId}::uuid union select c.provider_id from co_hosts h join meetings c on c.id = h.meeting_id
      where h.person_id = ${personId})`;
    return sql`(${holdsLower(sql`m.said`, word)}
      or m.experience_id = ${among("profile_options", sql`x.name`, sql`x.list = 'experience'`)}
      or (m.name = '' and m.format_id = ${among("formats", sql`x.name`, sql`true`)})
      or (m.topic = '' and m.service_id = ${among("services", sql`coalesce(nullif(x.name, ''), x.code)`, sql`true`)})
      or m.provider_id = ${among("people", nameSql("x"), hosts)})`;
  };
  return sql`(${sql.join([sql`true`, ...wanted.map(has)], sql` and `)})`;
}

const daysOf = (row: "m" | "g", days: Days | null): RawBuilder<unknown> =>
  days
    ? sql`and ${sql.ref(`${row}.starts_at`)} >= to_timestamp(${days.from * 60}) and ${sql.ref(`${row}.starts_at`)} < to_timestamp(${days.to * 60})`
    : sql``;

/** The meetings that are meant, in their order, each with how many there are: from what is kept alone, where that says enough. */
function wantedRows(
  personId: string,
  search: MeetingSearch,
  days: Days | null,
  page: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { q, off, sort } = search;
  if (!q && !isWord(sort)) {
    const kept = sql`from given_meetings g where g.person_id = ${personId} and (${off} or g.state <> 'cancelled') ${daysOf("g", days)}`;
    return sql`select g.meeting_id, (select count(*)::int ${kept}) as total ${kept} order by ${orderOf(search, "g")} ${page}`;
  }
  const columns = sql`m.id, m.name, m.topic, m.focus, m.experience_id, m.service_id, m.format_id, m.provider_id, m.starts_at, m.ends_at, m.state, m.said`;
  return sql`
    select m.id as meeting_id, count(*) over ()::int as total
    from (
      select ${columns} from meetings m where m.provider_id = ${personId}
      union all
      select ${columns} from co_hosts h join meetings m on m.id = h.meeting_id
      where h.person_id = ${personId} and m.provider_id <> ${personId}) m
    ${isWord(sort) ? about : sql``}
    ${isCounted(sort) ? sql`join given_meetings g on g.meeting_id = m.id and g.person_id = ${personId}` : sql``}
    where (${off} or m.state <> 'cancelled') ${daysOf("m", days)} and ${saysAll(personId, q)}
    order by ${orderOf(search, "m")} ${page}`;
}

/** The rows in words. What is kept is asked for meeting by meeting (`limit 1`): how long a page is no plan knows, and another reads all. */
const lines = (
  personId: string,
  search: MeetingSearch,
  days: Days | null,
  page: RawBuilder<unknown> = sql``,
) => sql<GivenLine>`
  with wanted as materialized (${wantedRows(personId, search, days, page)})
  select m.id, ${says.name} as name, ${says.type} as type, ${says.topic} as topic, ${says.focus} as focus, ${says.host} as host,
    ${spanSql("g")}, g.state, g.registered, g.attended, g.no_show as "noShow", g.feedback, w.total
  from wanted w
  cross join lateral (select k.* from given_meetings k where k.meeting_id = w.meeting_id and k.person_id = ${personId} limit 1) g
  join meetings m on m.id = w.meeting_id ${about}
  order by ${orderOf(search, "g")}`;

/** A page of the meetings that somebody gives, as host or beside the host. */
export function givenMeetings(
  trx: Scoped,
  personId: string,
  { page, ...search }: MeetingSearch & { page: number },
  days: Days | null,
): Promise<Listing<GivenLine>> {
  return listing(page, async (limit, offset) => {
    const page = sql`limit ${limit} offset ${offset}`;
    const { rows } = await lines(personId, search, days, page).execute(trx);
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
  const { rows } = await lines(personId, search, days).execute(trx);
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
