import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { currentCommunity } from "../communities/load.ts";
import { privateMail, readersOf, tell } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { News } from "./announce.ts";
import { letterFor, pathOf } from "./letters.ts";
import { type Thread, wholeThread } from "./queries/threads.ts";
import { noticeOf } from "./rules.ts";

/**
 * Tells everybody who has not seen what is new. The notice is named after the point up to which its reader has seen the
 * thread: until they look again there is no second one, however much is written and however often this runs.
 */
export async function writeThreadLetters(platform: Platform, news: News): Promise<void> {
  const { db, jobs, config, clock } = platform;
  const communityId = asCommunityId(news.communityId);
  await inCommunity(db, communityId, async (trx) => {
    const thread = await wholeThread(trx, news.threadId, news.by);
    if (!thread) return;
    const community = await currentCommunity(trx, communityId);
    const now = clock.now();
    const author = thread.people.find(({ id }) => id === news.by);
    const values = { name: author ? nameOf(author) : community.name };
    const unseen = thread.people.filter(
      ({ id, blocked, seen }) => id !== news.by && !blocked && seen < news.number,
    );
    const seenBy = new Map(unseen.map(({ id, seen }) => [id, seen]));
    for (const reader of await readersOf(trx, [...seenBy.keys()], "message")) {
      await tell(
        trx,
        jobs,
        { community, config, now },
        {
          reader,
          kind: "message",
          mailKind: thread.proposal_id || thread.group?.private ? privateMail : "thread.news",
          once: noticeOf(news.threadId, seenBy.get(reader.id) ?? 0),
          path: pathOf(thread),
          bell: bellOf(thread, values),
          letter: () => letterFor(reader, { thread, community, by: news.by, baseUrl: config.baseUrl, now }),
        },
      );
    }
  });
}

function bellOf({ meeting_id, start, end, group }: Thread, values: { name: string }) {
  if (meeting_id === null || start === null || end === null)
    return { message: "message.proposal", values } as const;
  const when = { start, end };
  return group
    ? ({ message: "message.group", values: { ...values, group: group.name, when } } as const)
    : ({ message: "message.meeting", values: { ...values, when } } as const);
}
