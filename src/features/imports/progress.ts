import type { Ground } from "#platform/action.ts";
import type { CommunityId } from "#platform/database/scope.ts";
import { inCommunity } from "#platform/database/scope.ts";
import { type ImportState, storeProgress } from "./queries/imports.ts";

/** How often others see it move, in milliseconds. */
const every = 400;

/** Tells others how far an import is. Written outside of the transaction that does the work: inside, nobody would see it. */
export interface Progress {
  /** From 0 to 1; goes by in silence when it was told just now. */
  tell: (fraction: number) => void;
  /** Waits for what is being written. To be called before the work's own transaction writes the import's row. */
  end: () => Promise<void>;
}

export function progressOf(
  { db }: Pick<Ground, "db">,
  communityId: CommunityId,
  importId: string,
  state: ImportState,
): Progress {
  let told = performance.now();
  let writing: Promise<void> | null = null;
  let ended = false;
  return {
    tell(fraction) {
      if (ended || writing || performance.now() - told < every) return;
      told = performance.now();
      writing = inCommunity(db, communityId, (trx) => storeProgress(trx, importId, state, fraction))
        // That nobody could be told is no reason to stop the work.
        .catch(() => undefined)
        .finally(() => {
          writing = null;
        });
    },
    async end() {
      ended = true;
      await writing;
    },
  };
}

/** A part of a longer way: from `from` to `to`. */
export const stretch =
  (tell: Progress["tell"], from: number, to: number): Progress["tell"] =>
  (fraction) =>
    tell(from + (to - from) * fraction);
