import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";

/** What happened to several meetings of a series at once, which their people are told of once. */
export interface SeriesNews {
  communityId: string;
  /** First to last. */
  meetingIds: readonly string[];
  happened: "booked" | "asked" | "cancelled";
  /** Who did it: they get a confirmation, the other a notice. */
  by: string | null;
  /** Names the occasion: nobody is told of it twice. */
  once: string;
  reason?: string;
}

/** Has the people of a series told, in one letter for all of its meetings, if and only if the transaction at hand commits. */
export async function announceSeries(trx: Scoped, jobs: Jobs, news: SeriesNews): Promise<void> {
  await jobs.send(trx, "series.announce", news);
}
