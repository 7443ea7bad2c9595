import { sql } from "kysely";
import type { Role } from "../action.ts";
import type { Scoped } from "../database/scope.ts";

/** That something changed, and for whom. It says nothing about what: a page that hears of it asks again, and is asked again who it is. */
export interface Touch {
  readonly communityId: string;
  /** Ids of the persons whose pages may have to change. */
  readonly people: readonly string[];
  /** Everybody with one of these roles, too. */
  readonly roles?: readonly Role[];
  /** What changed, in the words pages listen for: `requests`, `request:<id>`, `proposal:<id>`, `meeting:<id>`, `bell`. */
  readonly about: readonly string[];
}

export const liveChannel = "kith_live";

/** Tells every app process that something changed, if and only if the transaction at hand commits. */
export async function touch(trx: Scoped, change: Touch): Promise<void> {
  await sql`select pg_notify(${liveChannel}, ${JSON.stringify(change)})`.execute(trx);
}
