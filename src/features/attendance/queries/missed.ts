import { sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Name } from "./door.ts";

export interface Missed {
  id: string;
  group: boolean;
  private: boolean;
  /** Epoch minutes. */
  start: number;
  end: number;
  name: string;
  hosts: Name[];
}

/** The meetings that somebody missed, the latest first, at most 50. */
export async function missedOf(trx: Scoped, personId: string): Promise<Missed[]> {
  const { rows } = await sql<Missed>`
    select m.id, m.seats is not null as "group", m.private, coalesce(nullif(m.name, ''), f.name) as name,
      ${spanSql("m")},
      (select coalesce(json_agg(x order by x.first_name), '[]') from (
        select p.first_name, p.last_name, p.email from people p
        where p.id = m.provider_id or p.id in (select h.person_id from co_hosts h where h.meeting_id = m.id)) x) as hosts
    from registrations r join meetings m on m.id = r.meeting_id join formats f on f.id = m.format_id
    where r.person_id = ${personId} and r.attendance = 'no_show' and r.state = 'registered' and m.state = 'final'
    order by m.starts_at desc limit 50`.execute(trx);
  return rows;
}
