import { sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { holds, type Listing, listing, type Wanted } from "../admin/index.ts";
import { ownNameSql } from "../people/named.ts";
import type { Answered } from "./queries.ts";

export interface FeedbackSearch extends Wanted {
  /** Id of a format; empty for all of them. */
  readonly format: string;
}

export interface FeedbackRow {
  readonly meetingId: string;
  readonly group: boolean;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  readonly format: string;
  readonly name: string;
  readonly answers: readonly Answered[];
}

type Row = FeedbackRow & { readonly total: number };

/** What was said of meetings, the latest first. Of private ones nothing: they are in no list. */
export function listedFeedback(trx: Scoped, { q, page, format }: FeedbackSearch): Promise<Listing<Row>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<Row>`
      select m.id as "meetingId", m.seats is not null as "group", coalesce(nullif(m.name, ''), f.name) as format,
        ${spanSql("m")},
        coalesce(${ownNameSql("p")}, p.email) as name, b.answers, count(*) over () as total
      from feedback b join meetings m on m.id = b.meeting_id join formats f on f.id = m.format_id join people p on p.id = b.person_id
      where b.community_id = current_community() and not m.private and (${format} = '' or f.id::text = ${format})
        and ${holds(
          sql`p.first_name || ' ' || p.last_name || ' ' || (
            select string_agg(answer, ' ') from jsonb_to_recordset(b.answers) as a(answer text))`,
          q,
        )}
      order by b.changed_at desc, m.id, p.id limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}

/** The formats that something was said of. */
export async function formatsWithFeedback(trx: Scoped): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select f.id, f.name from formats f where exists (
      select from feedback b join meetings m on m.id = b.meeting_id where m.format_id = f.id and not m.private)
    order by f.position, f.name`.execute(trx);
  return rows;
}
