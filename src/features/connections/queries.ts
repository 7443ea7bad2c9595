import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { blocked } from "../blocks/between.ts";
import { listed } from "../directory/listed.ts";
import { ownNameSql } from "../people/named.ts";
import { displayName } from "../people/person.ts";
import { acquainted } from "./acquainted.ts";
import { answerableSince, type Tie } from "./rules.ts";

/** Somebody the actor is connected with, or about to be. */
export interface Contact {
  /** The person's. */
  readonly id: string;
  /** The connection's. */
  readonly connectionId: string;
  readonly name: string;
  readonly email: string;
  /** Whether they have a page in the directory. */
  readonly listed: boolean;
  /** Since when: connected, or asked. */
  readonly since: Temporal.Instant;
}

interface Row extends Omit<Contact, "name"> {
  readonly firstName: string;
  readonly lastName: string;
}

const contact = ({ firstName, lastName, ...rest }: Row): Contact => ({
  ...rest,
  name: displayName({ firstName, lastName, email: rest.email }),
});

const person = sql`p.id, p.first_name as "firstName", p.last_name as "lastName", p.email,
  exists (select from providers r where r.person_id = p.id and ${listed}) as listed`;

const there = (actor: Actor) =>
  sql`p.archived_at is null and not ${blocked(sql`p.id`, sql`${actor.id}::uuid`)}`;

const byName = sql`lower(coalesce(${ownNameSql("p")}, p.email)), p.id`;

/** Everybody the actor is connected with, by name; nobody who left or with whom a block stands between. */
export async function contactsOf(trx: Scoped, actor: Actor): Promise<Contact[]> {
  const { rows } = await sql<Row>`
    select ${person}, c.id as "connectionId", c.settled_at as since
    from connections c join people p on p.id = case when c.asker_id = ${actor.id} then c.other_id else c.asker_id end
    where c.state = 'accepted' and ${actor.id}::uuid in (c.asker_id, c.other_id) and ${there(actor)}
    order by ${byName}`.execute(trx);
  return rows.map(contact);
}

/** How many people somebody is connected with: as many as `contactsOf` gives them. */
export async function connectionCount(trx: Scoped, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from connections c join people p on p.id = case when c.asker_id = ${personId} then c.other_id else c.asker_id end
    where c.state = 'accepted' and ${personId}::uuid in (c.asker_id, c.other_id) and p.archived_at is null
      and not ${blocked(sql`p.id`, sql`${personId}::uuid`)}`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Who asks the actor and can still be answered, the first who asked first, with what they wrote. */
export async function askingFor(
  trx: Scoped,
  actor: Actor,
  now: Temporal.Instant,
): Promise<(Contact & { note: string })[]> {
  const { rows } = await sql<Row & { note: string }>`
    select ${person}, c.id as "connectionId", c.asked_at as since, c.note
    from connections c join people p on p.id = c.asker_id
    where c.state = 'asked' and c.other_id = ${actor.id} and c.asked_at > ${answerableSince(now)} and ${there(actor)}
    order by c.asked_at, c.id`.execute(trx);
  return rows.map((row) => ({ ...contact(row), note: row.note }));
}

/** Whom the actor asked and who can still answer; those who declined are among them, as if they had not. The latest first. */
export async function askedBy(trx: Scoped, actor: Actor, now: Temporal.Instant): Promise<Contact[]> {
  const { rows } = await sql<Row>`
    select ${person}, c.id as "connectionId", c.asked_at as since
    from connections c join people p on p.id = c.other_id
    where c.state in ('asked', 'declined') and c.asker_id = ${actor.id} and c.asked_at > ${answerableSince(now)}
      and ${there(actor)}
    order by c.asked_at desc, c.id`.execute(trx);
  return rows.map(contact);
}

/** How many the actor asked who can still answer, whether or not they declined. */
export async function countAsked(trx: Scoped, actor: Actor, now: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from connections
    where state in ('asked', 'declined') and asker_id = ${actor.id} and asked_at > ${answerableSince(now)}`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

export interface Acquaintance {
  readonly id: string;
  readonly name: string;
  readonly listed: boolean;
}

type Named = Pick<Row, "id" | "firstName" | "lastName" | "email" | "listed">;

const named = ({ id, listed: isListed, ...called }: Named): Acquaintance => ({
  id,
  name: displayName(called),
  listed: isListed,
});

/** The people the actor met last, with whom there is nothing yet that could be answered, nor was lately. */
export async function metBy(trx: Scoped, actor: Actor, most: number): Promise<Acquaintance[]> {
  const { rows } = await sql<Named>`
    select ${person} from (select id, max(at) as at from ${acquainted(actor.id)} as a group by id) a
    join people p on p.id = a.id
    where p.id <> ${actor.id} and ${there(actor)} and not exists (
      select from connections c
      where least(c.asker_id, c.other_id) = least(p.id, ${actor.id}::uuid)
        and greatest(c.asker_id, c.other_id) = greatest(p.id, ${actor.id}::uuid))
    order by a.at desc, p.id limit ${most}`.execute(trx);
  return rows.map(named);
}

/**
 * Somebody whom the actor may ask: a provider of the directory, somebody they met, or who asks them. For anybody else, and where a
 * block stands between the two, there is nobody.
 */
export async function askable(trx: Scoped, actor: Actor, id: string): Promise<Acquaintance | null> {
  if (!isId(id) || id === actor.id) return null;
  const { rows } = await sql<Named>`
    select ${person} from people p
    where p.id = ${id} and ${there(actor)} and (
      exists (select from providers r where r.person_id = p.id and ${listed})
      or p.id in (select id from ${acquainted(actor.id)} as a)
      or exists (select from connections c where c.asker_id = p.id and c.other_id = ${actor.id}))`.execute(
    trx,
  );
  return rows[0] ? named(rows[0]) : null;
}

/** All that was between two people, the latest first. */
export async function tiesBetween(trx: Scoped, a: string | null, b: string): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    select id, asker_id as "askerId", state, asked_at as "askedAt", settled_at as "settledAt" from connections
    where (asker_id, other_id) in ((${a}::uuid, ${b}::uuid), (${b}::uuid, ${a}::uuid))
    order by asked_at desc, id desc`.execute(trx);
  return rows;
}

export interface OwnTie extends Tie {
  /** Who is not the actor. */
  readonly otherId: string;
}

/** A connection by its id, of which the actor is one of the two. */
export async function tieOf(trx: Scoped, actor: Actor, id: string): Promise<OwnTie | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<OwnTie>`
    select id, asker_id as "askerId", case when asker_id = ${actor.id} then other_id else asker_id end as "otherId",
      state, asked_at as "askedAt", settled_at as "settledAt"
    from connections where id = ${id} and ${actor.id}::uuid in (asker_id, other_id)`.execute(trx);
  return rows[0] ?? null;
}

interface NewTie {
  communityId: string;
  askerId: string;
  otherId: string;
  note: string;
  now: Temporal.Instant;
}

/** Writes down that somebody asks another. Gives its id; null when the two are connected or one of them asked already. */
export async function insertTie(
  trx: Scoped,
  { communityId, askerId, otherId, note, now }: NewTie,
): Promise<string | null> {
  const id = newId();
  const { rows } = await sql`
    insert into connections (community_id, id, asker_id, other_id, note, asked_at)
    values (${communityId}, ${id}, ${askerId}, ${otherId}, ${note}, ${now})
    on conflict do nothing returning id`.execute(trx);
  return rows.length === 1 ? id : null;
}

/** Settles one of the two's connection, in whatever state it is. */
export async function settleTie(
  trx: Scoped,
  id: string,
  state: "accepted" | "declined" | "ended",
  now: Temporal.Instant,
): Promise<void> {
  await trx.updateTable("connections").set({ state, settled_at: now }).where("id", "=", id).execute();
}

/** Ends whatever there is between two people: what was asked, what was declined, what was accepted; with `except`, all but that. */
export async function endTiesBetween(
  trx: Scoped,
  { a, b, now, except = null }: { a: string; b: string; now: Temporal.Instant; except?: string | null },
): Promise<void> {
  await sql`
    update connections set state = 'ended', settled_at = ${now}
    where state <> 'ended' and id is distinct from ${except}::uuid
      and (asker_id, other_id) in ((${a}::uuid, ${b}::uuid), (${b}::uuid, ${a}::uuid))`.execute(trx);
}
