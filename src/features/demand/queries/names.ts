import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { nameSql } from "../../people/named.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
}

type Offered = Named & { readonly archived: boolean };

/** What the figures are about, in the coordinator's order. */
export interface Names {
  readonly services: readonly Offered[];
  readonly formats: readonly Offered[];
  readonly experiences: readonly Offered[];
}

/** The names of all services, formats and lived experiences, one statement. */
export async function namesOfAll(trx: Scoped): Promise<Names> {
  const { rows } = await sql<Names>`
    select
      (select coalesce(json_agg(json_build_object('id', id, 'name', code, 'archived', archived_at is not null)
          order by not generic, code), '[]') from services) as services,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'archived', archived_at is not null)
          order by position, name), '[]') from formats) as formats,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'archived', archived_at is not null)
          order by position, name), '[]') from profile_options where list = 'experience') as experiences`.execute(
    trx,
  );
  return rows[0] ?? { services: [], formats: [], experiences: [] };
}

/** How some people are called; nothing is asked for nobody. */
export async function namesOfPeople(trx: Scoped, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Named>`
    select p.id, ${nameSql("p")} as name from people p
    where p.community_id = current_community() and p.id = any(${[...ids]}::uuid[])`.execute(trx);
  return rows;
}
