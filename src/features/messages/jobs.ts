import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { currentCommunity } from "../communities/load.ts";
import { queueMail } from "../notifications/index.ts";
import type { News } from "./announce.ts";
import { letterFor } from "./letters.ts";
import { wholeThread } from "./queries/threads.ts";

/**
 * Writes a letter to everybody who has not seen what is new. It is named after the point up to which its reader has seen the
 * thread: until they look again there is no second one, however much is written and however often this runs.
 */
export async function writeThreadLetters(platform: Platform, news: News): Promise<void> {
  const { db, jobs, config, clock } = platform;
  const communityId = asCommunityId(news.communityId);
  await inCommunity(db, communityId, async (trx) => {
    const thread = await wholeThread(trx, news.threadId, news.by);
    if (!thread) return;
    const community = await currentCommunity(trx, communityId);
    const occasion = { thread, community, by: news.by, baseUrl: config.baseUrl, now: clock.now() };
    const others = thread.people.filter(({ id, blocked }) => id !== news.by && !blocked);
    for (const person of others.filter(({ seen }) => seen < news.number)) {
      await queueMail(trx, jobs, {
        ...letterFor(person, occasion),
        communityId,
        personId: person.id,
        kind: "thread.news",
        to: person.email,
        once: `${news.threadId}.${person.id}.${person.seen}`,
      });
    }
  });
}
