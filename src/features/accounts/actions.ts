import { hashPassword } from "#platform/auth/passwords.ts";
import type { Database } from "#platform/database/connection.ts";
import type { Platform } from "#platform/http/web.ts";
import { newId } from "#platform/ids.ts";
import { accountByEmail, insertAccount, setZone } from "./queries.ts";
import { ownZone } from "./schema.ts";

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  /** Without one, they sign in with a link. */
  readonly password?: string;
  /** Whether the address is known to be theirs. */
  readonly verified: boolean;
}

/** Makes an account, without any letter; one with that address is left as it is. Gives its id. For set-up and tools. */
export async function createAccount(platform: Platform, account: NewAccount): Promise<{ id: string }> {
  const { db } = platform;
  const email = account.email.trim().toLowerCase();
  const known = await accountByEmail(db, email);
  if (known) return known;
  const hash = account.password === undefined ? null : await hashPassword(account.password);
  const { name, verified } = account;
  const made = await insertAccount(db, { id: newId(), email, name, verified }, hash);
  const row = made ?? (await accountByEmail(db, email));
  if (!row) throw new Error("the account was removed while it was made");
  return row;
}

/** Keeps the zone in which somebody reads times, with their account if there is one. null when it is no IANA zone. */
export async function rememberZone(
  db: Database,
  accountId: string | null,
  zone: string,
): Promise<string | null> {
  const read = ownZone.safeParse({ zone });
  if (!read.success) return null;
  if (accountId) await setZone(db, accountId, read.data.zone);
  return read.data.zone;
}
