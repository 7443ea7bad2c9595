import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Money } from "#platform/money.ts";
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
