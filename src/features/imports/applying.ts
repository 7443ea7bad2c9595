import type { Ground } from "#platform/action.ts";
import { asCommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Community } from "../communities/community.ts";
import { currentCommunity } from "../communities/load.ts";
import { oneAtATime } from "../providers/certify.ts";
import { keepReview, type Reviewed } from "./keeping.ts";
import { type OpenedFile, openFile } from "./opened.ts";
import type { TouchedMeeting } from "./parts.ts";
import { progressOf, stretch } from "./progress.ts";
import { fallBack, findImport, type Import, markApplied } from "./queries/imports.ts";
import { oneByOne, patiently } from "./queries/locks.ts";
import { wholePart } from "./queries/parts.ts";
import { refreshStatistics } from "./queries/statistics.ts";
import { type ImportJob, reviewNow, withFile } from "./reading.ts";
import { writeChange } from "./writing.ts";

/**
 * Applies a reviewed import in one transaction, whole or not at all. What the file does is worked out anew; when it is not what was
 * reviewed, the new review is kept and nothing is written.
 */
export async function applyImport(ground: Ground, job: ImportJob): Promise<void> {
  const { db } = ground;
  const communityId = asCommunityId(job.communityId);
  const found = await inCommunity(db, communityId, (trx) => withFile(trx, job.importId, "applying"));
  if (!found) return;
  const progress = progressOf(ground, communityId, job.importId, "applying");
  const opened = await openFile(found.kind, found.bytes, stretch(progress.tell, 0, 0.25));
  await inCommunity(db, communityId, async (trx) => {
    await oneByOne(trx, communityId);
    const now = await findImport(trx, job.importId);
    if (now?.state !== "applying") return;
    if (isFed(await currentCommunity(trx, communityId), now))
      return fallBack(trx, job.importId, { from: "applying", to: "review", failure: "fed" });
    await patiently(trx);
    await settle(trx, now, opened, { ground, tell: progress.tell, end: progress.end });
  });
  await refreshStatistics(db, found.review?.rowCount ?? 0);
}

/** The enrollment comes from one place: while a feed is the source, no file is applied. */
export const isFed = ({ settings }: Pick<Community, "settings">, { kind }: Pick<Import, "kind">): boolean =>
  kind === "enrollment" && settings.enrollmentSource === "feed";

interface Surroundings {
  ground: Ground;
  tell: (fraction: number) => void;
  end: () => Promise<void>;
}

async function settle(
  trx: Scoped,
  found: Import,
  opened: OpenedFile,
  { ground, tell, end }: Surroundings,
): Promise<void> {
  if (found.kind !== "enrollment") await oneAtATime(trx);
  const reviewed = await reviewNow(trx, opened, { mode: found.mode, now: ground.clock.now() });
  if (!(await isAsShown(trx, found, reviewed))) {
    await end();
    return keepReview(trx, found.id, reviewed, "changed");
  }
  await writeChange(trx, found, reviewed.review.change, stretch(tell, 0.4, 1));
  await end();
  await markApplied(trx, found.id);
}

/** Whether what would be written is what was reviewed, and no meeting is touched that was not shown. */
async function isAsShown(trx: Scoped, found: Import, reviewed: Reviewed): Promise<boolean> {
  if (!reviewed.review.applicable || reviewed.fingerprint !== found.review?.fingerprint) return false;
  if (reviewed.meetings.length === 0) return true;
  const shown = new Set((await wholePart<TouchedMeeting>(trx, found.id, "meetings")).map(({ id }) => id));
  return reviewed.meetings.every(({ id }) => shown.has(id));
}
