import { sql } from "kysely";
import { Busy } from "#platform/auth/gate.ts";
import { type Limit, openLimit } from "#platform/auth/limits.ts";
import { verifyPassword } from "#platform/auth/passwords.ts";
import type { Database } from "#platform/database/connection.ts";

/** Minutes after signing in during which nobody has to show again who they are. */
export const freshMinutes = 15;

/**
 * What somebody has to do before something that a stolen session must not be enough for: nothing, since they have just signed in;
 * type their password; or, who has none, sign in anew by a link.
 */
export type Proof = "fresh" | "password" | "link";

/** What is asked of the session with this token. */
export async function proofOf(db: Database, accountId: string, token: string | null): Promise<Proof> {
  const { rows } = await sql<{ fresh: boolean; password: boolean }>`
    select exists (select from sessions where token = ${token} and account_id = ${accountId} and expires_at > now()
        and created_at > now() - make_interval(mins => ${freshMinutes})) as fresh,
      exists (select from credentials where account_id = ${accountId} and provider = 'credential') as password`.execute(
    db,
  );
  const [found] = rows;
  if (found?.fresh) return "fresh";
  return found?.password ? "password" : "link";
}

const limits = new WeakMap<Database, Limit>();

/** Tries for one account, for all processes together. */
function triesOf(db: Database): Limit {
  const limit = limits.get(db) ?? openLimit(db, "proof-account", 10, 15 * 60);
  limits.set(db, limit);
  return limit;
}

/** Whether this is the account's password; "later" where too many were tried, or too much is to be done just now. */
export async function isPasswordOf(
  db: Database,
  accountId: string,
  password: string,
): Promise<"right" | "wrong" | "later"> {
  const tries = triesOf(db);
  if ((await tries.take(accountId)) !== null) return "later";
  const row = await db
    .selectFrom("credentials")
    .select("password")
    .where("account_id", "=", accountId)
    .where("provider", "=", "credential")
    .executeTakeFirst();
  try {
    if (!row?.password || !(await verifyPassword(row.password, password))) return "wrong";
  } catch (error) {
    if (error instanceof Busy) return "later";
    throw error;
  }
  await tries.giveBack(accountId);
  return "right";
}
