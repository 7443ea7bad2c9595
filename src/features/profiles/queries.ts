import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import type { AgeBand } from "./bands.ts";

/** What a provider tells about themself: their Supporter Information. */
export interface SupporterInformation {
  /** One line that stands beside their name. */
  readonly greeting: string;
  readonly bio: string;
  readonly qualification: string;
  /** Ids of options. */
  readonly experiences: readonly string[];
  readonly languages: readonly string[];
  readonly gender: string | null;
  /** Whether their gender stands on their page and can be searched for. */
  readonly genderShown: boolean;
  /** Years; null where there is no limit. */
  readonly agesFrom: number | null;
  readonly agesTo: number | null;
}

export interface Profile extends SupporterInformation {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** Whether the directory shows them. */
  readonly inDirectory: boolean;
}

/** The profile of a provider of this community, archived or not; anybody else has none. */
export async function findProfile(trx: Scoped, id: string): Promise<Profile | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<Profile>`
    select p.id, p.first_name as "firstName", p.last_name as "lastName", p.email, r.greeting, r.bio, r.qualification,
      r.gender_id as gender, r.gender_shown as "genderShown", r.ages_from as "agesFrom", r.ages_to as "agesTo",
      r.in_directory as "inDirectory",
      array(select e.option_id from provider_experiences e where e.provider_id = p.id) as experiences,
      array(select l.option_id from provider_languages l where l.provider_id = p.id) as languages
    from providers r join people p on p.community_id = r.community_id and p.id = r.person_id
    where p.id = ${id} and 'provider' = any(p.roles)`.execute(trx);
  return rows[0];
}

/** Replaces what a provider told. What is chosen are options of the lists of these names. */
export async function storeProfile(
  trx: Scoped,
  communityId: string,
  { id, ...told }: SupporterInformation & { readonly id: string },
): Promise<void> {
  await sql`
    with told as (
      update providers set greeting = ${told.greeting}, bio = ${told.bio}, qualification = ${told.qualification},
        gender_id = ${told.gender}, gender_shown = ${told.genderShown}, ages_from = ${told.agesFrom}, ages_to = ${told.agesTo}
      where person_id = ${id}),
    gone as (
      delete from provider_experiences where provider_id = ${id} and option_id <> all(${told.experiences}::uuid[])),
    unspoken as (
      delete from provider_languages where provider_id = ${id} and option_id <> all(${told.languages}::uuid[])),
    spoken as (
      insert into provider_languages (community_id, provider_id, option_id)
      select ${communityId}::uuid, ${id}::uuid, option from unnest(${told.languages}::uuid[]) as option
      on conflict do nothing)
    insert into provider_experiences (community_id, provider_id, option_id)
    select ${communityId}::uuid, ${id}::uuid, option from unnest(${told.experiences}::uuid[]) as option
    on conflict do nothing`.execute(trx);
}

/** Whom a provider hopes to reach: their Connection Preferences. They keep nobody away. */
export interface Preferences {
  readonly ages: readonly AgeBand[];
  /** Ids of options of the lists gender, ethnicity, region and experience. */
  readonly options: readonly string[];
  readonly note: string;
}

/** What a provider said; nothing of it when they said nothing. */
export async function preferencesOf(trx: Scoped, providerId: string): Promise<Preferences> {
  const { rows } = await sql<Preferences>`
    select ages, options, note from provider_audience where provider_id = ${providerId}`.execute(trx);
  return rows[0] ?? { ages: [], options: [], note: "" };
}

/** Replaces whom a provider hopes to reach. */
export async function storePreferences(
  trx: Scoped,
  communityId: string,
  { id, ages, options, note }: Preferences & { readonly id: string },
): Promise<void> {
  await sql`
    insert into provider_audience (community_id, provider_id, ages, options, note)
    values (${communityId}, ${id}, ${ages}::text[], ${options}::uuid[], ${note})
    on conflict (community_id, provider_id) do update
      set ages = excluded.ages, options = excluded.options, note = excluded.note`.execute(trx);
}

/** Shows a provider in the directory, or leaves them out of it. */
export async function setInDirectory(trx: Scoped, id: string, inDirectory: boolean): Promise<void> {
  await trx.updateTable("providers").set({ in_directory: inDirectory }).where("person_id", "=", id).execute();
}
