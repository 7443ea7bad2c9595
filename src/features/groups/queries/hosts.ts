import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { blocked } from "../../blocks/between.ts";

/** Somebody who can give group meetings. */
export interface Host {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  /** IANA: the clock of their hours. */
  readonly zone: string;
}

/** Every active provider by name, without those whom a block keeps apart from the actor. */
export async function hostsFor(trx: Scoped, actor: Actor): Promise<Host[]> {
  const { rows } = await sql<Host>`
    select p.id, p.first_name, p.last_name, p.email, r.zone
    from providers r join people p on p.community_id = r.community_id and p.id = r.person_id
    where p.archived_at is null and 'provider' = any(p.roles)
      and not ${blocked(sql`p.id`, sql`${actor.id}::uuid`)}
    order by lower(p.first_name), lower(p.last_name), p.id`.execute(trx);
  return rows;
}

/** Whether a block stands between two of these people. */
export async function keptApart(trx: Scoped, people: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ apart: boolean }>`
    select exists (select from blocks b
      where b.person_id = any(${people}::uuid[]) and b.blocked_id = any(${people}::uuid[])) as apart`.execute(
    trx,
  );
  return rows[0]?.apart ?? false;
}

/** Which of these people are kept apart from somebody who has or waits for a place in a group meeting. */
export async function apartFromPlaces(
  trx: Scoped,
  meetingId: string,
  people: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select h.id from unnest(${people}::uuid[]) as h (id)
    where exists (select from registrations r
      where r.meeting_id = ${meetingId} and r.state <> 'cancelled' and ${blocked(sql`h.id`, sql`r.person_id`)})`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}
