import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { gives, isInside } from "../../meetings/inside.ts";
import { doorOpens, joinedAt } from "./meeting.ts";

export interface Name {
  first_name: string;
  last_name: string;
  email: string;
}

/** What somebody inside a meeting sees of who went in. */
export interface Inside {
  inside: boolean;
  /** Whether they themself have been there, and whether they are there now. */
  been: boolean;
  there: boolean;
  /** Who else is there and may be known to them: of a group those who give it, of two the other. */
  others: Name[];
}

/** The last click of each person on the door of the meeting `m`, as long as it means the time at which that is now. */
const lastClicks = sql`(
  select distinct on (e.person_id) e.person_id, e.kind, e.at from registration_events e
  where e.meeting_id = m.id and e.kind in ('joined', 'left') and e.at >= ${doorOpens}
  order by e.person_id, e.at desc, e.id desc)`;

export async function insideOf(trx: Scoped, actor: Actor, meetingId: string): Promise<Inside | null> {
  const { rows } = await sql<Inside>`
    select ${isInside(actor.id)} as inside, c.kind is not null as been, coalesce(c.kind = 'joined', false) as there,
      (select coalesce(json_agg(x order by x.first_name), '[]') from (
        select p.first_name, p.last_name, p.email from ${lastClicks} o join people p on p.id = o.person_id
        where o.kind = 'joined' and p.id is distinct from ${actor.id}
          and (${gives(sql`p.id`)} or (m.seats is null and exists (
            select from registrations r where r.meeting_id = m.id and r.person_id = p.id)))) x) as others
    from meetings m left join lateral ${lastClicks} c on c.person_id = ${actor.id}
    where m.id = ${meetingId}`.execute(trx);
  return rows[0] ?? null;
}

interface Click {
  communityId: string;
  meetingId: string;
  personId: string;
  now: Temporal.Instant;
}

/** Writes down that somebody went in or left, once as long as nothing else happened between; false when it was so already. */
export async function recordClick(trx: Scoped, kind: "joined" | "left", click: Click): Promise<boolean> {
  const { communityId, meetingId, personId, now } = click;
  const { rows } = await sql`
    insert into registration_events (community_id, id, meeting_id, person_id, kind, by_person, at)
    select ${communityId}, ${newId()}, m.id, ${personId}, ${kind}, ${personId}, ${now} from meetings m
    where m.id = ${meetingId} and coalesce((
      select c.kind from ${lastClicks} c where c.person_id = ${personId}), 'left') <> ${kind}
    returning id`.execute(trx);
  return rows.length > 0;
}

/** Keeps with a registration when its person first went in, and that they are there. False when they have no sure place (any more). */
export async function noteJoined(
  trx: Scoped,
  { meetingId, personId, now }: Omit<Click, "communityId">,
): Promise<boolean> {
  const { rows } = await sql`
    update registrations r set joined_at = coalesce(${joinedAt}, ${now}), left_at = null
    from meetings m
    where m.id = ${meetingId} and r.meeting_id = m.id and r.person_id = ${personId} and r.state = 'registered'
    returning r.person_id`.execute(trx);
  return rows.length > 0;
}

export async function noteLeft(
  trx: Scoped,
  { meetingId, personId, now }: Omit<Click, "communityId">,
): Promise<void> {
  await sql`
    update registrations set left_at = ${now} where meeting_id = ${meetingId} and person_id = ${personId}`.execute(
    trx,
  );
}

/**
 * Whose open pages of a meeting change when something is known anew of these people: theirs and those of who gives it. When they are
 * who gives it, or it is one of two, those of everybody with a sure place.
 */
export async function witnesses(
  trx: Scoped,
  meetingId: string,
  people: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.provider_id as id from meetings m where m.id = ${meetingId}
    union select h.person_id from co_hosts h where h.meeting_id = ${meetingId}
    union select unnest(${people}::uuid[])
    union select r.person_id from registrations r join meetings m on m.id = r.meeting_id
    where m.id = ${meetingId} and r.state = 'registered' and (m.seats is null or exists (
      select from unnest(${people}::uuid[]) as p (id) where ${gives(sql`p.id`)}))`.execute(trx);
  return rows.map(({ id }) => id);
}
