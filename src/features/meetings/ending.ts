import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { notify } from "../notifications/notify.ts";
import { timeFreed } from "../waits/news.ts";
import { announce } from "./announce.ts";
import { cancel, record } from "./queries.ts";

export interface Ending {
  communityId: string;
  meetingId: string;
  /** The version that was seen; another one is not ended. */
  version: number;
  /** Whether somebody cancelled it or its payment did not come in time. */
  kind: "cancelled" | "expired";
  /** Who did it; null when nobody did, or nobody is to be named. */
  by: string | null;
  now: Temporal.Instant;
  reason?: string;
  /** Whether what was paid goes back. */
  refund: "full" | "none";
  /** Its people are told of it together with others of its series, by who ends them. */
  toldTogether?: boolean;
}

/**
 * Ends a meeting: frees everybody's time at once, has them told, and has the money settled. False when it was changed meanwhile
 * or is not to be ended any more.
 */
export async function endMeeting(trx: Scoped, jobs: Jobs, ending: Ending): Promise<boolean> {
  const { communityId, meetingId, kind, by, now, reason = "", refund, toldTogether = false } = ending;
  const ended = await cancel(trx, meetingId, ending.version, kind === "expired" ? null : now);
  if (!ended) return false;
  const told = { communityId, meetingId, by, version: ending.version + 1 };
  await record(trx, { ...told, id: newId(), kind, at: now, detail: { reason, refund } });
  if (kind === "cancelled" && !toldTogether) await announce(trx, jobs, { ...told, happened: "cancelled" });
  if (kind === "expired") {
    await notify(trx, jobs, {
      communityId,
      to: ended.people,
      kind: "cancelled",
      once: `meeting.${meetingId}.expired`,
      message: "meetings.expired",
      values: { when: { start: ended.start, end: ended.end } },
      path: `/meetings/${meetingId}`,
      private: true,
    });
  }
  await timeFreed(trx, jobs, communityId);
  if (ended.priced) await jobs.send(trx, "payment.settle", { communityId, meetingId });
  const about = [`meeting:${meetingId}`, ...(ended.proposal_id ? [`proposal:${ended.proposal_id}`] : [])];
  await touch(trx, { communityId, people: ended.people, about });
  return true;
}
