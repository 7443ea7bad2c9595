import { sql } from "kysely";
import type { Role } from "#platform/action.ts";
import type { Database } from "#platform/database/connection.ts";
import { asAccount } from "#platform/database/scope.ts";

export interface Membership {
  readonly slug: string;
  readonly name: string;
  readonly words: unknown;
  readonly roles: readonly Role[];
}

/** Where an account belongs, also where a list named its proven address and it has not been yet. By name. */
export function membershipsOf(db: Database, accountId: string): Promise<Membership[]> {
  return asAccount(db, accountId, async (trx) => {
    const { rows } = await sql<Membership>`
      select distinct on (c.name, c.slug) c.slug, c.name, c.words, p.roles
      from people p join communities c on c.id = p.community_id
      where p.archived_at is null
      order by c.name, c.slug, p.account_id nulls last
    `.execute(trx);
    return rows;
  });
}

export interface OpenCommunity {
  readonly slug: string;
  readonly name: string;
  /** Whether anybody may join, and not only look. */
  readonly joinable: boolean;
}

/** Communities that anybody may look at, by name. */
export async function openCommunities(db: Database): Promise<OpenCommunity[]> {
  const { rows } = await sql<OpenCommunity>`
    select slug, name, coalesce(settings ->> 'whoMayBook', 'everyone') = 'everyone' as joinable from communities
    where coalesce(settings ->> 'visibility', 'open') = 'open' order by name limit 200
  `.execute(db);
  return rows;
}

/** The community's address when there is exactly one and anybody may look at it. */
export async function onlyCommunity(db: Database): Promise<string | null> {
  const rows = await db
    .selectFrom("communities")
    .select(["slug", sql<string>`coalesce(settings ->> 'visibility', 'open')`.as("visibility")])
    .limit(2)
    .execute();
  const [first] = rows;
  return first && rows.length === 1 && first.visibility === "open" ? first.slug : null;
}
