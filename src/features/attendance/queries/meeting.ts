import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { gives, isInside } from "../../meetings/inside.ts";
import { type AttendedMeeting, doorOpensBefore } from "../rules.ts";

/** A meeting as its attendance is about it, found through the one who asks. */
export interface MeetingHere extends AttendedMeeting {
  readonly private: boolean;
  readonly formatId: string;
  /** Whether they give it. */
  readonly hosting: boolean;
  /** Whether they give it or have a sure place in it. */
  readonly inside: boolean;
}

/** From when on a click on the door of the meeting `m` means the time at which it is now, and not one it was moved from. */
export const doorOpens = sql`m.starts_at - make_interval(mins => ${sql.lit(doorOpensBefore)})`;

/** When somebody of the registration `r` of the meeting `m` went in. */
export const joinedAt = sql`case when r.joined_at >= ${doorOpens} then r.joined_at end`;

/** How people meet at the meeting `m` of the format `f`: as its place says, and online without one where nothing else is possible. */
export const way = sql`coalesce((select l.way from locations l where l.id = m.location_id),
  case when m.location_id is null and (m.seats is not null or f.ways = array['online']) then 'online' end)`;

/** A meeting that this person is inside of, or that a coordinator asks for. For anybody else it does not exist. */
export async function meetingHere(trx: Scoped, actor: Actor, id: string): Promise<MeetingHere | null> {
  if (!isId(id) || !actor.id) return null;
  const { rows } = await sql<MeetingHere>`
    select m.id, m.state, m.room, m.link, m.private, m.format_id as "formatId", m.seats is not null as "group", ${way} as way,
      ${spanSql("m")},
      ${gives(actor.id)} as hosting, ${isInside(actor.id)} as inside
    from meetings m join formats f on f.id = m.format_id
    where m.id = ${id} and (${actor.roles.has("coordinator")} or ${isInside(actor.id)})`.execute(trx);
  return rows[0] ?? null;
}

/** Whether this person gives the meeting. */
export async function isHosting(trx: Scoped, personId: string, meetingId: string): Promise<boolean> {
  const { rows } = await sql`
    select m.id from meetings m where m.id = ${meetingId} and ${gives(personId)}`.execute(trx);
  return rows.length > 0;
}
