import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { currentCommunity } from "../communities/load.ts";
import { entryOf } from "../meetings/calendar.ts";
import { wholeMeeting } from "../meetings/queries.ts";
import { readersOf, tell } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { SeriesNews } from "./announce.ts";
import { letterFor } from "./letters.ts";
import { seriesOf } from "./queries.ts";

const kinds = { booked: "booked", asked: "booked", cancelled: "cancelled" } as const;

/**
 * Tells both people of a series what happened to some of its meetings, once, with all of them in one calendar file: an invitation
 * would be to one meeting alone. Running again tells nobody twice.
 */
export async function writeSeriesLetters(platform: Platform, news: SeriesNews): Promise<void> {
  const { db, jobs, config, clock } = platform;
  const communityId = asCommunityId(news.communityId);
  await inCommunity(db, communityId, async (trx) => {
    const [firstId = ""] = news.meetingIds;
    const meeting = await wholeMeeting(trx, firstId);
    if (!meeting) return;
    const community = await currentCommunity(trx, communityId);
    const now = clock.now();
    const dates = (await seriesOf(trx, firstId)).filter(({ id }) => news.meetingIds.includes(id));
    const { happened, by, once } = news;
    const method = happened === "cancelled" ? "CANCEL" : "PUBLISH";
    const [entry, ...more] = dates.map((date) =>
      entryOf({ meeting: { ...meeting, ...date }, community, method, config }),
    );
    if (!entry) return;
    const people = [meeting.provider, ...meeting.members];
    const when = { start: meeting.start, end: meeting.end };
    const kind = kinds[happened];
    const ids = people.map(({ id }) => id);
    for (const reader of await readersOf(trx, ids, kind)) {
      const others = people.filter(({ id }) => id !== reader.id).map(nameOf);
      const values = { when, others: others.join(", "), count: dates.length };
      await tell(
        trx,
        jobs,
        { community, config, now },
        {
          reader,
          kind,
          once: `series.${once}`,
          path: `/meetings/${meeting.id}`,
          bell: by === reader.id ? undefined : { message: `series.${happened}`, values },
          letter: () => letterFor(reader, { meeting, dates, community, news, baseUrl: config.baseUrl, now }),
          mailKind: `meeting.${happened}`,
          calendar: { method, entry, more },
        },
      );
    }
  });
}
