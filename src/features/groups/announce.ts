import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";

/**
 * What can have happened to a group meeting for those who give it or have a sure place in it: it was planned, or they give it no more
 * (its hosts); a place became sure, was given up or taken away; the meeting moved, moved onto something else they have, is elsewhere,
 * or is off.
 */
export type GroupHappening =
  | "planned"
  | "unhosted"
  | "registered"
  | "left"
  | "removed"
  | "moved"
  | "clashes"
  | "changed"
  | "cancelled";

export interface GroupAnnouncement {
  communityId: string;
  meetingId: string;
  happened: GroupHappening;
  /** Whom it concerns: each is told alone, and nobody of anybody else. */
  to: readonly string[];
  /** Who did it: they get a confirmation. */
  by: string | null;
  /** Names the occasion: nobody is told twice of one. The meeting's version, or the id of what happened to a registration. */
  once: string;
}

/** So many are told in one go: few enough for one short transaction. */
const crowd = 100;

/**
 * Has people told what happened to a group meeting they give or have a place in, with the calendar's entry beside the letter, if and
 * only if the transaction at hand commits.
 */
export async function announceGroup(trx: Scoped, jobs: Jobs, announcement: GroupAnnouncement): Promise<void> {
  const { to } = announcement;
  for (let at = 0; at < to.length; at += crowd) {
    await jobs.send(trx, "group.announce", { ...announcement, to: to.slice(at, at + crowd) });
  }
}
