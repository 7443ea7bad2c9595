import { sql } from "kysely";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Period } from "../period.ts";
import type { Part } from "../told.ts";
import { grownSql, partSql } from "./parts.ts";

/** Places in meetings that are over: of how many people it was said that they came, that they did not, and neither. */
export interface Came {
  readonly attended: number;
  readonly noShow: number;
  readonly unsaid: number;
}

/** The same of one format or one service in a part of a growth, or of one quarter of an hour in which meetings started. */
export interface CameBy extends Came {
  readonly by: "format" | "service" | "start";
  readonly part: Part | null;
  /** Of the format or the service; null for meetings of no service. */
  readonly id: string | null;
  /** In epoch minutes, where it is by start. */
  readonly start: number | null;
}

/** Who came to the meetings until the end of a period that are over, without private ones, counted three ways in one statement. */
export async function cameIn(trx: Scoped, period: Period, now: Temporal.Instant): Promise<CameBy[]> {
  const { rows } = await sql<CameBy>`
    select case when grouping(x.format_id) = 0 then 'format' when grouping(x.service_id) = 0 then 'service' else 'start' end as by,
      case when grouping(x.part) = 0 then x.part end as part,
      case when grouping(x.format_id) = 0 then x.format_id when grouping(x.service_id) = 0 then x.service_id end as id,
      case when grouping(x.start) = 0 then x.start end as start,
      sum(x.attended)::int as attended, sum(x.no_show)::int as "noShow", sum(x.registered - x.attended - x.no_show)::int as unsaid
    from (
      select m.format_id, m.service_id, ${partSql("m.starts_at", period)} as part,
        ${minuteSql("m.starts_at")} / 15 * 15 as start, g.registered, g.attended, g.no_show
      from meetings m
      -- By way of those who give them, whose index holds the counts.
      join (
        select g.community_id, g.meeting_id, g.registered, g.attended, g.no_show
        from providers p join given_meetings g on g.community_id = p.community_id and g.person_id = p.person_id
        where g.host and ${grownSql("g.starts_at", period)}) g on g.community_id = m.community_id and g.meeting_id = m.id
      where ${grownSql("m.starts_at", period)} and m.ends_at <= ${now} and not m.private and m.state = 'final') x
    group by grouping sets ((x.part, x.format_id), (x.part, x.service_id), (x.start))`.execute(trx);
  return rows;
}
