import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { EmailKey, ListedCode } from "../codes.ts";

interface PersonLine {
  readonly email: EmailKey;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly ssoId: string;
}

/**
 * Writes people by their address: new ones are provisional until somebody proves it, those who are there get the role too, and
 * who was archived comes back with this role alone. A blank erases nothing.
 */
export async function upsertPeople(
  trx: Scoped,
  role: "provider" | "member",
  people: readonly PersonLine[],
): Promise<void> {
  await sql`
    insert into people (community_id, id, email, first_name, last_name, sso_id, roles)
    select current_community(), r.id, r.email, r.first_name, r.last_name, nullif(r.sso_id, ''), array[${role}::text]
    from unnest(
      ${people.map(() => newId())}::uuid[], ${people.map(({ email }) => email)}::text[],
      ${people.map(({ firstName }) => firstName ?? "")}::text[],
      ${people.map(({ lastName }) => lastName ?? "")}::text[], ${people.map(({ ssoId }) => ssoId)}::text[]
    ) as r (id, email, first_name, last_name, sso_id)
    on conflict (community_id, email) do update set
      first_name = coalesce(nullif(excluded.first_name, ''), people.first_name),
      last_name = coalesce(nullif(excluded.last_name, ''), people.last_name),
      sso_id = coalesce(excluded.sso_id, people.sso_id),
      roles = case
        when people.archived_at is not null then excluded.roles
        when people.roles @> excluded.roles then people.roles
        else people.roles || excluded.roles end,
      archived_at = null
  `.execute(trx);
}

/** Makes sure that these people have a provider's row; one that is there keeps its terms. */
export async function ensureProviders(trx: Scoped, ids: readonly string[], zone: string): Promise<void> {
  await sql`
    insert into providers (community_id, person_id, zone)
    select current_community(), id, ${zone} from unnest(${ids}::uuid[]) as p (id)
    on conflict do nothing
  `.execute(trx);
}

/** Takes away the role of providers; who is nothing else is archived and keeps it, for the day they come back. */
export async function removeProviders(trx: Scoped, emails: readonly EmailKey[]): Promise<void> {
  await sql`
    update people set
      archived_at = case when roles <@ array['provider'] then now() else archived_at end,
      roles = case when roles <@ array['provider'] then roles else array_remove(roles, 'provider') end
    where email = any(${emails}::text[]) and archived_at is null
  `.execute(trx);
}

/** Forgets what was listed for these people. */
export async function dropListedCodes(trx: Scoped, ids: readonly string[]): Promise<void> {
  await sql`delete from listed_codes where provider_id = any(${ids}::uuid[])`.execute(trx);
}

const most = 5_000;

/** Lists codes for providers, in the order of each list. */
export async function insertListedCodes(
  trx: Scoped,
  providers: readonly { readonly id: string; readonly codes: readonly ListedCode[] }[],
): Promise<void> {
  const rows = providers.flatMap(({ id, codes }) =>
    codes.map(({ key, code }, position) => ({ id, key, code, position })),
  );
  for (let from = 0; from < rows.length; from += most) {
    const some = rows.slice(from, from + most);
    await sql`
      insert into listed_codes (community_id, provider_id, code_key, code, position)
      select current_community(), * from unnest(
        ${some.map(({ id }) => id)}::uuid[], ${some.map(({ key }) => key)}::text[],
        ${some.map(({ code }) => code)}::text[], ${some.map(({ position }) => position)}::integer[])
    `.execute(trx);
  }
}
