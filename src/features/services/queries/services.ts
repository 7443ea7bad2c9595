import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { byName, holds, type Listing, listing, type Wanted } from "../../admin/listing.ts";
import { codeKey, serviceCode } from "../../imports/codes.ts";
import { soundsGeneric } from "../../imports/ownership.ts";

export interface StoredService {
  readonly id: string;
  readonly code: string;
  readonly key: string;
  readonly subject: string;
  readonly number: string;
  readonly name: string;
  readonly description: string;
  readonly generic: boolean;
  readonly archived: boolean;
  /** E-mail of the provider marked as owner. */
  readonly owner: string | null;
  /** How many providers may give it. */
  readonly providers: number;
  /** How many members are enrolled in it. */
  readonly members: number;
}

type Row = StoredService & { readonly total: number };

const columns = sql`
  s.id, s.code, s.code_key as key, s.subject, s.number, s.name, s.description, s.generic,
  s.archived_at is not null as archived, o.email as owner,
  (select count(*) from certifications c where c.community_id = s.community_id and c.service_id = s.id) as providers,
  (select count(*) from enrollments e where e.community_id = s.community_id and e.service_id = s.id) as members`;
const owned = sql`left join people o on o.community_id = s.community_id and o.id = s.owner_id`;

export type Show = "active" | "unserved" | "archived";

const shown = {
  active: sql`s.archived_at is null`,
  archived: sql`s.archived_at is not null`,
  unserved: sql`s.archived_at is null and not exists (
    select from certifications c where c.community_id = s.community_id and c.service_id = s.id)`,
};

/** Services by what is in their code or name, by code. */
export function searchServices(
  trx: Scoped,
  { q, page, show }: Wanted & { show: Show },
): Promise<Listing<Row>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<Row>`
      with found as (
        select s.*, count(*) over () as total from services s
        where ${shown[show]} and (${holds(sql`s.code || ' ' || s.name`, q)} or ${holds(sql`s.code_key`, codeKey(q))})
        order by s.generic desc, s.code_key limit ${limit} offset ${offset}
      )
      select ${columns}, s.total from found s ${owned} order by s.generic desc, s.code_key
    `.execute(trx);
    return rows;
  });
}

/** One service of this community; anything else is not found. */
export async function findService(trx: Scoped, id: string): Promise<StoredService | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<StoredService>`
    select ${columns} from services s ${owned} where s.id = ${id}
  `.execute(trx);
  return rows[0];
}

export interface ServiceProvider {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** Who may give a service, by name. */
export async function providersOf(trx: Scoped, serviceId: string): Promise<ServiceProvider[]> {
  const { rows } = await sql<ServiceProvider>`
    select p.id, p.first_name as "firstName", p.last_name as "lastName", p.email
    from certifications c join people p on p.community_id = c.community_id and p.id = c.provider_id
    where c.service_id = ${serviceId} order by ${byName} limit 200
  `.execute(trx);
  return rows;
}

interface NewService {
  subject: string;
  number: string;
  name: string;
  description: string;
}

/** Adds a service, for anyone when it is called so, as an upload would; null when its code is taken. */
export async function insertService(
  trx: Scoped,
  communityId: CommunityId,
  service: NewService,
): Promise<string | null> {
  const code = serviceCode(service);
  const row = await trx
    .insertInto("services")
    .values({
      ...service,
      id: newId(),
      community_id: communityId,
      code,
      code_key: codeKey(code),
      generic: soundsGeneric(service),
    })
    .onConflict((conflict) => conflict.columns(["community_id", "code_key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function updateService(
  trx: Scoped,
  id: string,
  fields: { name: string; description: string; generic: boolean; ownerId: string | null },
): Promise<void> {
  const { ownerId, ...rest } = fields;
  await trx
    .updateTable("services")
    .set({ ...rest, owner_id: ownerId })
    .where("id", "=", id)
    .execute();
}

export async function setServiceArchived(trx: Scoped, id: string, archived: boolean): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("services")
    .set({ archived_at: archived ? sql`coalesce(archived_at, now())` : null })
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
