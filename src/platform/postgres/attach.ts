import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "../log.ts";
import { type Passwords, refuseOtherMajor } from "./cluster.ts";
import type { Home } from "./home.ts";
import { clearStaleLocks } from "./locks.ts";
import { type Address, halt, type Launch, launch, readServer, type Server } from "./postmaster.ts";
import { announce, type Presence, type Refusal } from "./presence.ts";
import { isServerOf } from "./processes.ts";
import type { Runtime } from "./runtime.ts";

/** All that is needed to find, start or revive one embedded server. */
export interface Site {
  readonly home: Home;
  readonly passwords: Passwords;
  readonly runtime: () => Runtime;
  /** Where a server started from here listens; one that runs already may listen elsewhere. */
  readonly address: Address;
  readonly throwaway: boolean;
  readonly log: Log;
}

export interface Attached {
  readonly server: Server;
  readonly presence: Presence;
}

const lookAgainAfter = 15;
const patience = 10_000;

/**
 * Joins the server that runs on the site's data, or starts one. Waits out one that is starting, recovering or stopping;
 * one that claims to be ready (or to stop) but does nothing for ten seconds is stopped and started anew. Refuses with
 * the server's own words when it does not come up.
 */
export async function attach(site: Site, signal: AbortSignal): Promise<Attached> {
  const bearWith = watcher(site);
  const start = starter(site);
  for (;;) {
    const server = readServer(site.home);
    const answer = server?.state === "ready" ? await announce(server, site.passwords) : "not yet";
    if (server && typeof answer === "object") {
      site.log.info({ pid: server.pid }, "PostgreSQL answers");
      return { server, presence: answer };
    }
    if (server && typeof answer === "string" && isServerOf(site.home.cluster, server.pid)) {
      await bearWith(server, answer);
    } else {
      await start();
    }
    await delay(lookAgainAfter, undefined, { signal });
  }
}

/** Waits for a server that runs; replaces it once it has been stuck for too long. */
function watcher({ home, runtime, log }: Site) {
  let idleSince = Date.now();
  let toldAt = Date.now();
  return async (server: Server, answer: Refusal): Promise<void> => {
    const now = Date.now();
    if (now - toldAt > patience) {
      toldAt = now;
      log.info({}, `Waiting for PostgreSQL (process ${server.pid}, ${server.state}); see ${home.serverLog}`);
    }
    const stuck = server.state === "stopping" || answer === "silent";
    if (!stuck) idleSince = now;
    if (now - idleSince <= patience) return;
    log.warn({}, `PostgreSQL (process ${server.pid}) does not answer: it is stopped and started anew`);
    await halt(home, runtime, server, "fast", patience / 2);
    idleSince = Date.now();
  };
}

/** Starts a server once, and again only while the last one's remains are still going away. */
function starter({ home, runtime, address, throwaway }: Site) {
  let launched: Launch | undefined;
  const giveUpAt = Date.now() + 2 * patience;
  return async (): Promise<void> => {
    if (launched && !launched.failure) return;
    if (launched?.failure) {
      if (!isPassing(launched.failure) || Date.now() > giveUpAt) throw launched.failure;
      await delay(300);
    }
    const programs = runtime();
    refuseOtherMajor(home, programs.major);
    clearStaleLocks(home, address);
    launched = launch(home, programs, address, throwaway);
  };
}

/** Another process was quicker, or sessions of a server that was killed have not all noticed yet. */
function isPassing(failure: Error): boolean {
  return /lock file ".*" already exists|pre-existing shared memory block/.test(failure.message);
}
