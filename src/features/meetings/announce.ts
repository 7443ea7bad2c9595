import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";

/** What can have happened to a meeting that its people are told about. */
export type Happening = "booked" | "asked" | "moved" | "cancelled";

export interface Announcement {
  communityId: string;
  meetingId: string;
  happened: Happening;
  /** Who did it: they get a confirmation, the others a notice. */
  by: string | null;
  /** The meeting's version that this is about; one version is announced once. */
  version: number;
}

/** Has everybody in a meeting told what happened, if and only if the transaction at hand commits. */
export async function announce(trx: Scoped, jobs: Jobs, announcement: Announcement): Promise<void> {
  await jobs.send(trx, "meeting.announce", announcement);
}
