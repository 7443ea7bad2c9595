import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";

export async function accountToJoin(
  trx: Scoped,
  id: string,
): Promise<{ id: string; email: string; email_verified: boolean; name: string } | undefined> {
  return trx
    .selectFrom("accounts")
    .select(["id", "email", "email_verified", "name"])
    .where("id", "=", id)
    .executeTakeFirst();
}

/** A new member; nothing when somebody with that address, or that account, is or was on the list. */
export async function insertMember(
  trx: Scoped,
  communityId: CommunityId,
  person: { accountId: string; email: string; firstName: string; lastName: string },
): Promise<{ id: string } | undefined> {
  const row = {
    community_id: communityId,
    id: newId(),
    account_id: person.accountId,
    email: person.email,
    first_name: person.firstName,
    last_name: person.lastName,
    roles: ["member"],
  };
  return trx
    .insertInto("people")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
}

export async function activePerson(trx: Scoped, accountId: string): Promise<{ id: string } | undefined> {
  return trx
    .selectFrom("people")
    .select("id")
    .where("account_id", "=", accountId)
    .where("archived_at", "is", null)
    .executeTakeFirst();
}
