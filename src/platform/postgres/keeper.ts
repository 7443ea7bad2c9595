import { setTimeout as delay } from "node:timers/promises";
import { type Attached, attach, type Site } from "./attach.ts";

/** Keeps a process attached to its server until told to end. */
export interface Keeper {
  /** The server as it was last found. */
  readonly current: Attached;
  /** No more reviving; resolves when none is under way. */
  end(): Promise<void>;
}

const longestPause = 30_000;

/** Attaches, and attaches again (which starts the server when need be) each time the server goes away by itself. */
export async function keepAttached(site: Site): Promise<Keeper> {
  const ending = new AbortController();
  const { signal } = ending;
  let current = await attach(site, signal);
  let reviving: Promise<void> | undefined;

  const revive = async () => {
    site.log.warn({}, "PostgreSQL went away; starting it again");
    for (let pause = 100; !signal.aborted; pause = Math.min(2 * pause, longestPause)) {
      try {
        current = await attach(site, signal);
        watch();
        return;
      } catch (error) {
        if (signal.aborted) return;
        site.log.warn({}, `PostgreSQL does not start: ${error instanceof Error ? error.message : error}`);
        await delay(pause, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  };
  const watch = () =>
    current.presence.onLost(() => {
      if (!signal.aborted) reviving = revive();
    });

  watch();
  return {
    get current() {
      return current;
    },
    async end() {
      ending.abort();
      await reviving;
    },
  };
}
