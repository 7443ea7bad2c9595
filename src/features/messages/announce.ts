import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import type { Place, Thread } from "./queries/threads.ts";

/** Something new in a thread. */
export interface News {
  communityId: string;
  threadId: string;
  number: number;
  /** Who wrote or shared it, and is not told. */
  by: string | null;
}

/** Has the others of a thread told of something new, and shown it, if and only if the transaction at hand commits. */
export async function announce(
  trx: Scoped,
  jobs: Jobs,
  { communityId, id: by }: Actor,
  { thread, place }: { thread: Thread; place: Place },
): Promise<void> {
  const news: News = { ...place, communityId, by };
  await jobs.send(trx, "thread.announce", news);
  await showOthers(trx, { communityId, id: by }, thread);
}

/** Lets the pages that the others of a thread have open show what changed in it. */
export async function showOthers(
  trx: Scoped,
  { communityId, id: by }: Pick<Actor, "communityId" | "id">,
  { meeting_id, proposal_id, people }: Thread,
): Promise<void> {
  await touch(trx, {
    communityId,
    people: people.map(({ id }) => id).filter((id) => id !== by),
    about: [meeting_id ? `meeting:${meeting_id}` : `proposal:${proposal_id}`],
  });
}
