import { type Limit, openLimit } from "#platform/auth/limits.ts";
import type { Database } from "#platform/database/connection.ts";
import { pace } from "./rules.ts";

const limits = new WeakMap<Database, Limit>();

/** Counts that somebody sends something; gives the seconds to wait when it was too often, else null. */
export function tooOften(db: Database, personId: string): Promise<number | null> {
  const limit = limits.get(db) ?? openLimit(db, "help", pace.times, pace.seconds);
  limits.set(db, limit);
  return limit.take(personId);
}
