import { createHash } from "node:crypto";
import { CompiledQuery } from "kysely";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "../database/connection.ts";

/** Counts tries for all processes of the installation together. */
export interface Limit {
  /** Counts one try; gives the seconds to wait when there were too many, else null. */
  take(key: string): Promise<number | null>;
  /** Takes one try back: it was a good one. */
  giveBack(key: string): Promise<void>;
}

/** At most `points` tries for one key in `seconds`, which begin with the first try. */
export function openLimit(db: Database, name: string, points: number, seconds: number): Limit {
  const limiter = new RateLimiterPostgres({
    storeClient: clientOf(db),
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    // Who is over the limit is turned away without asking the database again.
    inMemoryBlockOnConsumed: points,
  });
  return {
    async take(key) {
      try {
        await limiter.consume(nameless(key));
        return null;
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
        throw error;
      }
    },
    async giveBack(key) {
      await limiter.reward(nameless(key));
    },
  };
}

/** Addresses that somebody typed are not kept in words. */
const nameless = (key: string) => createHash("sha256").update(key).digest("base64url");

/** What the limiter asks of a PostgreSQL client, over the app's own pool. */
function clientOf(db: Database) {
  return {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, values));
      return { rows, rowCount: Number(numAffectedRows ?? rows.length) };
    },
  };
}
