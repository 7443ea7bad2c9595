import { sql } from "kysely";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { gives } from "../../meetings/inside.ts";
import { type Standing, together } from "../batching.ts";

/** The providers about whom enough reviews wait that can be changed no more. */
export async function providersWaiting(trx: Scoped, cutoff: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select provider_id as id from reviews
    where published_at is null and editable_until <= ${cutoff}
    group by provider_id having count(*) >= ${together} order by provider_id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** What decides about publishing; others who want to publish reviews of this provider wait until the end of the transaction. */
export async function standingOf(trx: Scoped, providerId: string): Promise<Standing> {
  await sql`select from providers where person_id = ${providerId} for no key update`.execute(trx);
  const { rows } = await sql<Standing>`
    with last as (
      select max(published_at) as at from reviews where provider_id = ${providerId})
    select ${minuteSql("last.at")} as before,
      (select coalesce(json_agg(json_build_object(
          'id', v.id, 'sureFrom', ceil(extract(epoch from v.editable_until) / 60)::int,
          'silent', v.text = '', 'orphaned', v.author_id is null)), '[]')
        from reviews v where v.provider_id = ${providerId} and v.published_at is null) as waiting,
      (select coalesce(json_agg(json_build_object('person', x.person_id, 'end', x.end)), '[]') from (
        select r.person_id, ceil(extract(epoch from m.ends_at) / 60)::int as end
        from meetings m join registrations r on r.meeting_id = m.id
        where ${gives(providerId)} and r.attendance = 'attended') x) as attended
    from last`.execute(trx);
  return rows[0] ?? { waiting: [], attended: [], before: null };
}

/** Publishes reviews together: one time for all of them, and never the one at which it happened to be done. */
export async function publish(trx: Scoped, ids: readonly string[], at: Temporal.Instant): Promise<void> {
  await sql`update reviews set published_at = ${at} where id = any(${[...ids]}::uuid[]) and published_at is null`.execute(
    trx,
  );
}
