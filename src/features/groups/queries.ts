import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import type { Money } from "#platform/money.ts";
import { blockedWith } from "../blocks/between.ts";
import { gives } from "../meetings/inside.ts";
import { ownNameSql } from "../people/named.ts";

export interface GroupPerson {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  /** IANA; null where they never chose one. */
  zone: string | null;
}

/** How somebody stands with a group meeting: waiting, offered a place, holding one unpaid, having one, or no more. */
export type Standing = "waiting" | "offered" | "unpaid" | "registered" | "cancelled";

/** A group meeting as the one who asks may know it. Nobody but its hosts is named in it. */
export interface Group {
  id: string;
  state: "final" | "cancelled";
  version: number;
  name: string;
  topic: string;
  focus: string;
  description: string;
  /** Epoch minutes. */
  start: number;
  end: number;
  seats: number;
  /** null: it costs nothing. */
  price: Money | null;
  /** For those who are invited. */
  private: boolean;
  host: GroupPerson;
  /** IANA: the clock on which the host sets its time. */
  hostZone: string;
  coHosts: GroupPerson[];
  /** Whether the one who asks is its host or a co-host. */
  hosting: boolean;
  formatId: string;
  format: { id: string; name: string; ways: string[] };
  experience: { id: string; name: string } | null;
  location: { id: string; name: string; way: string; details: string } | null;
  /** Where it takes place online when that is not a room of ours. */
  link: string | null;
  room: string | null;
  /** How one takes part: that of its location, and online without one. */
  way: string;
  seriesId: string | null;
  /** How the one who asks stands with it; null when they never asked for a place. */
  standing: Standing | null;
  /** Whether the one who asks finds it only by its address, as staff. */
  staff: boolean;
  events: { kind: string; at: string; name: string | null; detail: Record<string, string> }[];
  /** Who looked at it although it is private, and when. */
  looks: { name: string; at: string }[];
}

const person = sql`p.id, p.first_name, p.last_name, p.email, a.zone`;

/** Ids of everybody who gives the meeting `m`. */
export const hostsOf = sql`(select m.provider_id union all
  select h.person_id from co_hosts h where h.meeting_id = m.id)`;

const standingOf = (personId: string | null) => sql`(
  select r.state from registrations r where r.meeting_id = m.id and r.person_id = ${personId}::uuid)`;

/**
 * Says of the group meeting `m` that nobody who gives it and this person are kept apart. What depends on the person alone is asked once
 * for all meetings of a statement, here and below: of thousands of them a page asks.
 */
export const isOpenTo = (personId: string | null): RawBuilder<boolean> => {
  const apart = sql`(select b.id from ${blockedWith(sql`${personId}::uuid`)} as b (id))`;
  return sql<boolean>`(m.provider_id not in ${apart}
    and m.id not in (select h.meeting_id from co_hosts h where h.person_id in ${apart}))`;
};

/**
 * Says of the group meeting `m` that this person may know of it: who gives it or asked for a place, and unless a block stands
 * between, everybody for a public one and whoever is invited for a private one. Part of every statement that finds groups.
 */
export const mayKnow = (personId: string | null): RawBuilder<boolean> => {
  const person = sql`${personId}::uuid`;
  return sql<boolean>`(
    coalesce(m.provider_id = ${person}, false)
    or m.id in (select h.meeting_id from co_hosts h where h.person_id = ${person})
    or m.id in (select r.meeting_id from registrations r where r.person_id = ${person} and r.state <> 'cancelled')
    or ((not m.private
        or m.id in (select i.meeting_id from invitations i where i.person_id = ${person})
        or (m.state = 'cancelled' and m.id in (select r.meeting_id from registrations r where r.person_id = ${person})))
      and ${isOpenTo(personId)}))`;
};

const whole = (personId: string | null, where: RawBuilder<boolean>) => sql<Group>`
  select m.id, m.state, m.version, m.name, m.topic, m.focus, m.description, m.seats, m.private, m.link, m.room,
    m.series_id as "seriesId", m.format_id as "formatId", coalesce(l.way, 'online') as way, v.zone as "hostZone",
    ${spanSql("m")},
    case when m.price > 0 then json_build_object('minor', m.price, 'currency', m.currency) end as price,
    (select row_to_json(x) from (
      select ${person} from people p left join accounts a on a.id = p.account_id where p.id = m.provider_id) x) as host,
    (select coalesce(json_agg(x order by x.first_name, x.id), '[]') from (
      select ${person} from co_hosts h join people p on p.id = h.person_id left join accounts a on a.id = p.account_id
      where h.meeting_id = m.id) x) as "coHosts",
    coalesce(${gives(personId)}, false) as hosting,
    not ${mayKnow(personId)} as staff,
    (select row_to_json(x) from (select f.id, f.name, f.ways) x) as format,
    (select row_to_json(x) from (select o.id, o.name from profile_options o where o.id = m.experience_id) x) as experience,
    case when l.id is not null then json_build_object('id', l.id, 'name', l.name, 'way', l.way, 'details', l.details) end as location,
    ${standingOf(personId)} as standing,
    (select coalesce(json_agg(x order by x.at, x.id), '[]') from (
      select e.id, e.kind, e.at, e.detail, ${ownNameSql("p")} as name
      from meeting_events e left join people p on p.id = e.by_person where e.meeting_id = m.id) x) as events,
    (select coalesce(json_agg(x order by x.at), '[]') from (
      select k.at, coalesce(${ownNameSql("p")}, p.email) as name
      from staff_looks k join people p on p.id = k.person_id where k.kind = 'meeting' and k.record_id = m.id) x) as looks
  from meetings m
  join formats f on f.id = m.format_id
  join providers v on v.person_id = m.provider_id
  left join locations l on l.id = m.location_id
  where m.seats is not null and ${where}`;

/**
 * A group meeting, found through the actor: whoever may know of it, and coordinators, who find a private one by its address. For
 * anybody else it does not exist.
 */
export async function groupFor(trx: Scoped, actor: Actor, id: string): Promise<Group | null> {
  if (!isId(id) || actor.id === null) return null;
  const where = sql<boolean>`m.id = ${id} and (${actor.roles.has("coordinator")} or ${mayKnow(actor.id)})`;
  const { rows } = await whole(actor.id, where).execute(trx);
  return rows[0] ?? null;
}

/** A group meeting for the process itself, such as a letter about it. */
export async function wholeGroup(trx: Scoped, id: string): Promise<Group | null> {
  const { rows } = await whole(null, sql<boolean>`m.id = ${id}`).execute(trx);
  return rows[0] ?? null;
}
