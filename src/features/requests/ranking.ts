import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { holds } from "../admin/listing.ts";
import { blocked } from "../blocks/between.ts";
import { type Offered, weights } from "./matching.ts";
import { multirange, requestColumns } from "./queries.ts";
import type { SupportRequest } from "./request.ts";

/** Where a page of the list begins: after this request. */
export interface Cursor {
  readonly score: number;
  readonly id: string;
}

/** Reads a cursor from an address; what makes no sense is the beginning. */
export function readCursor(text: string | undefined): Cursor | null {
  const [score = "", id = ""] = (text ?? "").split("_");
  return /^\d{1,6}$/.test(score) && isId(id) ? { score: Number(score), id } : null;
}

export const cursorText = ({ score, id }: Cursor): string => `${score}_${id}`;

export interface RankedSearch {
  /** Words of subject or description. */
  readonly q: string;
  /** Id of a lived experience that is sought; null for any. */
  readonly experience: string | null;
  readonly after: Cursor | null;
  readonly size: number;
}

export type RankedRequest = SupportRequest & { readonly score: number };

export interface Ranked {
  readonly rows: readonly RankedRequest[];
  /** How many there are in all, on every page. */
  readonly total: number;
  readonly next: Cursor | null;
}

/**
 * The open requests of others for a provider, those that suit best first and of those the ones that wait longest, in one
 * statement. Which ones there are does not depend on what the provider told: only their order does.
 */
export async function rankedRequests(
  trx: Scoped,
  actor: Actor,
  offered: Offered,
  search: RankedSearch,
): Promise<Ranked> {
  const { after, size } = search;
  const { rows } = await sql<{ rows: RankedRequest[]; total: number }>`
    with open as materialized (${openRequests(actor, offered, search)}),
    page as (
      select id, score from open
      where ${after === null} or (-score, id) > (${-(after?.score ?? 0)}::int, ${after?.id ?? null}::uuid)
      order by -score, id limit ${size + 1}
    )
    select (select count(*)::int from open) as total,
      (select coalesce(json_agg(x order by -x.score, x.id), '[]') from (
        select page.score, ${requestColumns(actor.id)}
        from page join support_requests r on r.community_id = current_community() and r.id = page.id) x) as rows
  `.execute(trx);
  const [found = { rows: [], total: 0 }] = rows;
  const shown = found.rows.slice(0, size);
  const last = shown.at(-1);
  const more = found.rows.length > size;
  return { rows: shown, total: found.total, next: more && last ? { score: last.score, id: last.id } : null };
}

function openRequests(
  { id: reader }: Actor,
  { experiences, gender, free }: Offered,
  { q, experience }: RankedSearch,
): RawBuilder<unknown> {
  const even = free.filter((_, place) => place % 2 === 0);
  const odd = free.filter((_, place) => place % 2 === 1);
  const { experience: shared, gender: wanted, window, mostWindows } = weights;
  return sql`
    select r.id, ${shared}::int * coalesce(s.shared, 0)
        + case when r.gender_id = ${gender}::uuid then ${wanted}::int else 0 end
        + ${window}::int * case when r.flexible then ${mostWindows}::int when r.windows && f.free then
            least(${mostWindows}::int, (select count(*)::int from unnest(r.windows) w where w && f.free)) else 0 end as score
    from support_requests r
    cross join (select ${multirange(even, odd)} as free offset 0) f
    join people m on m.community_id = r.community_id and m.id = r.member_id and m.archived_at is null
    left join (
      select request_id, count(*)::int as shared from request_experiences
      where option_id = any(${experiences}::uuid[]) group by request_id) s on s.request_id = r.id
    where r.state = 'open' and r.member_id <> ${reader}
      and not ${blocked(sql.ref("r.member_id"), sql`${reader}::uuid`)}
      and ${holds(sql`r.subject || ' ' || r.description`, q)}
      and (${experience}::uuid is null or exists (
        select from request_experiences e where e.request_id = r.id and e.option_id = ${experience}::uuid))`;
}
