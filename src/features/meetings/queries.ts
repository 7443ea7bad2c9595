import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { minuteSql, spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Money } from "#platform/money.ts";
import { forgetEarlier } from "../attendance/queries/roster.ts";
import { isOpenTo } from "../groups/queries.ts";
import { ownNameSql } from "../people/named.ts";
import { gives } from "./inside.ts";
import type { MeetingState } from "./rules.ts";

export interface MeetingPerson {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  zone: string | null;
}

export interface Meeting {
  id: string;
  state: MeetingState;
  version: number;
  /** Epoch minutes. */
  start: number;
  end: number;
  room: string | null;
  /** What it is about, "" where the format says enough. */
  name: string;
  /** Nobody's business but its people's. */
  private: boolean;
  /** The weekly series that it is one of. */
  seriesId: string | null;
  price: Money | null;
  /** Until when it waits for payment, in epoch minutes; only while it does. */
  payBy: number | null;
  /** The proposal it was agreed on in, and what that said it would cost. */
  proposal: { id: string; price: Money } | null;
  service: { id: string; code: string; name: string; owner_id: string | null; generic: boolean } | null;
  format: { id: string; name: string; description: string; minutes: number; ways: string[] };
  location: { id: string; name: string; way: string; details: string } | null;
  provider: MeetingPerson;
  members: MeetingPerson[];
  answers: { label: string; answer: string[] }[];
  events: {
    kind: string;
    at: string;
    by_person: string | null;
    name: string | null;
    detail: Record<string, string>;
  }[];
  /** Who looked at it although it is not theirs, and when. */
  looks: { name: string; at: string }[];
}

const person = sql`p.id, p.first_name, p.last_name, p.email, a.zone`;

const whole = (where: ReturnType<typeof sql>) => sql<Meeting>`
  select m.id, m.state, m.version, m.room, m.name, m.private, m.series_id as "seriesId",
    case when m.price > 0 then json_build_object('minor', m.price, 'currency', m.currency) end as price,
    ${minuteSql("m.pay_by")} as "payBy",
    (select row_to_json(x) from (
      select o.id, json_build_object('minor', o.price, 'currency', o.currency) as price
      from proposals o where o.id = m.proposal_id) x) as proposal,
    ${spanSql("m")},
    (select row_to_json(x) from (
      select s.id, s.code, s.name, s.owner_id, s.generic from services s where s.id = m.service_id) x) as service,
    (select row_to_json(x) from (select f.id, f.name, f.description, f.minutes, f.ways) x) as format,
    (select row_to_json(x) from (
      select l.id, l.name, l.way, l.details from locations l where l.id = m.location_id) x) as location,
    (select row_to_json(x) from (
      select ${person} from people p left join accounts a on a.id = p.account_id where p.id = m.provider_id) x) as provider,
    (select coalesce(json_agg(x order by x.first_name), '[]') from (
      select ${person} from registrations r join people p on p.id = r.person_id left join accounts a on a.id = p.account_id
      where r.meeting_id = m.id) x) as members,
    (select coalesce(json_agg(x order by x.position), '[]') from (
      select label, answer, position from answers where meeting_id = m.id) x) as answers,
    (select coalesce(json_agg(x order by x.at, x.id), '[]') from (
      select e.id, e.kind, e.at, e.by_person, e.detail, ${ownNameSql("p")} as name
      from meeting_events e left join people p on p.id = e.by_person where e.meeting_id = m.id) x) as events,
    (select coalesce(json_agg(x order by x.at), '[]') from (
      select k.at, coalesce(${ownNameSql("p")}, p.email) as name
      from staff_looks k join people p on p.id = k.person_id where k.kind = 'meeting' and k.record_id = m.id) x) as looks
  from meetings m
  join formats f on f.id = m.format_id
  where ${where}`;

/** A meeting of two, found through the actor: its members, its provider, and coordinators. For anybody else it does not exist. */
export async function meetingFor(trx: Scoped, actor: Actor, meetingId: string): Promise<Meeting | null> {
  const { rows } = await whole(sql`m.id = ${meetingId} and m.seats is null and (
    m.provider_id = ${actor.id} or ${actor.roles.has("coordinator")}
    or exists (select from registrations r where r.meeting_id = m.id and r.person_id = ${actor.id}))`).execute(
    trx,
  );
  return rows[0] ?? null;
}

/** A meeting for the process itself, such as a letter about it. */
export async function wholeMeeting(trx: Scoped, meetingId: string): Promise<Meeting | null> {
  const { rows } = await whole(sql`m.id = ${meetingId}`).execute(trx);
  return rows[0] ?? null;
}

export interface MeetingLine {
  id: string;
  state: Meeting["state"];
  start: number;
  end: number;
  format: string;
  /** What it is about, "" where the format says enough. */
  name: string;
  location: string | null;
  way: string | null;
  /** The other ones in it, as this person sees them: of a group its hosts. */
  others: { first_name: string; last_name: string; email: string }[];
  hosting: boolean;
  /** Whether it is a group meeting, and whether this person has a sure place in it or gives it. */
  group: boolean;
  standing: "waiting" | "offered" | "unpaid" | "sure";
}

/** The lines of the meetings whose ids `mine` gives, as this person sees them. */
const linesOf = (personId: string | null, mine: RawBuilder<unknown>, end: RawBuilder<unknown>) =>
  sql<MeetingLine>`
    with mine as (${mine})
    select m.id, m.state, f.name as format, m.name, l.name as location,
      case when m.seats is null then l.way else coalesce(l.way, 'online') end as way,
      m.seats is not null as group, ${gives(personId)} as hosting,
      coalesce((select r.state from registrations r where r.meeting_id = m.id and r.person_id = ${personId}
        and m.seats is not null and r.state in ('waiting', 'offered', 'unpaid')), 'sure') as standing,
      ${spanSql("m")},
      (select coalesce(json_agg(x), '[]') from (
        select p.first_name, p.last_name, p.email from people p
        where p.id <> ${personId} and p.id in (${peopleShown})
        order by p.id <> m.provider_id, p.first_name, p.id) x) as others
    from mine join meetings m using (id)
    join formats f on f.id = m.format_id
    left join locations l on l.id = m.location_id
    ${end}`;

/**
 * The actor's own meetings, given or received, with the groups they have or wait for a place in: those still to come first to last, or
 * the past ones last to first.
 */
export async function meetingsOf(
  trx: Scoped,
  actor: Actor,
  which: "coming" | "past",
  now: Temporal.Instant,
  limit = 100,
): Promise<MeetingLine[]> {
  const coming = which === "coming";
  const mine = sql`
    select id from meetings where provider_id = ${actor.id}
    union select meeting_id from co_hosts where person_id = ${actor.id}
    union select r.meeting_id from registrations r join meetings m on m.id = r.meeting_id
      where r.person_id = ${actor.id} and (m.seats is null or r.state <> 'cancelled'
        or (m.state = 'cancelled' and ${isOpenTo(actor.id)}))`;
  const end = sql`
    where (m.ends_at > ${now} and m.state <> 'cancelled') = ${coming}
    order by case when ${coming} then m.starts_at end, m.starts_at desc
    limit ${limit}`;
  return (await linesOf(actor.id, mine, end).execute(trx)).rows;
}

/** The next meetings that somebody gives, alone or with others, first to last: what takes their time from now on. */
export async function nextGiven(
  trx: Scoped,
  personId: string,
  now: Temporal.Instant,
  limit: number,
): Promise<MeetingLine[]> {
  const mine = sql`
    select m.id from occupancy o join meetings m on m.community_id = o.community_id and m.id = o.meeting_id
    where o.person_id = ${personId} and o.ends_at > ${now} and ${gives(personId)}
    order by o.ends_at limit ${limit}`;
  return (await linesOf(personId, mine, sql`order by m.starts_at`).execute(trx)).rows;
}

/** Ids of those whom the people of the meeting `m` know to be in it: of a group, who gives it. */
const peopleShown = sql`
  select m.provider_id
  union all select h.person_id from co_hosts h where h.meeting_id = m.id
  union all select r.person_id from registrations r where r.meeting_id = m.id and m.seats is null`;

export interface Ended {
  /** Whether it cost something. */
  priced: boolean;
  proposal_id: string | null;
  /** Ids of its provider and its members. */
  people: string[];
  /** Epoch minutes. */
  start: number;
  end: number;
}

/**
 * Takes a meeting's time from everybody in it. Null when it was changed meanwhile or is off already, and when it is over at
 * `now`; without that it may be over.
 */
export async function cancel(
  trx: Scoped,
  meetingId: string,
  version: number,
  now: Temporal.Instant | null,
): Promise<Ended | null> {
  const { rows } = await sql<Ended>`
    with gone as (
      update meetings set state = 'cancelled', pay_by = null, version = version + 1
      where id = ${meetingId} and version = ${version} and state <> 'cancelled'
        and (${now}::timestamptz is null or ends_at > ${now})
      returning id, provider_id, proposal_id, price, starts_at, ends_at),
    freed as (delete from occupancy where meeting_id in (select id from gone)),
    out as (update registrations set state = 'cancelled' where meeting_id in (select id from gone))
    select price > 0 as priced, proposal_id,
      array(select provider_id union select person_id from registrations where meeting_id = gone.id) as people,
      ${spanSql()}
    from gone`.execute(trx);
  return rows[0] ?? null;
}

/** Frees a meeting's time, so that the same transaction can take another; false when the meeting was changed meanwhile. */
export async function free(
  trx: Scoped,
  meetingId: string,
  version: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql`
    select id from meetings where id = ${meetingId} and version = ${version} and state <> 'cancelled' and ends_at > ${now}
    for update`.execute(trx);
  if (rows.length === 0) return false;
  await trx.deleteFrom("occupancy").where("meeting_id", "=", meetingId).execute();
  return true;
}

/** Gives a meeting another time and place. Epoch minutes. */
export async function move(
  trx: Scoped,
  meetingId: string,
  to: { start: number; end: number; locationId: string | null },
): Promise<void> {
  await sql`
    update meetings set version = version + 1, location_id = ${to.locationId},
      starts_at = to_timestamp(${to.start * 60}), ends_at = to_timestamp(${to.end * 60})
    where id = ${meetingId}`.execute(trx);
  await forgetEarlier(trx, meetingId);
}

/** The provider agrees to a meeting that waits for it. */
export async function confirm(trx: Scoped, meetingId: string, version: number): Promise<boolean> {
  const { rows } = await sql`
    update meetings set state = 'final', version = version + 1
    where id = ${meetingId} and version = ${version} and state = 'pending' returning id`.execute(trx);
  return rows.length === 1;
}

/** Writes down what happened to a meeting, and who did it. */
export async function record(
  trx: Scoped,
  event: {
    communityId: string;
    id: string;
    meetingId: string;
    kind: string;
    by: string | null;
    detail?: object;
    at: Temporal.Instant;
  },
): Promise<void> {
  await trx
    .insertInto("meeting_events")
    .values({
      community_id: event.communityId,
      id: event.id,
      meeting_id: event.meetingId,
      kind: event.kind,
      by_person: event.by,
      detail: JSON.stringify(event.detail ?? {}),
      at: event.at,
    })
    .execute();
}
