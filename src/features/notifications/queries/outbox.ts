import { sql } from "kysely";
import type { Database } from "#platform/database/connection.ts";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";

/** Mail about accounts stands beside the communities under this name, which no community can have: they have no capitals. */
export const accountsPlace = "Accounts";

export interface OutboxRow {
  readonly id: string;
  /** A community's slug, or `accountsPlace`. */
  readonly place: string;
  /** A community's name; null for mail about accounts. */
  readonly name: string | null;
  readonly to: string;
  readonly subject: string;
  readonly at: Temporal.Instant;
}

export interface OutboxMail extends OutboxRow {
  readonly text: string;
  readonly html: string;
  readonly calendar: string | null;
  readonly method: string | null;
}

const longest = 60;

const summary = sql`id, to_address as "to", subject, created_at as at`;
const whole = sql`${summary}, body_text as text, body_html as html`;

/** What a demo would have sent, all communities together, the newest first. */
export async function latestMail(db: Database): Promise<OutboxRow[]> {
  const communities = await db.selectFrom("communities").select(["id", "slug", "name"]).limit(20).execute();
  const lists = await Promise.all([
    listed(db, "account_mails", accountsPlace, null),
    ...communities.map(({ id, slug, name }) =>
      inCommunity(db, asCommunityId(id), (trx) => listed(trx, "mails", slug, name)),
    ),
  ]);
  return lists
    .flat()
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, longest);
}

async function listed(
  db: Database,
  table: "mails" | "account_mails",
  place: string,
  name: string | null,
): Promise<OutboxRow[]> {
  const { rows } = await sql<Omit<OutboxRow, "place" | "name">>`
    select ${summary} from ${sql.table(table)} order by id desc limit ${longest}
  `.execute(db);
  return rows.map((row) => ({ ...row, place, name }));
}

/** One mail of a place, whole; null when there is none such. */
export async function mailAt(db: Database, place: string, id: string): Promise<OutboxMail | null> {
  if (!isId(id)) return null;
  if (place === accountsPlace) {
    const { rows } = await sql<Omit<OutboxMail, "place" | "name">>`
      select ${whole}, null as calendar, null as method from account_mails where id = ${id}
    `.execute(db);
    return rows[0] ? { ...rows[0], place, name: null } : null;
  }
  const community = await db
    .selectFrom("communities")
    .select(["id", "name"])
    .where("slug", "=", place)
    .executeTakeFirst();
  if (!community) return null;
  return inCommunity(db, asCommunityId(community.id), async (trx) => {
    const { rows } = await sql<Omit<OutboxMail, "place" | "name">>`
      select ${whole}, calendar, calendar_method as method from mails where id = ${id}
    `.execute(trx);
    return rows[0] ? { ...rows[0], place, name: community.name } : null;
  });
}
