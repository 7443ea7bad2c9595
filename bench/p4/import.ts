import { applyImport } from "../../src/features/imports/applying.ts";
import type { ImportKind } from "../../src/features/imports/kinds.ts";
import {
  findImport,
  type ImportState,
  insertImport,
  moveOn,
} from "../../src/features/imports/queries/imports.ts";
import { type ImportJob, readImport } from "../../src/features/imports/reading.ts";
import { undoImport } from "../../src/features/imports/undoing.ts";
import type { Ground } from "../../src/platform/action.ts";
import { openCsv } from "../../src/platform/csv/read.ts";
import { asCommunityId, inCommunity } from "../../src/platform/database/scope.ts";
import { newId } from "../../src/platform/ids.ts";

/** The strict reader alone: every cell of every row, as the import's review gets them. Milliseconds. */
export async function parse(bytes: Uint8Array): Promise<number> {
  const began = performance.now();
  let rows = 0;
  for await (const batch of (await openCsv(bytes)).batches()) rows += batch.rows.length;
  if (rows === 0) throw new Error("nothing was read");
  return performance.now() - began;
}

/** One import of a community, its steps done here instead of in a worker, each in milliseconds. */
export class MeasuredImport {
  readonly #ground: Ground;
  readonly #job: ImportJob;

  private constructor(ground: Ground, job: ImportJob) {
    this.#ground = ground;
    this.#job = job;
  }

  static async of(
    ground: Ground,
    communityId: string,
    kind: ImportKind,
    file: Uint8Array,
  ): Promise<MeasuredImport> {
    const community = asCommunityId(communityId);
    const id = newId();
    await inCommunity(ground.db, community, (trx) =>
      insertImport(trx, community, {
        id,
        kind,
        mode: "replace",
        fileName: "bench.csv",
        file,
        byPerson: newId(),
      }),
    );
    return new MeasuredImport(ground, { communityId, importId: id });
  }

  async review(): Promise<number> {
    return this.#timed(readImport, "review");
  }

  async apply(): Promise<number> {
    await this.#move("review", "applying");
    return this.#timed(applyImport, "applied");
  }

  async undo(): Promise<number> {
    await this.#move("applied", "undoing");
    return this.#timed(undoImport, "undone");
  }

  async #timed(step: (ground: Ground, job: ImportJob) => Promise<void>, then: ImportState): Promise<number> {
    const began = performance.now();
    await step(this.#ground, this.#job);
    const took = performance.now() - began;
    const { state } = (await this.#inside((trx) => findImport(trx, this.#job.importId))) ?? {};
    if (state !== then) throw new Error(`the import is ${state}, not ${then}`);
    return took;
  }

  async #move(from: ImportState, to: ImportState): Promise<void> {
    await this.#inside((trx) => moveOn(trx, this.#job.importId, { from: [from], to }));
  }

  #inside<T>(work: Parameters<typeof inCommunity<T>>[2]): Promise<T> {
    return inCommunity(this.#ground.db, asCommunityId(this.#job.communityId), work);
  }
}
