import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { NoticeKind } from "../notify.ts";

/** Somebody who is to be told something, and in which ways they want to be told of things of this kind. */
export interface Reader {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  /** IANA; null where they never chose one. */
  readonly zone: string | null;
  readonly discreet: boolean;
  readonly bell: boolean;
  readonly mail: boolean;
}

/** Those of these persons who still belong to the community, in the order of their ids. */
export async function readersOf(trx: Scoped, people: readonly string[], kind: NoticeKind): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select p.id, p.first_name, p.last_name, p.email, a.zone, p.discreet,
      coalesce(c.bell, true) as bell, coalesce(c.mail, true) as mail
    from people p
    left join accounts a on a.id = p.account_id
    left join notification_choices c on c.person_id = p.id and c.kind = ${kind}
    where p.id = any(${[...people]}) and p.archived_at is null
    order by p.id`.execute(trx);
  return rows;
}
