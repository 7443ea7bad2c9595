import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Setup } from "./rules.ts";

/** Counts what the start page of the panel tells, in one statement. */
export async function setup(trx: Scoped): Promise<Setup> {
  const { rows } = await sql<Setup>`
    with active as (
      select r.person_id from providers r
      join people p on p.community_id = r.community_id and p.id = r.person_id
      where p.archived_at is null and 'provider' = any(p.roles)
    ), offered as (
      select s.id from services s where s.archived_at is null
    )
    select
      (select words <> '{}' from communities where id = current_community()) as "wordsChosen",
      (select count(*) from formats where archived_at is null) as formats,
      (select count(*) from locations where archived_at is null) as locations,
      (select count(*) from active) as providers,
      (select count(*) from offered) as services,
      (select count(*) from people where community_id = current_community() and archived_at is null and 'member' = any(roles)) as members,
      (select count(*) from meetings where state <> 'cancelled' and not private and starts_at > now()) as upcoming,
      (select count(*) from active a
        where not exists (select from certifications c where c.provider_id = a.person_id)) as uncertified,
      (select count(*) from active a
        where not exists (select from weekly_hours w where w.provider_id = a.person_id)) as "withoutHours",
      (select count(*) from offered o
        where not exists (select from certifications c where c.service_id = o.id)) as unserved,
      (select count(distinct code_key) from enrollments where service_id is null) as "pendingCodes"
  `.execute(trx);
  const row = rows[0];
  if (!row) throw new Error("a select without a table gave no row");
  return row;
}
