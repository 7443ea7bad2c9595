import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Image } from "./images.ts";

/** One assignment by the id of its member. */
export interface EnrollmentLine {
  readonly personId: string;
  readonly key: string;
  readonly code: string;
}

type Line = Pick<EnrollmentLine, "personId" | "key">;

/** Which rows these are: found by the members first, which an index does, whatever the planner thinks of the table. */
const among = (lines: readonly Line[]) => {
  const ids = lines.map(({ personId }) => personId);
  return sql`e.person_id = any(${ids}::uuid[])
    and (e.person_id, e.code_key) in (select * from unnest(${ids}::uuid[], ${lines.map(({ key }) => key)}::text[]))`;
};

/** The place in the order of all assignments after which new ones come. */
export async function lastPosition(trx: Scoped): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(position), 0) as last from enrollments where community_id = current_community()
  `.execute(trx);
  return rows[0]?.last ?? 0;
}

const insertion = (lines: readonly EnrollmentLine[]) => sql`
  insert into enrollments (community_id, person_id, code_key, code, service_id, source)
  select current_community(), r.id, r.key, r.code, s.id, 'file'
  from unnest(
    ${lines.map(({ personId }) => personId)}::uuid[], ${lines.map(({ key }) => key)}::text[],
    ${lines.map(({ code }) => code)}::text[]
  ) with ordinality as r (id, key, code, at)
  left join services s on s.community_id = current_community() and s.code_key = r.key
  order by r.at`;

/**
 * Assigns members to codes, in this order. Gives rows that were there already as they were: a member's own choice, or an assignment of
 * somebody who was archived. They are the coordinator's from now on. New rows are those after `last`.
 */
export async function insertEnrollments(
  trx: Scoped,
  lines: readonly EnrollmentLine[],
  last: number,
): Promise<Image[]> {
  const { numAffectedRows } = await sql`${insertion(lines)} on conflict do nothing`.execute(trx);
  if (numAffectedRows === BigInt(lines.length)) return [];
  const { rows } = await sql<{ row: Image }>`
    select to_jsonb(e) as row from enrollments e
    where ${among(lines)} and (e.position <= ${last} or e.source = 'own')
  `.execute(trx);
  await sql`
    ${insertion(lines)} on conflict (community_id, person_id, code_key) do update set
      source = 'file', code = excluded.code, service_id = excluded.service_id
      where enrollments.position <= ${last} or enrollments.source = 'own'
  `.execute(trx);
  return rows.map(({ row }) => row);
}

/** Takes members out of codes that a coordinator gave them, and gives the rows as they were. */
export async function deleteEnrollments(trx: Scoped, lines: readonly Line[]): Promise<Image[]> {
  const { rows } = await sql<{ row: Image }>`
    delete from enrollments e where ${among(lines)} and e.source = 'file' returning to_jsonb(e) as row
  `.execute(trx);
  return rows.map(({ row }) => row);
}
