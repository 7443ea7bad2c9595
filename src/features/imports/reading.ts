import type { Ground } from "#platform/action.ts";
import { asCommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import { fingerprintOf, keepReview, type Reviewed } from "./keeping.ts";
import { type OpenedFile, openFile, reviewAgainst } from "./opened.ts";
import { progressOf, stretch } from "./progress.ts";
import { fileOf, findImport, type Import, type ImportState } from "./queries/imports.ts";
import { oneByOne, patiently } from "./queries/locks.ts";
import { touchedMeetings } from "./queries/meetings.ts";

/** Names one import to the queue. */
export type ImportJob = { communityId: string; importId: string };

/** Reads an uploaded file and keeps the review of what it would do. Does nothing when somebody else has done so or discarded it. */
export async function readImport(ground: Ground, job: ImportJob): Promise<void> {
  const { db, clock } = ground;
  const communityId = asCommunityId(job.communityId);
  const found = await inCommunity(db, communityId, (trx) => withFile(trx, job.importId, "reading"));
  if (!found) return;
  const progress = progressOf(ground, communityId, job.importId, "reading");
  const opened = await openFile(found.kind, found.bytes, stretch(progress.tell, 0, 0.7));
  await inCommunity(db, communityId, async (trx) => {
    await oneByOne(trx, job.importId);
    if ((await findImport(trx, job.importId))?.state !== "reading") return;
    await patiently(trx);
    const reviewed = await reviewNow(trx, opened, { mode: found.mode, now: clock.now() });
    progress.tell(0.85);
    await progress.end();
    await keepReview(trx, job.importId, reviewed);
  });
}

/** An import with its file, when it is in the state at hand. */
export async function withFile(
  trx: Scoped,
  importId: string,
  state: ImportState,
): Promise<(Import & { bytes: Uint8Array }) | undefined> {
  const found = await findImport(trx, importId);
  if (found?.state !== state) return undefined;
  return { ...found, bytes: await fileOf(trx, found) };
}

/** The review against what is stored now, with its effect on meetings to come. */
export async function reviewNow(
  trx: Scoped,
  opened: OpenedFile,
  { mode, now }: { mode: Import["mode"]; now: Temporal.Instant },
): Promise<Reviewed> {
  const review = await reviewAgainst(trx, opened, mode);
  const meetings = await touchedMeetings(trx, review.change, now);
  return { opened, review, meetings, fingerprint: await fingerprintOf(review.change) };
}
