import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { byName, holds, type Listing, listing, type Wanted } from "../../admin/listing.ts";
import { codeKey } from "../../imports/codes.ts";

export interface EligibilityRow {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** Codes of the services this provider may give, the first of them. */
  readonly codes: readonly string[];
  /** How many there are in all. */
  readonly services: number;
  /** Codes listed that no service has. */
  readonly pending: readonly string[];
  readonly total: number;
}

/** Codes shown of each provider in the list. */
const shown = 8;

/** Providers with what they may give, by their name, their address, or the code or name of a service. */
export function searchEligibility(trx: Scoped, { q, page }: Wanted): Promise<Listing<EligibilityRow>> {
  const matches = q
    ? sql`(${holds(sql`p.first_name || ' ' || p.last_name || ' ' || p.email`, q)} or exists (
        select from certifications c
        join services s on s.community_id = c.community_id and s.id = c.service_id
        where c.community_id = p.community_id and c.provider_id = p.id
          and (${holds(sql`s.code || ' ' || s.name`, q)} or ${holds(sql`s.code_key`, codeKey(q))})))`
    : sql`true`;
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<EligibilityRow>`
      with found as (
        select p.community_id, p.id, p.first_name, p.last_name, p.email, count(*) over () as total
        from providers r join people p on p.community_id = r.community_id and p.id = r.person_id
        where p.archived_at is null and 'provider' = any(p.roles) and ${matches}
        order by ${byName} limit ${limit} offset ${offset}
      )
      select p.id, p.first_name as "firstName", p.last_name as "lastName", p.email, p.total,
        coalesce((select json_agg(code) from (
          select s.code from certifications c
          join services s on s.community_id = c.community_id and s.id = c.service_id
          where c.community_id = p.community_id and c.provider_id = p.id order by s.generic, s.code_key limit ${shown}
        ) first), '[]') as codes,
        (select count(*) from certifications c
          where c.community_id = p.community_id and c.provider_id = p.id) as services,
        coalesce((select json_agg(l.code order by l.position) from listed_codes l
          where l.community_id = p.community_id and l.provider_id = p.id and l.code_key not like '%*'
            and not exists (select from services s
              where s.community_id = l.community_id and s.code_key = l.code_key and s.archived_at is null)
        ), '[]') as pending
      from found p order by ${byName}
    `.execute(trx);
    return rows;
  });
}
