import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { PlaceState } from "./rules.ts";

/**
 * What happened to a registration. Those that end what may have been paid ("cancelled", "expired", "removed") say in
 * `detail.refund` whether it goes back; leaving the line or an offer ends nothing that costs.
 */
export type SeatEventKind =
  | "waiting"
  | "offered"
  | "registered"
  | "unpaid"
  | "paid"
  | "cancelled"
  | "removed"
  | "expired"
  | "line_left"
  | "declined"
  | "offer_over"
  | "line_closed";

export interface SeatEvent {
  readonly id: string;
  readonly personId: string;
  readonly kind: SeatEventKind;
  readonly by: string | null;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** Names what happens to several persons at once. */
export const eventsFor = (
  people: readonly string[],
  event: Omit<SeatEvent, "id" | "personId">,
): SeatEvent[] => people.map((personId) => ({ ...event, id: newId(), personId }));

interface At {
  readonly communityId: string;
  readonly meetingId: string;
  readonly now: Temporal.Instant;
}

/** Writes down what happened to registrations of one meeting. */
export async function record(
  trx: Scoped,
  { communityId, meetingId, now }: At,
  events: readonly SeatEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = JSON.stringify(
    events.map(({ id, personId, kind, by, detail = {} }) => ({ id, person: personId, kind, by, detail })),
  );
  await sql`
    insert into registration_events (community_id, id, meeting_id, person_id, kind, by_person, detail, at)
    select ${communityId}, x.id, ${meetingId}, x.person, x.kind, x.by, x.detail, ${now}
    from jsonb_to_recordset(${rows}::jsonb) as x (id uuid, person uuid, kind text, by uuid, detail jsonb)`.execute(
    trx,
  );
}

interface Row extends At {
  readonly personId: string;
  readonly state: PlaceState;
  /** Its number; left out, the lowest that nobody holds. */
  readonly seat?: number | null;
  readonly payBy?: Temporal.Instant | null;
}

/** Gives somebody a place, or their way out of the line into it. The meeting's row is held. */
export async function writePlace(
  trx: Scoped,
  { communityId, meetingId, personId, state, seat, payBy, now }: Row,
): Promise<void> {
  await sql`
    insert into registrations (community_id, meeting_id, person_id, state, seat, pay_by, created_at)
    values (${communityId}, ${meetingId}, ${personId}, ${state}, coalesce(${seat ?? null}::int, ${lowestFree(meetingId)}),
      ${payBy ?? null}, ${now})
    on conflict (community_id, meeting_id, person_id) do update
      set state = excluded.state, seat = excluded.seat, pay_by = excluded.pay_by, turn = null, offered_until = null,
        created_at = excluded.created_at`.execute(trx);
}

const lowestFree = (meetingId: string) => sql`(
  select min(n) from meetings m, generate_series(1, m.seats) as n
  where m.id = ${meetingId} and not exists (
    select from registrations r where r.meeting_id = m.id and r.seat = n))`;

/** Puts somebody at the end of the line. The meeting's row is held. */
export async function writeTurn(
  trx: Scoped,
  { communityId, meetingId, personId, now }: At & { personId: string },
): Promise<void> {
  await sql`
    insert into registrations (community_id, meeting_id, person_id, state, turn, created_at)
    values (${communityId}, ${meetingId}, ${personId}, 'waiting',
      (select coalesce(max(turn), 0) + 1 from registrations where meeting_id = ${meetingId}), ${now})
    on conflict (community_id, meeting_id, person_id) do update
      set state = 'waiting', turn = excluded.turn, seat = null, pay_by = null, offered_until = null,
        created_at = excluded.created_at`.execute(trx);
}

/** Frees a person's place, turn and time. */
export async function writeOut(trx: Scoped, meetingId: string, people: readonly string[]): Promise<void> {
  await sql`
    with freed as (
      delete from occupancy where meeting_id = ${meetingId} and person_id = any(${[...people]}::uuid[]))
    update registrations set state = 'cancelled', seat = null, turn = null, offered_until = null, pay_by = null
    where meeting_id = ${meetingId} and person_id = any(${[...people]}::uuid[])`.execute(trx);
}

export interface Offered {
  readonly personId: string;
  /** The turn they had. */
  readonly turn: number;
}

/**
 * Keeps the free places for the first of those who wait, until `until`. Gives who they are, the first first. Who was archived
 * cannot come and is passed over. The meeting's row is held.
 */
export async function writeOffers(
  trx: Scoped,
  { meetingId, free, until }: { meetingId: string; free: number; until: Temporal.Instant },
): Promise<Offered[]> {
  const { rows } = await sql<Offered>`
    with free as (
      select n, row_number() over (order by n) as place
      from meetings m, generate_series(1, m.seats) as n
      where m.id = ${meetingId} and not exists (select from registrations r where r.meeting_id = m.id and r.seat = n)),
    line as (
      select r.person_id, r.turn, row_number() over (order by r.turn) as place
      from registrations r join people p on p.id = r.person_id and p.archived_at is null
      where r.meeting_id = ${meetingId} and r.state = 'waiting'),
    offered as (
      update registrations r set state = 'offered', seat = free.n, turn = null, offered_until = ${until}
      from line join free using (place)
      where r.meeting_id = ${meetingId} and r.person_id = line.person_id and place <= ${free}
      returning r.person_id, line.turn)
    select person_id as "personId", turn from offered order by turn`.execute(trx);
  return rows;
}

/** Gives places whose number was taken away the lowest that nobody holds, so that no number is above how many there are. */
export async function renumber(trx: Scoped, meetingId: string): Promise<void> {
  await sql`
    with free as (
      select n, row_number() over (order by n) as place
      from meetings m, generate_series(1, m.seats) as n
      where m.id = ${meetingId} and not exists (select from registrations r where r.meeting_id = m.id and r.seat = n)),
    high as (
      select r.person_id, row_number() over (order by r.seat) as place
      from registrations r join meetings m on m.id = r.meeting_id
      where r.meeting_id = ${meetingId} and r.seat > m.seats)
    update registrations r set seat = free.n from high join free using (place)
    where r.meeting_id = ${meetingId} and r.person_id = high.person_id`.execute(trx);
}

/** Ends every place and turn of a meeting and frees the time of those who had one. Gives what each had, the line in its order. */
export async function everybodyOut(
  trx: Scoped,
  meetingId: string,
): Promise<{ personId: string; state: PlaceState }[]> {
  const { rows } = await sql<{ personId: string; state: PlaceState }>`
    with had as (
      select person_id, state, turn from registrations where meeting_id = ${meetingId} and state <> 'cancelled'),
    freed as (
      delete from occupancy where meeting_id = ${meetingId} and person_id in (select person_id from had)),
    out as (
      update registrations set state = 'cancelled', seat = null, turn = null, offered_until = null, pay_by = null
      where meeting_id = ${meetingId} and person_id in (select person_id from had))
    select person_id as "personId", state from had order by turn, person_id`.execute(trx);
  return rows;
}
