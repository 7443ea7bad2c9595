import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { currentCommunity } from "../communities/load.ts";
import { queueMail } from "../notifications/index.ts";
import type { Announcement } from "./announce.ts";
import { calendarOf } from "./calendar.ts";
import { letterFor } from "./letters.ts";
import { wholeMeeting } from "./queries.ts";

/**
 * Writes everybody in a meeting a letter about what happened, with the calendar's update beside it. Running again writes
 * nothing twice, since every letter is named after the meeting's version and its reader.
 */
export async function writeLetters(platform: Platform, announcement: Announcement): Promise<void> {
  const { db, jobs, config, clock } = platform;
  const communityId = asCommunityId(announcement.communityId);
  await inCommunity(db, communityId, async (trx) => {
    const meeting = await wholeMeeting(trx, announcement.meetingId);
    if (!meeting) return;
    const community = await currentCommunity(trx, communityId);
    const now = clock.now();
    const method = announcement.happened === "cancelled" ? "CANCEL" : "REQUEST";
    const calendar = calendarOf({ meeting, community, method, config, now });
    for (const person of [meeting.provider, ...meeting.members]) {
      await queueMail(trx, jobs, {
        ...letterFor(person, { meeting, community, announcement, baseUrl: config.baseUrl, now }),
        communityId,
        personId: person.id,
        kind: `meeting.${announcement.happened}`,
        to: person.email,
        calendar,
        calendarMethod: method,
        once: `${meeting.id}.${announcement.version}.${person.id}`,
      });
    }
  });
}
