import { once } from "node:events";
import { createServer } from "node:net";
import type { Log } from "../log.ts";
import type { Attached, Site } from "./attach.ts";
import { ensureCluster, passwordsOf } from "./cluster.ts";
import { type Home, homeFor, socketFolder } from "./home.ts";
import { keepAttached } from "./keeper.ts";
import { type Address, halt, type StopMode } from "./postmaster.ts";
import { connectionString, ensureRoles, type Role } from "./roles.ts";
import { runtimeFor } from "./runtime.ts";

const loopback = "127.0.0.1";

export interface EmbeddedOptions {
  /** The server lives in `postgres` below it; made when missing. */
  readonly dataDir: string;
  /** Listen on this loopback port instead of a Unix socket. */
  readonly port?: number;
  /** Faster, and lost when the machine fails: for tests only. */
  readonly throwaway?: boolean;
  readonly log: Log;
}

/** The embedded PostgreSQL as one process sees it. */
export interface Embedded {
  /** Database `kith` as `kith_owner`: owns it, for migrations. */
  readonly ownerUrl: string;
  /** Database `kith` as `kith_app`: owns nothing and is bound by row security. */
  readonly appUrl: string;
  /** Database `postgres` as superuser: for tests and tools, never for the app. */
  readonly adminUrl: string;
  /** The server's process. */
  readonly pid: number;
  /**
   * Ends this process's use of the server, and stops it when no other process uses it. Close pools first: "fast" ends
   * open sessions after rolling them back, "immediate" is like a power cut. Asking twice is asking once.
   */
  stop(options?: { mode?: StopMode }): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with Kith on `dataDir`, or joins the one that runs there; makes cluster, roles and
 * database when they are missing. While in use, a server that dies is started again. Refuses, saying what to do, where
 * no binaries exist (musl, unusual platforms), where the data belongs to somebody else or to another major version.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const site = await siteFor(options);
  const keeper = await keepAttached(site);
  await ensureRoles(keeper.current.server, site.passwords);

  const url = (role: Role) => connectionString(keeper.current.server, role, site.passwords);
  let stopped: Promise<void> | undefined;
  return {
    ownerUrl: url("kith_owner"),
    appUrl: url("kith_app"),
    adminUrl: url("postgres"),
    get pid() {
      return keeper.current.server.pid;
    },
    stop({ mode = "fast" } = {}) {
      stopped ??= keeper.end().then(() => leave(site, keeper.current, mode));
      return stopped;
    },
  };
}

async function siteFor({ dataDir, port, throwaway = false, log }: EmbeddedOptions): Promise<Site> {
  const home = homeFor(dataDir, log);
  const runtime = () => runtimeFor(home, log);
  await ensureCluster(home, runtime, throwaway, log);
  const address = await addressFor(home, port);
  return { home, passwords: passwordsOf(home), runtime, address, throwaway, log };
}

async function addressFor(home: Home, port: number | undefined): Promise<Address> {
  if (port !== undefined) return { host: loopback, port };
  if (process.platform === "win32") return { host: loopback, port: await freePort() };
  return { host: socketFolder(home), port: 5432 };
}

/** The last to leave stops the server, holding the lock that keeps newcomers waiting until it is gone. */
async function leave({ home, runtime, log }: Site, { server, presence }: Attached, mode: StopMode) {
  if (await presence.isLast()) {
    await halt(home, runtime, server, mode);
    log.info({ pid: server.pid }, "PostgreSQL stopped");
  } else {
    log.info({ pid: server.pid }, "PostgreSQL goes on running: other processes use it");
  }
  await presence.leave();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, loopback);
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string")
    throw new Error("No free port on the loopback address.");
  return address.port;
}
