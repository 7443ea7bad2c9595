import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Money } from "#platform/money.ts";
import { gives } from "../../meetings/inside.ts";
import { seatsTaken } from "../../seats/queries.ts";
import { hostsOf, mayKnow, type Standing } from "../queries.ts";
import type { Search } from "../search.ts";

/** One line of a list of group meetings. */
export interface GroupLine {
  readonly id: string;
  readonly seriesId: string | null;
  readonly name: string;
  readonly topic: string;
  readonly experience: string | null;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  /** How many places are free. */
  readonly free: number;
  readonly price: Money | null;
  readonly private: boolean;
  /** Names of who gives it, the host first. */
  readonly hosts: readonly {
    readonly first_name: string;
    readonly last_name: string;
    readonly email: string;
  }[];
  readonly way: string;
  readonly location: string | null;
  readonly hosting: boolean;
  readonly standing: Standing | null;
  /** How many of its series there are from this one on, as far as they were asked for; 1 for one alone. */
  readonly times: number;
}

/** Where a list goes on: after this start (epoch minutes) and id. */
export interface Cursor {
  readonly start: number;
  readonly id: string;
}

interface Asked {
  readonly search: Pick<Search, "q" | "topic" | "focus" | "experience" | "host" | "cost">;
  /** Epoch minutes: those that end after `from` and begin before `to`. */
  readonly from: number;
  readonly to: number | null;
  readonly limit: number;
}

const escaped = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Says of the meeting `m` that it is one of a coming group that the actor may know of and that fits what is searched for. */
const found = (actor: Actor, { search, from, to }: Omit<Asked, "limit">): RawBuilder<boolean> => {
  const { q, topic, focus, experience, host, cost } = search;
  const words = q.split(/\s+/).filter((word) => word !== "");
  return sql<boolean>`m.seats is not null and m.state = 'final'
    and m.ends_at > to_timestamp(${from * 60}) and (${to}::int is null or m.starts_at < to_timestamp(${to}::int * 60.0))
    and (${experience}::uuid is null or m.experience_id = ${experience})
    and (${topic} = '' or lower(m.topic) = lower(${topic})) and (${focus} = '' or lower(m.focus) = lower(${focus}))
    and (${cost} = '' or (m.price > 0) = (${cost} = 'priced'))
    and (${host}::uuid is null or m.provider_id = ${host}
      or exists (select from co_hosts h where h.meeting_id = m.id and h.person_id = ${host}::uuid))
    and not exists (select from unnest(${words.map(escaped)}::text[]) as w (pattern)
      where m.name || ' ' || m.topic || ' ' || m.focus || ' ' || m.description not ilike w.pattern)
    and ${mayKnow(actor.id)}`;
};

const line = (actor: Actor) => sql`
  m.id, m.series_id as "seriesId", m.name, m.topic, m.private, coalesce(l.way, 'online') as way, l.name as location,
  ${spanSql("m")},
  greatest(0, m.seats - ${seatsTaken}) as free,
  case when m.price > 0 then json_build_object('minor', m.price, 'currency', m.currency) end as price,
  (select o.name from profile_options o where o.id = m.experience_id) as experience,
  (select coalesce(json_agg(x), '[]') from (
    select p.first_name, p.last_name, p.email from ${hostsOf} as h (id) join people p on p.id = h.id
    order by p.id <> m.provider_id, p.first_name, p.id) x) as hosts,
  ${gives(actor.id)} as hosting,
  (select r.state from registrations r where r.meeting_id = m.id and r.person_id = ${actor.id}::uuid) as standing`;

/**
 * Coming group meetings that the actor may know of, first to last; of a series the next one alone stands for all. The module's switch is
 * the caller's business.
 */
export async function listedGroups(
  trx: Scoped,
  actor: Actor,
  { after, ...asked }: Asked & { after: Cursor | null },
): Promise<GroupLine[]> {
  const { rows } = await sql<GroupLine>`
    with fitting as (
      select m.id, m.starts_at, count(*) over series as times, row_number() over (series order by m.starts_at, m.id) as turn
      from meetings m where ${found(actor, asked)}
      window series as (partition by coalesce(m.series_id, m.id))),
    shown as materialized (
      select id, starts_at, times from fitting
      where turn = 1 and (${after?.id ?? null}::uuid is null
        or (starts_at, id) > (to_timestamp(${after?.start ?? 0} * 60.0), ${after?.id ?? null}::uuid))
      order by starts_at, id limit ${asked.limit})
    select ${line(actor)}, f.times::int as times
    from shown f join meetings m on m.id = f.id left join locations l on l.id = m.location_id
    order by f.starts_at, f.id`.execute(trx);
  return rows;
}

/** The same for a calendar: every one of them. */
export async function groupsWithin(trx: Scoped, actor: Actor, asked: Asked): Promise<GroupLine[]> {
  const { rows } = await sql<GroupLine>`
    select ${line(actor)}, 1 as times
    from meetings m left join locations l on l.id = m.location_id
    where ${found(actor, asked)}
    order by m.starts_at, m.id limit ${asked.limit}`.execute(trx);
  return rows;
}

export interface Facets {
  readonly topics: readonly string[];
  readonly focuses: readonly string[];
  readonly experiences: readonly { readonly id: string; readonly name: string }[];
  readonly hosts: readonly {
    readonly id: string;
    readonly first_name: string;
    readonly last_name: string;
    readonly email: string;
  }[];
}

/** What there is to narrow the coming group meetings by, of those the actor may know of. */
export async function facetsOf(trx: Scoped, actor: Actor, now: Temporal.Instant): Promise<Facets> {
  const { rows } = await sql<Facets>`
    with known as materialized (
      select m.id, m.topic, m.focus, m.experience_id, m.provider_id from meetings m
      where m.seats is not null and m.state = 'final' and m.ends_at > ${now} and ${mayKnow(actor.id)})
    select
      array(select min(topic) from known where topic <> '' group by lower(topic) order by lower(min(topic)) limit 200) as topics,
      array(select min(focus) from known where focus <> '' group by lower(focus) order by lower(min(focus)) limit 200) as focuses,
      (select coalesce(json_agg(x), '[]') from (
        select o.id, o.name from profile_options o where o.id in (select experience_id from known) order by o.position, o.name) x) as experiences,
      (select coalesce(json_agg(x), '[]') from (
        select p.id, p.first_name, p.last_name, p.email from people p
        where p.id in (select provider_id from known
          union select h.person_id from co_hosts h join known k on k.id = h.meeting_id)
        order by lower(p.first_name), lower(p.last_name), p.id) x) as hosts`.execute(trx);
  return rows[0] ?? { topics: [], focuses: [], experiences: [], hosts: [] };
}
