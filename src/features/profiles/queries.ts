import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";

/** What a provider tells about themself. */
export interface Profile {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly bio: string;
  /** Ids of options. */
  readonly experiences: readonly string[];
  readonly gender: string | null;
}

/** The profile of a provider of this community, archived or not; anybody else has none. */
export async function findProfile(trx: Scoped, id: string): Promise<Profile | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<Profile>`
    select p.id, p.first_name as "firstName", p.last_name as "lastName", p.email, r.bio, r.gender_id as gender,
      array(select e.option_id from provider_experiences e where e.provider_id = p.id) as experiences
    from providers r join people p on p.community_id = r.community_id and p.id = r.person_id
    where p.id = ${id} and 'provider' = any(p.roles)`.execute(trx);
  return rows[0];
}

/** Replaces what a provider told. `experiences` and `gender` are options of the lists of these names. */
export async function storeProfile(
  trx: Scoped,
  communityId: string,
  profile: Pick<Profile, "id" | "bio" | "experiences" | "gender">,
): Promise<void> {
  const { id, bio, experiences, gender } = profile;
  await sql`
    with told as (
      update providers set bio = ${bio}, gender_id = ${gender} where person_id = ${id}),
    gone as (
      delete from provider_experiences where provider_id = ${id} and option_id <> all(${experiences}::uuid[]))
    insert into provider_experiences (community_id, provider_id, option_id)
    select ${communityId}::uuid, ${id}::uuid, option from unnest(${experiences}::uuid[]) as option
    on conflict do nothing`.execute(trx);
}
