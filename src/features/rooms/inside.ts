import { type RawBuilder, sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

/** Says of the thread `t` that it is a room's in which this person is now. Those who left or were removed are not. */
export const readsRoom = (
  person: RawBuilder<unknown> | string | null,
): RawBuilder<boolean> => sql<boolean>`exists (
  select from room_members i join rooms r on r.id = i.room_id
  where i.room_id = t.room_id and i.person_id = ${person} and i.state = 'in' and r.archived_at is null)`;

/** Ids of the rooms in which both persons are: what one sees there changes when the two are kept apart. */
export async function sharedRooms(trx: Scoped, one: string, other: string): Promise<string[]> {
  const { rows } = await sql<{ room_id: string }>`
    select a.room_id from room_members a join room_members b on b.room_id = a.room_id
    where a.person_id = ${one} and b.person_id = ${other} and a.state = 'in' and b.state = 'in'`.execute(trx);
  return rows.map(({ room_id }) => room_id);
}
