import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Enrollment } from "../programme.ts";

/** Rows given as columns, joined to the people they name. */
const lines = (enrollments: readonly Pick<Enrollment, "email" | "key">[]) => sql`
  unnest(${enrollments.map(({ email }) => email)}::text[], ${enrollments.map(({ key }) => key)}::text[])`;

/** Assigns members to codes, in this order. What they had chosen themselves is from now on the coordinator's. */
export async function insertEnrollments(trx: Scoped, enrollments: readonly Enrollment[]): Promise<void> {
  await sql`
    insert into enrollments (community_id, person_id, code_key, code, service_id, source)
    select p.community_id, p.id, r.key, r.code, s.id, 'file'
    from unnest(
      ${enrollments.map(({ email }) => email)}::text[], ${enrollments.map(({ key }) => key)}::text[],
      ${enrollments.map(({ code }) => code)}::text[]
    ) with ordinality as r (email, key, code, at)
    join people p on p.community_id = current_community() and p.email = r.email
    left join services s on s.community_id = current_community() and s.code_key = r.key
    order by r.at
    on conflict (community_id, person_id, code_key) do update set
      source = 'file', code = excluded.code, service_id = excluded.service_id
  `.execute(trx);
}

/** Takes members out of codes and gives the rows as they were. */
export async function deleteEnrollments(
  trx: Scoped,
  enrollments: readonly Pick<Enrollment, "email" | "key">[],
): Promise<object[]> {
  const { rows } = await sql<{ row: object }>`
    delete from enrollments e using ${lines(enrollments)} as r (email, key), people p
    where p.community_id = current_community() and p.email = r.email
      and e.community_id = p.community_id and e.person_id = p.id and e.code_key = r.key and e.source = 'file'
    returning to_jsonb(e) as row
  `.execute(trx);
  return rows.map(({ row }) => row);
}
