import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Provider, Service } from "../imports/programme.ts";

/** A programme as it is stored: the rows of the pure rules, each with the id it has here. */
export interface StoredProgramme {
  readonly services: readonly (Service & { readonly id: string })[];
  readonly providers: readonly (Provider & { readonly id: string })[];
}

/** The services and providers that count: archived ones, and people who are providers no more, are not among them. */
export async function storedProgramme(trx: Scoped): Promise<StoredProgramme> {
  const services = await sql<StoredProgramme["services"][number]>`
    select s.id, s.code_key as key, s.subject, s.number, s.name, o.email as owner, s.generic
    from services s left join people o on o.community_id = s.community_id and o.id = s.owner_id
    where s.archived_at is null order by s.code_key
  `.execute(trx);
  return { services: services.rows, providers: await storedProviders(trx) };
}

/** The providers alone, with what was listed for each. */
export async function storedProviders(trx: Scoped): Promise<StoredProgramme["providers"]> {
  const { rows } = await sql<StoredProgramme["providers"][number]>`
    select p.id, p.email, p.first_name as "firstName", p.last_name as "lastName",
      coalesce(p.sso_id, '') as "ssoId",
      coalesce((
        select json_agg(json_build_object('key', l.code_key, 'code', l.code) order by l.position, l.code_key)
        from listed_codes l where l.community_id = r.community_id and l.provider_id = r.person_id
      ), '[]') as codes
    from providers r join people p on p.community_id = r.community_id and p.id = r.person_id
    where p.archived_at is null and 'provider' = any(p.roles) order by p.email
  `.execute(trx);
  return rows;
}
