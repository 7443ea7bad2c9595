import type pg from "pg";

/** What the database says of a group meeting's places, apart from what anybody was told. */
export interface Books {
  /** Everybody's state, by person. */
  readonly states: ReadonlyMap<string, string>;
  /** Those who wait, the first first. */
  readonly line: readonly string[];
  /** To whom a freed place was offered, in that order, as often as it was. */
  readonly offered: readonly string[];
  /** What should never be, in words. */
  readonly faults: readonly string[];
}

/** Reads the books of one group meeting. The client is inside its community. */
export async function seatBooks(client: pg.Client | pg.Pool, meetingId: string): Promise<Books> {
  const { rows } = await client.query<{
    id: string;
    state: string;
    turn: number | null;
    seat: number | null;
    busy: boolean;
  }>(
    `select r.person_id as id, r.state, r.turn, r.seat,
       exists (select from occupancy o where o.meeting_id = r.meeting_id and o.person_id = r.person_id) as busy
     from registrations r where r.meeting_id = $1 order by r.turn`,
    [meetingId],
  );
  const { rows: offers } = await client.query<{ id: string; person: string; turn: number }>(
    `select id, person_id as person, (detail ->> 'turn')::int as turn from registration_events
     where meeting_id = $1 and kind = 'offered' order by substr(id::text, 1, 13), (detail ->> 'turn')::int`,
    [meetingId],
  );
  const { rows: meetings } = await client.query<{ seats: number; strays: number }>(
    `select seats, (select count(*)::int from occupancy o where o.meeting_id = m.id and o.person_id <> m.provider_id
       and not exists (select from registrations r where r.meeting_id = m.id and r.person_id = o.person_id)) as strays
     from meetings m where id = $1`,
    [meetingId],
  );
  const { seats = 0, strays = 0 } = meetings[0] ?? {};
  const held = rows.filter(({ state }) => state === "offered" || state === "registered");
  const faults: string[] = [];
  if (held.length > seats) faults.push(`doubled: ${held.length} hold ${seats} places`);
  if (new Set(held.map(({ seat }) => seat)).size < held.length)
    faults.push("doubled: one place is held twice");
  if (held.some(({ seat }) => seat === null || seat > seats)) faults.push("a place that there is not");
  if (strays > 0 || rows.some(({ busy, state }) => busy !== (state === "registered")))
    faults.push("somebody's time is not what their place says");
  return {
    states: new Map(rows.map(({ id, state }) => [id, state])),
    line: rows.filter(({ state }) => state === "waiting").map(({ id }) => id),
    offered: offers.map(({ person }) => person),
    faults,
  };
}
