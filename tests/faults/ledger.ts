import { asOwner, type Scene } from "./scene.ts";

/** What the database says about bookings, apart from what anybody was told. */
export interface Ledger {
  /** Ids of the meetings that have all their parts. */
  readonly whole: ReadonlySet<string>;
  /** Ids of meetings that lack a part, or have one too many. */
  readonly half: readonly string[];
  /** Parts of a booking that belong to none, and drafts that were used up by none. */
  readonly strays: number;
  /** Pairs of meetings that lie over each other for one person. */
  readonly overlaps: number;
  /** Meetings more than one for the same member and start. */
  readonly repeated: number;
}

/** Reads a community's books. */
export function ledgerOf(ownerUrl: string, { communityId }: Pick<Scene, "communityId">): Promise<Ledger> {
  return asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${communityId}'`);
    const { rows: meetings } = await client.query<{ id: string; parts: number[] }>(`
      select id, array[
        (select count(*) from occupancy o where o.meeting_id = m.id and o.starts_at = m.starts_at and o.ends_at = m.ends_at
          and (o.person_id = m.provider_id or o.person_id = m.booked_by)),
        (select count(*) from occupancy o where o.meeting_id = m.id),
        (select count(*) from registrations r where r.meeting_id = m.id and r.person_id = m.booked_by),
        (select count(*) from answers a where a.meeting_id = m.id and cardinality(a.answer) = 1),
        (select count(*) from meeting_events e where e.meeting_id = m.id and e.kind = 'booked'),
        (select count(*) from booking_drafts d where d.meeting_id = m.id)
      ]::int[] as parts from meetings m`);
    const { rows } = await client.query<{ strays: number; overlaps: number; repeated: number }>(`
      select
        ((select count(*) from occupancy where meeting_id not in (select id from meetings))
         + (select count(*) from booking_drafts where meeting_id is not null and meeting_id not in (select id from meetings))
         + (select count(*) from idempotency_keys where action = 'booking.book'
              and (outcome is null or (outcome -> 'value' ->> 'meetingId')::uuid not in (select id from meetings))))::int as strays,
        (select count(*) from meetings a join meetings b on a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
          and (a.provider_id = b.provider_id or a.booked_by = b.booked_by))::int as overlaps,
        (select coalesce(sum(n - 1), 0) from (
          select count(*) as n from meetings group by booked_by, starts_at) x)::int as repeated`);
    const { strays = 0, overlaps = 0, repeated = 0 } = rows[0] ?? {};
    const isWhole = ({ parts }: { parts: number[] }) => parts.join() === "2,2,1,1,1,1";
    return {
      whole: new Set(meetings.filter(isWhole).map(({ id }) => id)),
      half: meetings.filter((meeting) => !isWhole(meeting)).map(({ id }) => id),
      strays,
      overlaps,
      repeated,
    };
  });
}

/** The meeting that an answer confirms: a redirect to its page. */
export function confirmed({ base }: Scene, reply: { status: number; location: string }): string | null {
  if (reply.status !== 303 || !reply.location.startsWith(`${base}/meetings/`)) return null;
  return reply.location.slice(`${base}/meetings/`.length);
}
