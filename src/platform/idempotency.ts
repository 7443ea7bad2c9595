import type { Actor, Outcome } from "./action.ts";
import type { Scoped } from "./database/scope.ts";

interface Attempt {
  trx: Scoped;
  actor: Actor;
  action: string;
  key?: string | undefined;
}

/**
 * Runs `work` once for a key: a second click, also one that comes while the first still runs, gets the first one's outcome.
 * The key belongs to one person and one action, so nobody reads another's outcome by guessing a key.
 */
export async function once<T extends Outcome<unknown>>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
  if (!attempt.key) return work();
  const { trx, actor, action } = attempt;
  const row = {
    community_id: actor.communityId,
    person_id: actor.id,
    action,
    key: `${action}:${actor.id}:${attempt.key}`,
  };
  // Waits here while another transaction holds the same key; when that one rolls back, this one goes on as the first.
  const first = await trx
    .insertInto("idempotency_keys")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  if (!first) {
    const earlier = await trx
      .selectFrom("idempotency_keys")
      .select("outcome")
      .where("key", "=", row.key)
      .executeTakeFirstOrThrow();
    return earlier.outcome as unknown as T;
  }
  const outcome = await work();
  await trx
    .updateTable("idempotency_keys")
    .set({ outcome: JSON.stringify(outcome) })
    .where("key", "=", row.key)
    .execute();
  return outcome;
}
