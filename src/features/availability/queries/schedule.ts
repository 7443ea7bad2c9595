import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";

// Dates are days since 1970-01-01, times of day minutes of the provider's local day.

/** All that a provider says about when they can be met. */
export interface Schedule {
  readonly provider: {
    readonly id: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    /** IANA zone of the hours. */
    readonly zone: string;
    readonly bufferBefore: number;
    readonly bufferAfter: number;
    /** Minutes; null: the community's. */
    readonly notice: number | null;
    /** Minutes from Monday to Sunday; null: none of their own. */
    readonly cap: number | null;
    readonly paused: boolean;
    readonly locked: boolean;
  };
  /** By weekday and time. */
  readonly hours: readonly Hours[];
  /** By date. */
  readonly exceptions: readonly Exception[];
  /** What hours can be kept for. */
  readonly services: readonly Named[];
  readonly formats: readonly Named[];
  readonly locations: readonly Named[];
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What hours hold for; null is all of it. */
export interface Scope {
  readonly serviceId: string | null;
  readonly formatId: string | null;
  readonly locationId: string | null;
}

export interface Hours extends Scope {
  readonly id: string;
  readonly day: number;
  readonly start: number;
  readonly end: number;
  readonly from: number | null;
  readonly until: number | null;
}

/** Other hours on some dates; no ranges: time off. */
export interface Exception {
  readonly id: string;
  readonly from: number;
  readonly until: number;
  /** `[start, end, start, end, ...]` */
  readonly ranges: readonly number[];
  readonly note: string;
}

const day = (column: string) => sql`(${sql.ref(column)} - date '1970-01-01')`;

/** One provider's schedule, with everything to choose from when it is changed, in one statement; null when there is none. */
export async function scheduleOf(trx: Scoped, providerId: string): Promise<Schedule | null> {
  if (!isId(providerId)) return null;
  const { rows } = await sql<Schedule>`
    with provider as (
      select p.id, p.first_name as "firstName", p.last_name as "lastName", p.email, s.zone, s.buffer_before as "bufferBefore",
        s.buffer_after as "bufferAfter", s.notice_minutes as notice, s.weekly_cap_minutes as cap,
        s.paused_at is not null as paused, s.locked_at is not null as locked
      from providers s join people p on p.community_id = s.community_id and p.id = s.person_id
      where s.person_id = ${providerId} and p.archived_at is null
    ), hours as (
      select id, day, start_minute as start, end_minute as end, ${day("from_date")} as from, ${day("until_date")} as until,
        service_id as "serviceId", format_id as "formatId", location_id as "locationId"
      from weekly_hours where provider_id = ${providerId}
    )
    select (select row_to_json(p) from provider p) as provider,
      (select coalesce(json_agg(h order by (h.day + 6) % 7, h.start, h.end, h.id), '[]') from hours h) as hours,
      (select coalesce(json_agg(e order by e.from, e.id), '[]') from (
        select id, ${day("from_date")} as from, ${day("until_date")} as until, ranges, note
        from hour_exceptions where provider_id = ${providerId}) e) as exceptions,
      (select coalesce(json_agg(x order by x.name), '[]') from (
        select s.id, s.code as name from services s
        where (s.archived_at is null and exists (
            select from certifications c where c.service_id = s.id and c.provider_id = ${providerId}))
          or s.id in (select "serviceId" from hours)) x) as services,
      (select coalesce(json_agg(x order by x.position, x.name), '[]') from (
        select id, name, position from formats
        where archived_at is null or id in (select "formatId" from hours)) x) as formats,
      (select coalesce(json_agg(x order by x.position, x.name), '[]') from (
        select id, name, position from locations
        where archived_at is null or id in (select "locationId" from hours)) x) as locations
  `.execute(trx);
  const [row] = rows;
  return row?.provider ? row : null;
}

/** A time at which a provider is taken. Moments are epoch minutes. */
export interface Booked extends Scope {
  /** Of the meeting, or of the proposal or the wait that holds the time. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** Whether they give it as far as the reader may know; otherwise somebody else gives it to them, or it is not the reader's business. */
  readonly gives: boolean;
  /** A group meeting, or agreed on between the two: whatever the hours say. */
  readonly agreed: boolean;
  readonly state: "pending" | "unpaid" | "final" | "held" | "kept";
  /** What a group meeting is called, as far as the reader may know; null where two meet. */
  readonly group: string | null;
  /** The others in it; of a group, those who give it. */
  readonly with: readonly { readonly firstName: string; readonly lastName: string; readonly email: string }[];
}

/**
 * A provider's meetings that are not cancelled and touch `from` to before `to` (null: for ever), and the times they hold for
 * proposals or are kept for who waits, in their order. Of what is private nobody but its own people reads more than that the provider is busy.
 */
export async function bookedOf(
  trx: Scoped,
  { providerId, reader }: { providerId: string; reader: string | null },
  from: Temporal.Instant,
  to: Temporal.Instant | null,
): Promise<Booked[]> {
  const { rows } = await sql<Booked>`
    select coalesce(m.id, o.proposal_id, o.wait_id) as id,
      (date_part('epoch', o.starts_at) / 60)::int as start, (date_part('epoch', o.ends_at) / 60)::int as end,
      open and coalesce(m.provider_id, o.person_id) = ${providerId} as gives,
      coalesce(m.private or m.seats is not null, true) as agreed, case when open and m.seats is not null then m.name end as group, 
      coalesce(m.state, case when o.wait_id is null then 'held' else 'kept' end) as state,
      m.service_id as "serviceId", m.format_id as "formatId", m.location_id as "locationId",
      (select coalesce(json_agg(json_build_object('firstName', p.first_name, 'lastName', p.last_name, 'email', p.email)
          order by p.first_name, p.last_name), '[]')
        from occupancy other join people p on p.community_id = other.community_id and p.id = other.person_id
        where open and other.meeting_id = m.id and other.person_id <> ${providerId}
          and (m.seats is null or other.person_id = m.provider_id
            or exists (select from co_hosts h where h.meeting_id = m.id and h.person_id = other.person_id))) as with
    from occupancy o left join meetings m on m.community_id = o.community_id and m.id = o.meeting_id,
    lateral (select not coalesce(m.private, true) or o.person_id = ${reader} or m.provider_id = ${reader}
      or exists (select from registrations r where r.meeting_id = m.id and r.person_id = ${reader}) as open) as reading
    where o.person_id = ${providerId} and o.ends_at > ${from}
      and (${to}::timestamptz is null or o.starts_at < ${to}::timestamptz)
    order by o.starts_at
  `.execute(trx);
  return rows;
}

/** The community's closings that touch these dates (days since 1970-01-01). */
export async function closingsWithin(
  trx: Scoped,
  first: number,
  last: number,
): Promise<{ name: string; from: number; until: number }[]> {
  const { rows } = await sql<{ name: string; from: number; until: number }>`
    select name, ${day("from_date")} as from, ${day("until_date")} as until from closings
    where until_date >= date '1970-01-01' + ${first}::int and from_date <= date '1970-01-01' + ${last}::int
    order by from_date
  `.execute(trx);
  return rows;
}
