import { sql } from "kysely";
import type { Role } from "#platform/action.ts";
import type { Database } from "#platform/database/connection.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { sessionSeconds } from "./session.ts";

export interface AccountRow {
  id: string;
  email: string;
  email_verified: boolean;
  name: string;
  zone: string | null;
}

export interface Arrival {
  account: AccountRow | null;
  /** Its row as JSON, as text. */
  community: string | null;
  /** The session has not been prolonged for a day. */
  aging: boolean;
}

/** The account behind a session and the community behind an address, in one statement. Both are known before any scope. */
export async function arrival(db: Database, token: string | null, slug: string | null): Promise<Arrival> {
  const { rows } = await sql<Arrival>`
    select row_to_json(a) as account, row_to_json(c)::text as community,
      coalesce(s.updated_at < now() - interval '1 day', false) as aging
    from (values (1)) as always
    left join sessions s on s.token = ${token} and s.expires_at > now()
    left join (select id, email, email_verified, name, zone from accounts) a on a.id = s.account_id
    left join (select id, slug, name, zone, words, settings from communities) c on c.slug = ${slug}
  `.execute(db);
  return rows[0] ?? { account: null, community: null, aging: false };
}

/** Lets a session that is in use live its whole time again; false when somebody just did, or it has ended. */
export async function prolong(db: Database, token: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update sessions set updated_at = now(), expires_at = now() + make_interval(secs => ${sessionSeconds})
    where token = ${token} and expires_at > now() and updated_at < now() - interval '1 day'
  `.execute(db);
  return numAffectedRows === 1n;
}

interface PersonRow {
  id: string;
  account_id: string | null;
  first_name: string;
  last_name: string;
  email: string;
  roles: Role[];
  discreet: boolean;
  unread: number;
}

/** The bell shows no more, and counting stops there. */
const mostUnread = 100;

/** The person that this account is in the community at hand; also one that still waits for its proven address. */
export async function personOf(trx: Scoped, account: AccountRow): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select id, account_id, first_name, last_name, email, roles, discreet,
      (select count(*)::int from (
        select from notifications n where n.person_id = people.id and n.read_at is null limit ${mostUnread}) u) as unread
    from people
    where archived_at is null
      and (account_id = ${account.id} or (account_id is null and email = ${account.email_verified ? account.email : null}))
    order by account_id nulls last limit 1
  `.execute(trx);
  return rows[0];
}

/** Marks as read what led to this page, a path below the community's base. Gives how many there were. */
export async function readHere(
  trx: Scoped,
  personId: string,
  path: string,
  now: Temporal.Instant,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update notifications set read_at = ${now}
    where person_id = ${personId} and read_at is null and split_part(split_part(path, '#', 1), '?', 1) = ${path}
  `.execute(trx);
  return Number(numAffectedRows);
}

/** Ties a provisional person to the account that proved its address. */
export async function claim(trx: Scoped, personId: string, accountId: string): Promise<void> {
  await trx
    .updateTable("people")
    .set({ account_id: accountId })
    .where("id", "=", personId)
    .where("account_id", "is", null)
    .execute();
}
