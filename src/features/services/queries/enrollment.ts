import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { holds, type Listing, listing, type Wanted } from "../../admin/listing.ts";
import { codeKey } from "../../imports/codes.ts";

export interface EnrollmentRow {
  readonly personId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly key: string;
  readonly code: string;
  /** Whose list it comes from: the coordinator's, or the member's own. */
  readonly source: "file" | "own";
  readonly serviceId: string | null;
  readonly serviceName: string | null;
  readonly archived: boolean;
  readonly total: number;
}

export interface EnrollmentSearch extends Wanted {
  readonly by: "member" | "service";
  readonly show: "all" | "pending";
  /** Narrows to one member or one service. */
  readonly memberId?: string | undefined;
  readonly serviceId?: string | undefined;
}

const member = sql`p.first_name || ' ' || p.last_name || ' ' || p.email`;
const service = sql`e.code || ' ' || coalesce(s.name, '')`;

/** Who is enrolled in what: looked for by member or by service, and ordered by what was looked for. */
export function searchEnrollment(trx: Scoped, search: EnrollmentSearch): Promise<Listing<EnrollmentRow>> {
  const { q, by, show, page, memberId, serviceId } = search;
  const matches =
    by === "member" ? holds(member, q) : sql`(${holds(service, q)} or ${holds(sql`e.code_key`, codeKey(q))})`;
  const order = by === "member" ? sql`p.email, e.position` : sql`e.code_key, p.email`;
  const one = (column: ReturnType<typeof sql>, id: string | undefined) =>
    id !== undefined && isId(id) ? sql`${column} = ${id}` : sql`true`;
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<EnrollmentRow>`
      select e.person_id as "personId", p.first_name as "firstName", p.last_name as "lastName", p.email,
        e.code_key as key, coalesce(s.code, e.code) as code, e.source, s.id as "serviceId", s.name as "serviceName",
        s.archived_at is not null as archived, count(*) over () as total
      from enrollments e
      join people p on p.community_id = e.community_id and p.id = e.person_id
      left join services s on s.community_id = e.community_id and s.id = e.service_id
      where p.archived_at is null and ${matches}
        and ${one(sql`e.person_id`, memberId)} and ${one(sql`e.service_id`, serviceId)}
        and ${show === "pending" ? sql`e.service_id is null` : sql`true`}
      order by ${order} limit ${limit} offset ${offset}
    `.execute(trx);
    return rows;
  });
}

/** The member with this address who is still there. */
export async function memberByEmail(trx: Scoped, email: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom("people")
    .select("id")
    .where("email", "=", email)
    .where("archived_at", "is", null)
    .executeTakeFirst();
  return row?.id;
}

export async function serviceByKey(
  trx: Scoped,
  key: string,
): Promise<{ id: string; code: string } | undefined> {
  return trx
    .selectFrom("services")
    .select(["id", "code"])
    .where("code_key", "=", key)
    .where("archived_at", "is", null)
    .executeTakeFirst();
}

/** Enrolls a member; who is enrolled already stays so, from now on by the coordinator. */
export async function insertEnrollment(
  trx: Scoped,
  communityId: CommunityId,
  row: { personId: string; key: string; code: string; serviceId: string },
): Promise<void> {
  await trx
    .insertInto("enrollments")
    .values({
      community_id: communityId,
      person_id: row.personId,
      code_key: row.key,
      code: row.code,
      service_id: row.serviceId,
      source: "file",
    })
    .onConflict((conflict) =>
      conflict
        .columns(["community_id", "person_id", "code_key"])
        .doUpdateSet({ source: "file", service_id: row.serviceId }),
    )
    .execute();
}

/** Gives whether there was such an enrollment. */
export async function deleteEnrollment(trx: Scoped, personId: string, key: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("enrollments")
    .where("person_id", "=", personId)
    .where("code_key", "=", key)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Codes to choose from while typing, the generic ones first. */
export async function someCodes(trx: Scoped): Promise<{ code: string; name: string }[]> {
  return trx
    .selectFrom("services")
    .select(["code", "name"])
    .where("archived_at", "is", null)
    .orderBy("generic", "desc")
    .orderBy("code_key")
    .limit(300)
    .execute();
}
