import { startMail } from "#features/notifications/jobs.ts";
import { startNotices } from "#features/notifications/worker.ts";
import { asCommunityId } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import type { GroupAnnouncement } from "./features/groups/announce.ts";
import { writeGroupLetters } from "./features/groups/jobs.ts";
import { startImports } from "./features/imports/jobs.ts";
import type { Announcement } from "./features/meetings/announce.ts";
import { writeLetters } from "./features/meetings/jobs.ts";
import type { News } from "./features/messages/announce.ts";
import { writeThreadLetters } from "./features/messages/jobs.ts";
import { startPayments } from "./features/payments/jobs.ts";
import type { Call } from "./features/rooms/announce.ts";
import { writeCalls } from "./features/rooms/jobs.ts";
import type { SeriesNews } from "./features/series/announce.ts";
import { writeSeriesLetters } from "./features/series/jobs.ts";
import type { TimeFreed } from "./features/waits/news.ts";
import { offerFreeTimes } from "./features/waits/offering.ts";

/** Says how every queue's jobs are done. */
export async function startWorkers(platform: Platform): Promise<void> {
  await startMail(platform);
  await startNotices(platform);
  await startImports(platform);
  await startPayments(platform);
  await platform.jobs.work<Announcement>("meeting.announce", (announcement) =>
    writeLetters(platform, announcement),
  );
  await platform.jobs.work<GroupAnnouncement>("group.announce", (announcement) =>
    writeGroupLetters(platform, announcement),
  );
  await platform.jobs.work<TimeFreed>("waits.look", ({ communityId }) =>
    offerFreeTimes(platform, asCommunityId(communityId)),
  );
  await platform.jobs.work<SeriesNews>("series.announce", (news) => writeSeriesLetters(platform, news));
  await platform.jobs.work<News>("thread.announce", (news) => writeThreadLetters(platform, news));
  await platform.jobs.work<Call>("room.announce", (call) => writeCalls(platform, call));
}
