import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { blocked, blockedWith } from "../../blocks/between.ts";
import { acquainted } from "../../connections/acquainted.ts";
import { hostsOf } from "../queries.ts";

/** Somebody whom the actor knows and could invite. */
export interface Known {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly invited: boolean;
}

/** Everybody the actor met or is connected with: whom they may know by name. */
const known = (actor: Actor) => sql`
  select a.id from ${acquainted(actor.id)} as a
  union
  select case when c.asker_id = ${actor.id} then c.other_id else c.asker_id end
  from connections c where c.state = 'accepted' and ${actor.id}::uuid in (c.asker_id, c.other_id)`;

/** Those of them who can be invited to a group meeting, by name. Who was invited by address alone is not among them. */
export async function knownTo(trx: Scoped, actor: Actor, meetingId: string): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select p.id, p.first_name, p.last_name, p.email,
      exists (select from invitations i where i.meeting_id = m.id and i.person_id = p.id) as invited
    from meetings m, people p
    where m.id = ${meetingId} and p.id in (${known(actor)}) and p.archived_at is null
      and p.id not in ${hostsOf} and not ${blocked(sql`p.id`, sql`${actor.id}::uuid`)}
    order by lower(p.first_name), lower(p.last_name), p.id limit 500`.execute(trx);
  return rows;
}

interface Inviting {
  readonly communityId: string;
  /** The meetings to which, in one series. */
  readonly meetings: readonly string[];
  /** Ids of people the actor knows; anybody else is left out. */
  readonly people: readonly string[];
  /** Addresses, in small letters; those of nobody are left out. */
  readonly addresses: readonly string[];
  readonly now: Temporal.Instant;
}

/**
 * Invites people to group meetings, as far as they are of the community, do not give them, and no block stands between them and
 * a host. Gives who of them was not invited before; that must not show to the actor.
 */
export async function insertInvitations(
  trx: Scoped,
  actor: Actor,
  { communityId, meetings, people, addresses, now }: Inviting,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with meant as materialized (
      select p.id from people p
      where p.archived_at is null and (p.email = any(${[...addresses]}::text[])
        or (p.id = any(${[...people]}::uuid[]) and p.id in (${known(actor)})))),
    invited as (
      insert into invitations (community_id, meeting_id, person_id, by_person, created_at)
      select ${communityId}, m.id, p.id, ${actor.id}, ${now}
      from meetings m, meant p
      where m.id = any(${[...meetings]}::uuid[]) and p.id not in ${hostsOf}
        and not exists (select from ${blockedWith(sql`p.id`)} as b (id) where b.id in ${hostsOf})
      on conflict do nothing returning person_id)
    select distinct person_id from invited order by person_id`.execute(trx);
  return rows.map(({ person_id }) => person_id);
}

/** Takes invitations back; who has a place keeps it. Gives whose they were. */
export async function deleteInvitations(
  trx: Scoped,
  meetings: readonly string[],
  people: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with gone as (
      delete from invitations
      where meeting_id = any(${[...meetings]}::uuid[]) and person_id = any(${[...people]}::uuid[]) returning person_id)
    select distinct person_id from gone`.execute(trx);
  return rows.map(({ person_id }) => person_id);
}
