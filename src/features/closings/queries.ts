import { sql } from "kysely";
import { instantOf } from "#platform/clock.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";

/** Days on which nothing can be booked. Dates are days since 1970-01-01, both included. */
export interface Closing {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

const columns = sql`id, name, from_date - date '1970-01-01' as from, until_date - date '1970-01-01' as until`;

/** All closings: those still to come or running first, in their order, then the past ones, the latest first. */
export async function allClosings(trx: Scoped, today: number): Promise<Closing[]> {
  const { rows } = await sql<Closing>`
    select ${columns} from closings, lateral (select date '1970-01-01' + ${today}::int as today) t
    order by until_date < today, case when until_date < today then today - from_date else from_date - today end, name, id
  `.execute(trx);
  return rows;
}

export async function findClosing(trx: Scoped, id: string): Promise<Closing | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<Closing>`select ${columns} from closings where id = ${id}`.execute(trx);
  return rows[0];
}

export async function insertClosing(
  trx: Scoped,
  communityId: CommunityId,
  { name, from, until }: Omit<Closing, "id">,
): Promise<string> {
  const id = newId();
  await sql`
    insert into closings (community_id, id, name, from_date, until_date)
    values (${communityId}, ${id}, ${name}, date '1970-01-01' + ${from}::int, date '1970-01-01' + ${until}::int)
  `.execute(trx);
  return id;
}

/** Gives whether there was such a closing. */
export async function deleteClosing(trx: Scoped, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom("closings").where("id", "=", id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** A stretch of time, in epoch minutes. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How many meetings lie in each of the stretches, cancelled ones, those that are over and private ones left out. */
export async function bookedCounts(
  trx: Scoped,
  stretches: readonly Stretch[],
  now: Temporal.Instant,
): Promise<number[]> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from meetings
      where state <> 'cancelled' and not private and ends_at > ${now}
        and ends_at > to_timestamp(s.from * 60.0) and starts_at < to_timestamp(s.to * 60.0))::int as count
    from unnest(${stretches.map(({ from }) => from)}::int[], ${stretches.map(({ to }) => to)}::int[])
      with ordinality as s("from", "to", place)
    order by s.place
  `.execute(trx);
  return rows.map(({ count }) => count);
}

interface Named {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** A meeting that is booked although the community is closed. */
export interface BookedMeeting {
  readonly id: string;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  readonly provider: Named;
  /** What a group meeting is called; nobody of it is named. */
  readonly group: string | null;
  readonly members: readonly Named[];
}

/** The meetings of a stretch, cancelled ones, those that are over and private ones left out, in their order. */
export async function bookedWithin(
  trx: Scoped,
  { from, to }: Stretch,
  now: Temporal.Instant,
): Promise<BookedMeeting[]> {
  const name = (person: string) =>
    sql`json_build_object('firstName', ${sql.ref(`${person}.first_name`)}, 'lastName', ${sql.ref(`${person}.last_name`)}, 'email', ${sql.ref(`${person}.email`)})`;
  const { rows } = await sql<BookedMeeting>`
    select m.id, (date_part('epoch', m.starts_at) / 60)::int as start, (date_part('epoch', m.ends_at) / 60)::int as end,
      ${name("host")} as provider, case when m.seats is not null then m.name end as group,
      (select coalesce(json_agg(${name("p")} order by p.first_name, p.last_name), '[]')
        from registrations r join people p on p.community_id = r.community_id and p.id = r.person_id
        where r.meeting_id = m.id and r.state = 'registered' and m.seats is null) as members
    from meetings m join people host on host.community_id = m.community_id and host.id = m.provider_id
    where m.state <> 'cancelled' and not m.private and m.ends_at > ${now}
      and m.ends_at > ${instantOf(from)} and m.starts_at < ${instantOf(to)}
    order by m.starts_at, m.id
  `.execute(trx);
  return rows;
}
