import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { AgeBand } from "../profiles/bands.ts";

/** What somebody told of themself; ids are options of the lists gender, ethnicity and region. */
export interface Demographics {
  readonly age: AgeBand | null;
  readonly gender: string | null;
  readonly ethnicity: string | null;
  readonly region: string | null;
  /** Whether they want to be counted. */
  readonly counted: boolean;
}

const nothing: Demographics = { age: null, gender: null, ethnicity: null, region: null, counted: false };

/** What this person told, for themself alone; nothing of it when they told nothing. */
export async function demographicsOf(trx: Scoped, personId: string): Promise<Demographics> {
  const { rows } = await sql<Demographics>`
    select age, gender_id as gender, ethnicity_id as ethnicity, region_id as region, counted
    from demographics where person_id = ${personId}`.execute(trx);
  return rows[0] ?? nothing;
}

/** Replaces what somebody told. When it is the same as before, it is as old as before. */
export async function storeDemographics(
  trx: Scoped,
  communityId: string,
  { id, ...told }: Demographics & { readonly id: string },
  now: Temporal.Instant,
): Promise<void> {
  const { age, gender, ethnicity, region, counted } = told;
  await sql`
    insert into demographics as d (community_id, person_id, age, gender_id, ethnicity_id, region_id, counted, changed_at)
    values (${communityId}, ${id}, ${age}, ${gender}, ${ethnicity}, ${region}, ${counted}, ${now})
    on conflict (community_id, person_id) do update set age = excluded.age, gender_id = excluded.gender_id,
      ethnicity_id = excluded.ethnicity_id, region_id = excluded.region_id, counted = excluded.counted,
      changed_at = excluded.changed_at
    where (d.age, d.gender_id, d.ethnicity_id, d.region_id, d.counted)
      is distinct from (excluded.age, excluded.gender_id, excluded.ethnicity_id, excluded.region_id, excluded.counted)`.execute(
    trx,
  );
}

/** Takes away all that somebody told. */
export async function forgetDemographics(trx: Scoped, personId: string): Promise<void> {
  await sql`delete from demographics where person_id = ${personId}`.execute(trx);
}
