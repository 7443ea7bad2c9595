import { setImmediate as nextTurn } from "node:timers/promises";
import { CompiledQuery, type Kysely } from "kysely";
import type { Database } from "./connection.ts";
import type { DB } from "./schema.ts";

declare const scope: unique symbol;

/** A transaction inside one community. Only `inCommunity` makes one, so no tenant query can be written without a scope. */
export type Scoped = Kysely<DB> & { readonly [scope]: "community" };

declare const communityId: unique symbol;
export type CommunityId = string & { readonly [communityId]: true };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The one place a text becomes the id of a community; anything but a UUID throws, because it goes into `set local`. */
export function asCommunityId(text: string): CommunityId {
  if (!uuid.test(text)) throw new TypeError("not a community id");
  return text as CommunityId;
}

/**
 * Runs `work` in one transaction that sees the rows of `community` alone. Commits when it returns, rolls back when it throws.
 * `SET LOCAL` and not `set_config()`: it ends with the transaction, and it reaches the workers of a distributed database.
 */
export function inCommunity<T>(
  db: Database,
  community: CommunityId,
  work: (trx: Scoped) => Promise<T>,
): Promise<T> {
  return transaction(db, `set local kith.community = '${asCommunityId(community)}'`, (trx) =>
    work(trx as Scoped),
  );
}

/** The same for much that has to fit together: all of it is read as it was at the first statement, and nothing is written. */
export function snapshotOf<T>(
  db: Database,
  community: CommunityId,
  work: (trx: Scoped) => Promise<T>,
): Promise<T> {
  const setting = `set transaction isolation level repeatable read, read only; set local kith.community = '${asCommunityId(community)}'`;
  return transaction(db, setting, (trx) => work(trx as Scoped));
}

/**
 * The same for a page: `render` makes the answer of what was read while the database ends the transaction. The answer is given
 * only when that went well.
 */
export async function readInCommunity<Found, Answer>(
  db: Database,
  community: CommunityId,
  read: (trx: Scoped) => Promise<Found>,
  render: (found: Found) => Promise<Answer>,
): Promise<Answer> {
  const { answer } = await inCommunity(db, community, async (trx) => {
    const found = await read(trx);
    const rendering = nextTurn().then(() => render(found));
    rendering.catch(() => undefined); // whoever awaits the answer hears of it, unless the commit failed before
    return { answer: rendering };
  });
  return answer;
}

/** As `inCommunity`, for an account that looks for its own memberships, before a community is chosen. It may only read. */
export function asAccount<T>(
  db: Database,
  accountId: string,
  work: (trx: Database) => Promise<T>,
): Promise<T> {
  return transaction(db, `set local kith.account = '${asCommunityId(accountId)}'`, work);
}

function transaction<T>(db: Database, setting: string, work: (trx: Database) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await connection.executeQuery(CompiledQuery.raw(`begin; ${setting}`));
    try {
      const result = await work(connection);
      const { rows } = await connection.executeQuery<{ command?: string }>(CompiledQuery.raw("commit"));
      if (rows[0]?.command === "ROLLBACK") throw new Error("the transaction was rolled back at its commit");
      return result;
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw("rollback")).catch(() => undefined);
      throw error;
    }
  });
}
