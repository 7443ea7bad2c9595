import { sql } from "kysely";
import type { Database } from "#platform/database/connection.ts";
import { newId } from "#platform/ids.ts";

/** Somebody opened a link that was mailed to this address: it is theirs. */
export async function noteProvenAddress(db: Database, accountId: string): Promise<void> {
  await db
    .updateTable("accounts")
    .set({ email_verified: true, updated_at: sql`now()` })
    .where("id", "=", accountId)
    .execute();
}

export async function accountByEmail(db: Database, email: string): Promise<{ id: string } | undefined> {
  return db.selectFrom("accounts").select("id").where("email", "=", email).executeTakeFirst();
}

/** One account and, with a password, the credential better-auth looks for. Nothing when the address is taken. */
export async function insertAccount(
  db: Database,
  account: { id: string; email: string; name: string; verified: boolean },
  hash: string | null,
): Promise<{ id: string } | undefined> {
  const { id, email, name, verified } = account;
  return db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto("accounts")
      .values({ id, email, name, email_verified: verified })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made || hash === null) return made;
    const credential = {
      id: newId(),
      account_id: id,
      provider: "credential",
      provider_account: id,
      password: hash,
    };
    await trx.insertInto("credentials").values(credential).execute();
    return made;
  });
}

export async function setName(db: Database, accountId: string, name: string): Promise<void> {
  await db
    .updateTable("accounts")
    .set({ name, updated_at: sql`now()` })
    .where("id", "=", accountId)
    .execute();
}

export async function setZone(db: Database, accountId: string, zone: string): Promise<void> {
  await db
    .updateTable("accounts")
    .set({ zone, updated_at: sql`now()` })
    .where("id", "=", accountId)
    .execute();
}

export async function hasPassword(db: Database, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom("credentials")
    .select("id")
    .where("account_id", "=", accountId)
    .where("provider", "=", "credential")
    .executeTakeFirst();
  return row !== undefined;
}

export interface SessionRow {
  id: string;
  token: string;
  user_agent: string | null;
  created_at: Temporal.Instant;
  /** Within a day of when it was last used. */
  updated_at: Temporal.Instant;
}

/** Where an account is signed in now, the latest first. */
export async function sessionsOf(db: Database, accountId: string): Promise<SessionRow[]> {
  return db
    .selectFrom("sessions")
    .select(["id", "token", "user_agent", "created_at", "updated_at"])
    .where("account_id", "=", accountId)
    .where("expires_at", ">", sql<Temporal.Instant>`now()`)
    .orderBy("updated_at", "desc")
    .limit(100)
    .execute();
}

export async function endSession(db: Database, accountId: string, sessionId: string): Promise<void> {
  await db.deleteFrom("sessions").where("account_id", "=", accountId).where("id", "=", sessionId).execute();
}

/** Ends every session of the account but the one with this token. */
export async function endOtherSessions(db: Database, accountId: string, token: string): Promise<void> {
  await db.deleteFrom("sessions").where("account_id", "=", accountId).where("token", "<>", token).execute();
}

/** Sessions that ran out, of one account: swept when it signs in again. */
export async function sweepSessions(db: Database, accountId: string): Promise<void> {
  await db
    .deleteFrom("sessions")
    .where("account_id", "=", accountId)
    .where("expires_at", "<", sql<Temporal.Instant>`now()`)
    .execute();
}
