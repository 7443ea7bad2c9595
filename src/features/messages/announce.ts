import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";

/** Something new in a thread. */
export interface News {
  communityId: string;
  threadId: string;
  number: number;
  /** Who wrote or shared it, and is not told. */
  by: string | null;
}

/** Has the others of a thread told of something new, if and only if the transaction at hand commits. */
export async function announce(trx: Scoped, jobs: Jobs, news: News): Promise<void> {
  await jobs.send(trx, "thread.announce", { ...news });
}
