import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { Named } from "./schedule.ts";

/** What staff can ask about. */
export interface Choices {
  readonly services: readonly Named[];
  readonly formats: readonly Named[];
  readonly providers: readonly {
    readonly id: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
  }[];
  /** The person with the address that was asked for. */
  readonly memberId: string | null;
}

/** Everything to choose from when asking why there are no times, and whose e-mail address `memberEmail` is. */
export async function choices(trx: Scoped, memberEmail: string): Promise<Choices> {
  const { rows } = await sql<Choices>`
    select
      (select coalesce(json_agg(x order by x.generic desc, x.name), '[]') from (
        select id, code as name, generic from services where archived_at is null) x) as services,
      (select coalesce(json_agg(x order by x.position, x.name), '[]') from (
        select id, name, position from formats where archived_at is null) x) as formats,
      (select coalesce(json_agg(x order by x."firstName", x."lastName", x.email), '[]') from (
        select p.id, p.first_name as "firstName", p.last_name as "lastName", p.email
        from providers s join people p on p.community_id = s.community_id and p.id = s.person_id
        where p.archived_at is null) x) as providers,
      (select id from people
        where community_id = current_community() and email = ${memberEmail} and archived_at is null) as "memberId"
  `.execute(trx);
  const [row] = rows;
  if (!row) throw new Error("a statement without a table gives one row");
  return row;
}
