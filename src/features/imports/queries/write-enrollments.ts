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

/** Assigns members to codes, in this order. What they had chosen themselves is from now on the coordinator's. */
export async function insertEnrollments(trx: Scoped, lines: readonly EnrollmentLine[]): Promise<void> {
  await sql`
    insert into enrollments (community_id, person_id, code_key, code, service_id, source)
    select current_community(), r.id, r.key, r.code, s.id, 'file'
    from unnest(
      ${lines.map(({ personId }) => personId)}::uuid[], ${lines.map(({ key }) => key)}::text[],
      ${lines.map(({ code }) => code)}::text[]
    ) with ordinality as r (id, key, code, at)
    left join services s on s.community_id = current_community() and s.code_key = r.key
    order by r.at
    on conflict (community_id, person_id, code_key) do update set
      source = 'file', code = excluded.code, service_id = excluded.service_id
  `.execute(trx);
}

/** Takes members out of codes that a coordinator gave them, and gives the rows as they were. */
export async function deleteEnrollments(trx: Scoped, lines: readonly Line[]): Promise<Image[]> {
  const { rows } = await sql<{ row: Image }>`
    delete from enrollments e where ${among(lines)} and e.source = 'file' returning to_jsonb(e) as row
  `.execute(trx);
  return rows.map(({ row }) => row);
}

/** Rows that are there already for assignments to come: a member's own choice, or of somebody who was archived. */
export async function enrollmentImages(trx: Scoped, lines: readonly Line[]): Promise<Image[]> {
  const { rows } = await sql<{ row: Image }>`
    select to_jsonb(e) as row from enrollments e where ${among(lines)}
  `.execute(trx);
  return rows.map(({ row }) => row);
}
