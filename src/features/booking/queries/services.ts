import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { blockedWith } from "../../blocks/between.ts";

export interface ServiceChoice {
  id: string;
  code: string;
  name: string;
  /** The provider whose own service this is. */
  owner_id: string | null;
  generic: boolean;
  /** Whether the member is enrolled in it, by the coordinator or by an own choice. */
  mine: boolean;
  /** Whether the coordinator's list says so; the member cannot take that back. */
  assigned: boolean;
  /** How many can give it. */
  providers: number;
}

/**
 * The services a member may pick for a format: those that somebody gives, own list first. `search` looks in code and name.
 * Those of somebody with whom a block stands between are not there. `only` leaves those the member is enrolled in and the generic ones (the coordinator's switch).
 */
export async function pickableServices(
  trx: Scoped,
  {
    member,
    search,
    only,
    limit = 200,
  }: { member: string | null; search: string; only: boolean; limit?: number },
): Promise<ServiceChoice[]> {
  const { rows } = await sql<ServiceChoice>`
    with apart as materialized (select id from ${blockedWith(sql`${member}::uuid`)} as b (id))
    select s.id, s.code, s.name, s.owner_id, s.generic, e.person_id is not null as mine, coalesce(e.source = 'file', false) as assigned, c.providers
    from services s
    join lateral (
      select count(*)::int as providers from certifications c
      join people p on p.id = c.provider_id
      where c.service_id = s.id and p.archived_at is null and c.provider_id is distinct from ${member}
        and c.provider_id not in (select id from apart)) c on c.providers > 0
    left join enrollments e on e.service_id = s.id and e.person_id = ${member}
    where s.archived_at is null and (s.owner_id is null or s.owner_id not in (select id from apart))
      and (${search} = '' or s.code_key like ${`%${keyOf(search)}%`} or s.name ilike ${`%${escapeLike(search)}%`})
      and (not ${only} or s.generic or e.person_id is not null)
    order by e.person_id is null, e.position, s.generic, s.number = '', s.code_key
    limit ${limit}
  `.execute(trx);
  return rows;
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
const keyOf = (text: string): string => escapeLike(text.normalize("NFC").toLowerCase().replace(/\s+/g, ""));

/** Puts a service on a member's own list. */
export async function addOwnService(
  trx: Scoped,
  communityId: string,
  personId: string,
  serviceId: string,
): Promise<void> {
  await sql`
    insert into enrollments (community_id, person_id, code_key, code, service_id, source)
    select ${communityId}::uuid, ${personId}::uuid, code_key, code, id, 'own'
    from services where id = ${serviceId} and archived_at is null
    on conflict do nothing
  `.execute(trx);
}

/** Takes off what the member put on; what the coordinator's list says stays. */
export async function removeOwnService(trx: Scoped, personId: string, serviceId: string): Promise<void> {
  await trx
    .deleteFrom("enrollments")
    .where("person_id", "=", personId)
    .where("service_id", "=", serviceId)
    .where("source", "=", "own")
    .execute();
}
