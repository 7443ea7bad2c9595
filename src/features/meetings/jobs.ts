import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { currentCommunity } from "../communities/load.ts";
import { privateMail, readersOf, tell } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { Announcement } from "./announce.ts";
import { entryOf } from "./calendar.ts";
import { letterFor } from "./letters.ts";
import { wholeMeeting } from "./queries.ts";

const kinds = { booked: "booked", asked: "booked", moved: "changed", cancelled: "cancelled" } as const;

/**
 * Tells everybody in a meeting what happened, with the calendar's update beside the letter. Running again tells nobody twice,
 * since what they are told is named after the meeting's version.
 */
export async function writeLetters(platform: Platform, announcement: Announcement): Promise<void> {
  const { db, jobs, config, clock } = platform;
  const communityId = asCommunityId(announcement.communityId);
  await inCommunity(db, communityId, async (trx) => {
    const meeting = await wholeMeeting(trx, announcement.meetingId);
    if (!meeting) return;
    const community = await currentCommunity(trx, communityId);
    const now = clock.now();
    const { happened, version, by } = announcement;
    const [kind, method] = [kinds[happened], happened === "cancelled" ? "CANCEL" : "REQUEST"] as const;
    // What was never sure is in nobody's calendar.
    const sure = meeting.price === null || meeting.events.some((event) => event.kind === "paid");
    const calendar = sure ? { method, entry: entryOf({ meeting, community, method, config }) } : undefined;
    const people = [meeting.provider, ...meeting.members];
    const when = { start: meeting.start, end: meeting.end };
    const ids = people.map(({ id }) => id);
    for (const reader of await readersOf(trx, ids, kind)) {
      const others = people.filter(({ id }) => id !== reader.id).map(nameOf);
      await tell(
        trx,
        jobs,
        { community, config, now },
        {
          reader,
          kind,
          once: `${meeting.id}.${version}`,
          path: `/meetings/${meeting.id}`,
          bell:
            by === reader.id
              ? undefined
              : { message: `meeting.${happened}`, values: { when, others: others.join(", ") } },
          letter: () => letterFor(reader, { meeting, community, announcement, baseUrl: config.baseUrl, now }),
          mailKind: meeting.private ? privateMail : `meeting.${happened}`,
          calendar,
        },
      );
    }
  });
}
