import { sql } from "kysely";
import type { Eraser } from "../erasure/eraser.ts";
import { gives } from "../meetings/inside.ts";
import { endGroups } from "./ending.ts";
import { holdGroups } from "./queries/changing.ts";

/** The group meetings to come that somebody gives end; of those they give beside somebody else they are no more. */
export const eraseGroups: Eraser = async (trx, jobs, { communityId, personId, now }) => {
  const { rows } = await sql<{ id: string; private: boolean; own: boolean }>`
    select m.id, m.private, m.provider_id = ${personId} as own from meetings m
    where m.seats is not null and m.ends_at > ${now} and m.state <> 'cancelled' and ${gives(personId)}`.execute(
    trx,
  );
  const held = await holdGroups(
    trx,
    rows.map(({ id }) => id),
  );
  const open = new Map(rows.map((row) => [row.id, !row.private]));
  const own = held.filter(({ id }) => rows.some((row) => row.id === id && row.own));
  for (const isOpen of [true, false]) {
    const these = own.filter(({ id }) => open.get(id) === isOpen);
    if (these.length > 0)
      await endGroups(trx, jobs, { communityId, held: these, by: null, now, reason: "", open: isOpen });
  }
  await sql`delete from co_hosts where person_id = ${personId}`.execute(trx);
  await sql`
    delete from occupancy where person_id = ${personId} and meeting_id = any(${held.map(({ id }) => id)}::uuid[])`.execute(
    trx,
  );
  await sql`delete from invitations where person_id = ${personId}`.execute(trx);
};
