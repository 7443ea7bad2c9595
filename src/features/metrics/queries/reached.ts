import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Met, Told } from "../reached.ts";

/** When this person first met somebody who came to a meeting they give; null for who met nobody. */
export async function firstMet(trx: Scoped, providerId: string): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ first: Temporal.Instant | null }>`
    select min(first_at) as first from encounters where provider_id = ${providerId}`.execute(trx);
  return rows[0]?.first ?? null;
}

/**
 * Who came to this person's meetings, by the month of the first time and by what they told of themselves, each of it by itself. Only what
 * was told before `until` by people who want to be counted; all others did not say. `starts` are where the months begin, in their order.
 */
export async function peopleMet(
  trx: Scoped,
  providerId: string,
  { starts, until }: { starts: readonly Temporal.Instant[]; until: Temporal.Instant },
): Promise<Met[]> {
  const { rows } = await sql<Met>`
    with met as (
      select width_bucket(e.first_at, ${starts.map(String)}::timestamptz[]) - 1 as month,
        d.age, d.gender_id, d.ethnicity_id, d.region_id
      from encounters e
      left join demographics d on d.person_id = e.person_id and d.counted and d.changed_at < ${until}
      where e.provider_id = ${providerId} and e.first_at < ${until})
    select month::int, coalesce(age, gender_id::text, ethnicity_id::text, region_id::text) as category, count(*)::int as people,
      case when grouping(age) = 0 then 'age' when grouping(gender_id) = 0 then 'gender'
        when grouping(ethnicity_id) = 0 then 'ethnicity' else 'region' end as told
    from met group by grouping sets ((month, age), (month, gender_id), (month, ethnicity_id), (month, region_id))`.execute(
    trx,
  );
  return rows;
}

/** What can be told, archived or not, in the coordinator's order. */
export async function everyOption(trx: Scoped): Promise<{ list: Told; id: string; name: string }[]> {
  const { rows } = await sql<{ list: Told; id: string; name: string }>`
    select list, id, name from profile_options where list in ('gender', 'ethnicity', 'region')
    order by archived_at is not null, position, name, id`.execute(trx);
  return rows;
}
