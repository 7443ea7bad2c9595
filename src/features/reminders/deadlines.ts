import { type CommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { notify } from "../notifications/index.ts";
import type { Notice } from "../notifications/notify.ts";
import { atOnce, type Reminder, takeReminders } from "./queries.ts";

/** Reminds everybody in a final meeting of it, a day and an hour before it begins. */
export async function keepReminders({ db, jobs, clock }: Platform, communityId: CommunityId): Promise<void> {
  const now = clock.now();
  for (;;) {
    const meetings = await inCommunity(db, communityId, async (trx) => {
      const reminders = await takeReminders(trx, communityId, now);
      for (const reminder of reminders) await notify(trx, jobs, noticeOf(communityId, reminder));
      return new Set(reminders.map(({ meeting }) => meeting));
    });
    if (meetings.size < atOnce) return;
  }
}

const noticeOf = (communityId: CommunityId, reminder: Reminder): Notice => {
  const { meeting, which, person, start, end, others, group } = reminder;
  const when = { start, end };
  return {
    communityId,
    to: [person],
    kind: "reminder",
    once: `reminder.${meeting}.${start}.${which}`,
    message: group === null ? "reminder" : "groups.reminder",
    values: { when, others, name: group ?? "" },
    path: group === null ? `/meetings/${meeting}` : `/groups/${meeting}`,
    private: reminder.private,
    until: start,
  };
};
