import type { Ground } from "#platform/action.ts";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import type { QueueName } from "#platform/jobs/queues.ts";
import { sparingly } from "#platform/memory.ts";
import { applyImport } from "./applying.ts";
import { fallBack, type ImportState } from "./queries/imports.ts";
import { type ImportJob, readImport } from "./reading.ts";
import { undoImport } from "./undoing.ts";

type Stage = "read" | "apply" | "undo";

const stages = {
  read: { queue: "import.read", work: readImport, from: "reading", to: "failed" },
  apply: { queue: "import.apply", work: applyImport, from: "applying", to: "review" },
  undo: { queue: "import.undo", work: undoImport, from: "undoing", to: "applied" },
} as const satisfies Record<
  Stage,
  { queue: QueueName; work: typeof readImport; from: ImportState; to: ImportState }
>;

/** Reads, applies and takes back imports. What fails for good goes back to where somebody can try again. */
export async function startImports(platform: Ground & Pick<Platform, "log">): Promise<void> {
  for (const { queue, work, from, to } of Object.values(stages)) {
    await platform.jobs.work<ImportJob>(queue, async (job, { last }) => {
      try {
        await sparingly(() => work(platform, job));
      } catch (error) {
        if (last) {
          const [communityId, failure] = [asCommunityId(job.communityId), "broken" as const];
          await inCommunity(platform.db, communityId, (trx) =>
            fallBack(trx, job.importId, { from, to, failure }),
          );
        }
        throw error;
      }
    });
  }
}

/** Bytes of a file, or rows of a change, that are dealt with while the browser waits: nobody should wait for a queue for these. */
export const small = { bytes: 64 * 1024, rows: 500 };

/** Does a small piece of work at once. When it fails, the job that was put into the queue with it tries again. */
export async function atOnce(
  platform: Ground & Pick<Platform, "log">,
  stage: Stage,
  job: ImportJob,
): Promise<void> {
  try {
    await stages[stage].work(platform, job);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    platform.log.warn({ error: text, job: stage }, "import left to the queue");
  }
}
