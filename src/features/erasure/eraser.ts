import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";

/** Whom to forget, where and when. */
export interface Leaving {
  readonly communityId: string;
  readonly personId: string;
  readonly now: Temporal.Instant;
}

/**
 * One feature's part of forgetting somebody: ends what was still to come and takes their words. Running again changes nothing. All
 * run in one transaction, in which the person's row is locked first.
 */
export type Eraser = (trx: Scoped, jobs: Jobs, leaving: Leaving) => Promise<void>;
