import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { currentCommunity } from "../communities/load.ts";
import { privateMail, readersOf, tell } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { GroupAnnouncement, GroupHappening } from "./announce.ts";
import { groupEntry } from "./calendar.ts";
import { groupLetter } from "./letters.ts";
import { groupPath } from "./paths.ts";
import { countOfSeries } from "./queries/series.ts";
import { wholeGroup } from "./queries.ts";

const kinds = {
  planned: "booked",
  unhosted: "cancelled",
  registered: "booked",
  moved: "changed",
  clashes: "changed",
  changed: "changed",
  left: "cancelled",
  removed: "cancelled",
  cancelled: "cancelled",
} as const satisfies Record<GroupHappening, string>;

/** Who has left or been taken out has it taken back from their calendar, although it takes place. */
const methodOf = (happened: GroupHappening) => (kinds[happened] === "cancelled" ? "CANCEL" : "REQUEST");

/**
 * Tells people what happened to a group meeting they give or have a place in, each in a letter of their own with the calendar's
 * update beside it. Running again tells nobody twice, since what they are told is named after the occasion.
 */
export async function writeGroupLetters(platform: Platform, announcement: GroupAnnouncement): Promise<void> {
  const { db, jobs, config, clock } = platform;
  const communityId = asCommunityId(announcement.communityId);
  await inCommunity(db, communityId, async (trx) => {
    const group = await wholeGroup(trx, announcement.meetingId);
    if (!group) return;
    const community = await currentCommunity(trx, communityId);
    const now = clock.now();
    const { happened, by, to, once } = announcement;
    const method = methodOf(happened);
    const weeks = happened === "planned" && group.seriesId ? await countOfSeries(trx, group.seriesId) : 1;
    const when = { start: group.start, end: group.end };
    for (const reader of await readersOf(trx, to, kinds[happened])) {
      const party = { name: nameOf(reader), email: reader.email };
      await tell(
        trx,
        jobs,
        { community, config, now },
        {
          reader,
          kind: kinds[happened],
          once: `${group.id}.${happened}.${once}`,
          path: groupPath("", group.id),
          bell:
            by === reader.id
              ? undefined
              : { message: `groups.${happened}`, values: { name: group.name, when, weeks } },
          letter: () =>
            groupLetter(reader, { group, happened, weeks, by, community, baseUrl: config.baseUrl, now }),
          mailKind: group.private ? privateMail : `group.${happened}`,
          // An invitation is to one meeting: of several the entries are on their pages.
          ...(weeks === 1 && {
            calendar: { method, entry: groupEntry({ group, community, config, reader: party }) },
          }),
        },
      );
    }
  });
}
