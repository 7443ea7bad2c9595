import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { listed } from "../directory/listed.ts";
import { nameSql } from "../people/named.ts";

/** Somebody as the one who blocks may know them. */
export interface Other {
  readonly id: string;
  /** Empty where the two have not come as far as names: a provider does not learn who asked by blocking them. */
  readonly name: string;
  /** Whether the actor blocked them already. */
  readonly blocked: boolean;
}

const mine = (actor: Pick<Actor, "id">) => sql`
  together as (
    select r.person_id as id, true as named from meetings m join registrations r on r.meeting_id = m.id
      where m.provider_id = ${actor.id}
    union all
    select m.provider_id, true from registrations r join meetings m on m.id = r.meeting_id
      where r.person_id = ${actor.id}
    union all
    select r.person_id, true from co_hosts h join registrations r on r.meeting_id = h.meeting_id
      where h.person_id = ${actor.id}
    union all
    select h.person_id, true from registrations r join co_hosts h on h.meeting_id = r.meeting_id
      where r.person_id = ${actor.id}
    union all
    select case when h.person_id = ${actor.id} then m.provider_id else h.person_id end, true
      from co_hosts h join meetings m on m.id = h.meeting_id
      where ${actor.id}::uuid in (h.person_id, m.provider_id)
    union all
    select q.member_id, o.state = 'accepted' from proposals o join support_requests q on q.id = o.request_id
      where o.provider_id = ${actor.id}
    union all
    select o.provider_id, true from support_requests q join proposals o on o.request_id = q.id
      where q.member_id = ${actor.id}
    union all
    select case when c.asker_id = ${actor.id} then c.other_id else c.asker_id end, true from connections c
      where ${actor.id}::uuid in (c.asker_id, c.other_id)
    union all
    select p.id, true from providers r join people p on p.id = r.person_id where ${listed}
    union all
    select o.person_id, false from room_members own join room_members o on o.room_id = own.room_id
      where own.person_id = ${actor.id} and own.joined_at is not null and o.joined_at is not null)`;

const columns = (actor: Pick<Actor, "id">) => sql`
  p.id, case when exists (select from together t where t.id = p.id and t.named)
    then ${nameSql("p")} else '' end as name,
  exists (select from blocks b where b.person_id = ${actor.id} and b.blocked_id = p.id) as blocked`;

/**
 * Somebody with whom the actor shares a meeting, a proposal, a connection or a room, in whatever state, or whom the directory shows.
 * For anybody else there is nobody.
 */
export async function otherFor(trx: Scoped, actor: Actor, id: string): Promise<Other | null> {
  if (!isId(id) || id === actor.id) return null;
  const { rows } = await sql<Other>`
    with ${mine(actor)} select ${columns(actor)} from people p
    where p.id = ${id} and p.id in (select id from together)`.execute(trx);
  return rows[0] ?? null;
}

/** Somebody whom the actor blocked. */
export interface Blocked extends Other {
  readonly at: Temporal.Instant;
  /** Blocked in a room, and known by the name there: their id would say who they are, so no page has it. */
  readonly hidden: boolean;
}

/** Everybody whom a person blocked, with the name by which they know them: `knownAs` in a room, or else `name`. */
export const blockedBySql = (personId: string | null) => sql<
  Other & { at: Temporal.Instant; knownAs: string }
>`
  with ${mine({ id: personId })} select ${columns({ id: personId })}, x.at, x.known_as as "knownAs"
  from blocks x join people p on p.id = x.blocked_id
  where x.person_id = ${personId} order by x.at desc, p.id`;

/** Everybody whom the actor blocked, the latest first. */
export async function blockedBy(trx: Scoped, actor: Actor): Promise<Blocked[]> {
  const { rows } = await blockedBySql(actor.id).execute(trx);
  return rows.map(({ knownAs, ...other }) => ({
    ...other,
    name: knownAs || other.name,
    hidden: knownAs !== "",
  }));
}

/** Writes down that a person blocked another; again changes nothing. */
export async function insertBlock(
  trx: Scoped,
  block: { communityId: string; personId: string; otherId: string; knownAs: string; at: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto("blocks")
    .values({
      community_id: block.communityId,
      person_id: block.personId,
      blocked_id: block.otherId,
      known_as: block.knownAs,
      at: block.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Gives whether there was a block of this person's to take back. */
export async function deleteBlock(trx: Scoped, personId: string, otherId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from blocks where person_id = ${personId} and blocked_id = ${otherId} returning person_id`.execute(
    trx,
  );
  return rows.length === 1;
}

/** The accepted proposals between two persons, whose pages have to show that nothing more is written there. */
export async function acceptedBetween(trx: Scoped, a: string, b: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from proposals o join support_requests r on r.id = o.request_id
    where o.state = 'accepted'
      and (o.provider_id, r.member_id) in ((${a}::uuid, ${b}::uuid), (${b}::uuid, ${a}::uuid))`.execute(trx);
  return rows.map(({ id }) => id);
}
