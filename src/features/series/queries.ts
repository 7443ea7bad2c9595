import { sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { MeetingState } from "../meetings/rules.ts";

/** Writes down that meetings follow each other weekly: a series of booked ones, on the clock of `zone`. */
export async function insertSeries(
  trx: Scoped,
  series: { communityId: string; id: string; zone: string; weeks: number; by: string; at: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into series (community_id, id, kind, zone, weeks, by_person, created_at)
    values (${series.communityId}, ${series.id}, 'booked', ${series.zone}, ${series.weeks}, ${series.by}, ${series.at})
  `.execute(trx);
}

/** One meeting of a series. Epoch minutes. */
export interface SeriesMeeting {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly state: MeetingState;
  readonly version: number;
}

const columns = sql`m.id, m.state, m.version,
  ${spanSql("m")}`;

/**
 * All meetings of the series that this one is of, first to last; none when it is of no series. For who has found the meeting: a booked
 * series has the same two people throughout.
 */
export async function seriesOf(trx: Scoped, meetingId: string): Promise<SeriesMeeting[]> {
  const { rows } = await sql<SeriesMeeting>`
    select ${columns} from meetings one join meetings m on m.series_id = one.series_id
    where one.id = ${meetingId} and m.seats is null order by m.starts_at, m.id`.execute(trx);
  return rows;
}

/** The same, with each row locked, in the order in which everybody locks several. */
export async function lockSeriesOf(trx: Scoped, meetingId: string): Promise<SeriesMeeting[]> {
  const { rows } = await sql<SeriesMeeting>`
    select ${columns} from meetings m
    where m.series_id = (select series_id from meetings where id = ${meetingId}) and m.seats is null
    order by m.id for update`.execute(trx);
  return rows.toSorted((one, other) => one.start - other.start);
}

/** The provider agrees to these meetings, as far as they wait for it. Gives the ids of those that did. */
export async function confirmAll(trx: Scoped, meetingIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update meetings set state = 'final', version = version + 1
    where id = any(${meetingIds}::uuid[]) and state = 'pending' returning id`.execute(trx);
  return rows.map(({ id }) => id);
}
