import { linkSync, readFileSync, renameSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Home } from "./home.ts";
import type { Address } from "./postmaster.ts";
import { isAlive, isServerOf } from "./processes.ts";

/**
 * Removes lock files left by a server that died when their process number now belongs to some other program. PostgreSQL
 * clears away those of numbers nobody has, but takes any living number for a server and refuses to start.
 */
export function clearStaleLocks(home: Home, address: Address): void {
  const socketLock = join(address.host, `.s.PGSQL.${address.port}.lock`);
  const locks = [join(home.cluster, "postmaster.pid"), ...(isAbsolute(address.host) ? [socketLock] : [])];
  for (const path of locks) {
    const text = read(path);
    const pid = Number.parseInt(text ?? "", 10);
    if (text !== undefined && isAlive(pid) && !isServerOf(home.cluster, pid)) removeUnchanged(path, text);
  }
}

/** Another process may have started a server since `text` was read; its lock is put back. */
function removeUnchanged(path: string, text: string): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== text) linkSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
