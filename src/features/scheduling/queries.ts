import { sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Money } from "#platform/money.ts";
import { forgetEarlier } from "../attendance/queries/roster.ts";
import { blocked } from "../blocks/between.ts";
import { occupying } from "../meetings/occupancy.ts";

/** Whether one of the two blocked the other. */
export async function areBlocked(trx: Scoped, one: string, other: string): Promise<boolean> {
  const { rows } = await sql<{ blocked: boolean }>`
    select ${blocked(sql`${one}::uuid`, sql`${other}::uuid`)} as blocked`.execute(trx);
  return rows[0]?.blocked ?? false;
}

/** Which of the persons have something in the span (epoch minutes), a meeting or a time held for somebody. */
export async function takenIn(
  trx: Scoped,
  persons: readonly string[],
  { start, end }: { start: number; end: number },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from occupancy
    where person_id = any(${persons}::uuid[])
      and ends_at > to_timestamp(${start * 60}) and starts_at < to_timestamp(${end * 60})`.execute(trx);
  return new Set(rows.map(({ person_id }) => person_id));
}

export interface AgreedMeeting {
  id: string;
  eventId: string;
  communityId: string;
  proposalId: string;
  providerId: string;
  memberId: string;
  formatId: string;
  locationId: string | null;
  name: string;
  /** Epoch minutes. */
  start: number;
  end: number;
  price: Money;
  /** Until when it waits for payment; null: it is final. */
  payBy: Temporal.Instant | null;
  /** What makes the address of an online meeting impossible to guess. */
  room: string;
  by: string;
  at: Temporal.Instant;
}

/**
 * Writes a private meeting of two in one statement. Gives whose time the occupancy constraint left it: unless it is both's, the
 * transaction must not go on, since the rest has been written.
 */
export async function insertAgreed(trx: Scoped, meeting: AgreedMeeting): Promise<ReadonlySet<string>> {
  const { communityId, id: meetingId, memberId, providerId, start, end, price, payBy } = meeting;
  const { rows } = await sql<{ person_id: string }>`
    with meeting as (
      insert into meetings (community_id, id, private, proposal_id, name, format_id, provider_id, location_id, starts_at, ends_at,
        state, price, currency, pay_by, room, booked_by, created_at)
      values (${communityId}, ${meetingId}, true, ${meeting.proposalId}, ${meeting.name}, ${meeting.formatId}, ${providerId},
        ${meeting.locationId}, to_timestamp(${start * 60}), to_timestamp(${end * 60}), ${payBy ? "unpaid" : "final"},
        ${price.minor}, ${price.currency}, ${payBy}, ${meeting.room}, ${meeting.by}, ${meeting.at})),
    taken as (${occupying({ communityId, meetingId, persons: [providerId, memberId], start, end })}),
    member as (
      insert into registrations (community_id, meeting_id, person_id) values (${communityId}, ${meetingId}, ${memberId})),
    happened as (
      insert into meeting_events (community_id, id, meeting_id, kind, by_person, at)
      values (${communityId}, ${meeting.eventId}, ${meetingId}, 'scheduled', ${meeting.by}, ${meeting.at}))
    select person_id from taken`.execute(trx);
  return new Set(rows.map(({ person_id }) => person_id));
}

/** Holds a proposal's row, so that one meeting at a time is made of it. */
export async function lockProposal(trx: Scoped, proposalId: string): Promise<void> {
  await sql`select from proposals where id = ${proposalId} for update`.execute(trx);
}

/** The meeting of a proposal that is neither over nor off. */
export async function comingMeeting(
  trx: Scoped,
  proposalId: string,
  now: Temporal.Instant,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from meetings
    where proposal_id = ${proposalId} and state <> 'cancelled' and ends_at > ${now}
    order by starts_at limit 1`.execute(trx);
  return rows[0]?.id ?? null;
}

/** What a person has then already: a meeting, or a time held for a proposal. Epoch minutes. */
export interface Clash {
  kind: "meeting" | "held" | "kept";
  /** What it is about: the meeting's name or format, the request's subject; "" where it is kept for somebody who waits. */
  name: string;
  /** The others in it; nobody where a time is held. */
  others: { firstName: string; lastName: string; email: string }[];
  start: number;
  end: number;
}

interface Around {
  /** Epoch minutes. */
  start: number;
  end: number;
  /** What stands in nobody's way: the times this proposal holds, and the meeting that is about to move. */
  proposalId: string;
  movedMeetingId: string | null;
}

const inTheWay = (person: string, { start, end, proposalId, movedMeetingId }: Around) => sql`
  occupancy o where o.person_id = ${person}
    and o.ends_at > to_timestamp(${start * 60}) and o.starts_at < to_timestamp(${end * 60})
    and o.proposal_id is distinct from ${proposalId}::uuid
    and (o.meeting_id is null or o.meeting_id is distinct from ${movedMeetingId}::uuid)`;

/** What stands in the way of these two: everything of the provider's, and of the member no more than that there is something. */
export async function clashes(
  trx: Scoped,
  { provider, member }: { provider: string; member: string },
  around: Around,
): Promise<{ own: Clash[]; memberBusy: boolean }> {
  const { rows } = await sql<{ own: Clash[]; memberBusy: boolean }>`
    select exists (select from ${inTheWay(member, around)}) as "memberBusy",
      (select coalesce(json_agg(x order by x.start), '[]') from (
        select case when m.id is not null then 'meeting' when o.wait_id is null then 'held' else 'kept' end as kind,
          coalesce(nullif(m.name, ''), f.name, r.subject, '') as name,
          ${spanSql("o")},
          (select coalesce(json_agg(json_build_object('firstName', p.first_name, 'lastName', p.last_name, 'email', p.email)
              order by p.first_name), '[]')
            from people p where p.id <> ${provider} and (p.id = m.provider_id or (m.seats is null and p.id in (
              select person_id from registrations where meeting_id = m.id)))) as others
        from (select o.* from ${inTheWay(provider, around)}) o
        left join meetings m on m.id = o.meeting_id
        left join formats f on f.id = m.format_id
        left join proposals w on w.id = o.proposal_id
        left join support_requests r on r.id = w.request_id) x) as own`.execute(trx);
  return rows[0] ?? { own: [], memberBusy: false };
}

/** Gives a meeting another time and place, and another day until which it waits for payment where it does. Epoch minutes. */
export async function moveAgreed(
  trx: Scoped,
  meetingId: string,
  to: { start: number; end: number; locationId: string | null; payBy: Temporal.Instant | null },
): Promise<void> {
  await sql`
    update meetings set version = version + 1, location_id = ${to.locationId}, pay_by = ${to.payBy},
      starts_at = to_timestamp(${to.start * 60}), ends_at = to_timestamp(${to.end * 60})
    where id = ${meetingId}`.execute(trx);
  await forgetEarlier(trx, meetingId);
}
