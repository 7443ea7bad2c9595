import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Log } from "../log.ts";
import { give } from "./account.ts";
import type { Home } from "./home.ts";
import { isAlive } from "./processes.ts";
import { type Runtime, runProgram } from "./runtime.ts";

/** One random password a role, made with the cluster and kept inside it. */
const passwords = z.object({ superuser: z.string(), owner: z.string(), app: z.string() });
export type Passwords = z.infer<typeof passwords>;

/** Settings a new cluster begins with; whoever runs it may change them with ALTER SYSTEM. */
const settings = {
  max_connections: "200",
  shared_buffers: "64MB",
  max_wal_size: "512MB",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // The log is a plain file: statements and the values in them are people's data and stay out of it.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

const unsafeButFast = ["--no-sync"];

/** In a container the interrupted process often had the number this one has, so the name alone does not tell. */
const underway = new Set<string>();

/**
 * Makes the cluster unless it is there. It is made aside and renamed when complete, so that an interrupted attempt leaves
 * only a folder that the next one removes. `throwaway` skips waiting for the disk.
 */
export async function ensureCluster(home: Home, runtime: () => Runtime, throwaway: boolean, log: Log) {
  removeAbandoned(home);
  if (existsSync(home.cluster)) return;
  log.info({}, `Making a new database in ${home.cluster}`);
  const aside = join(home.folder, `init-${process.pid}-${randomBytes(3).toString("hex")}`);
  underway.add(aside);
  try {
    await makeCluster(home, runtime(), aside, throwaway);
  } finally {
    rmSync(aside, { recursive: true, force: true });
    underway.delete(aside);
  }
}

async function makeCluster(
  home: Home,
  { initdb }: Runtime,
  aside: string,
  throwaway: boolean,
): Promise<void> {
  mkdirSync(aside, { mode: 0o700 });
  give(home.account, aside);
  const made = join(aside, "cluster");
  const secret: Passwords = { superuser: password(), owner: password(), app: password() };
  const passwordFile = writePrivate(home, join(aside, "password"), secret.superuser);
  await runProgram(initdb, [...initOptions(made, passwordFile), ...(throwaway ? unsafeButFast : [])], home);
  writePrivate(home, secretFile(made), JSON.stringify(secret));
  await putInPlace(made, home.cluster);
}

/** The passwords of the cluster's roles. Refuses when their file is lost or spoilt. */
export function passwordsOf(home: Home): Passwords {
  const file = secretFile(home.cluster);
  if (!existsSync(file))
    throw new Error(`${file}, which holds the database's passwords, is missing. Restore it.`);
  return passwords.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Refuses data written by another major version of PostgreSQL, which the server would refuse less kindly. */
export function refuseOtherMajor(home: Home, major: string): void {
  const written = readFileSync(join(home.cluster, "PG_VERSION"), "utf8").trim();
  if (written === major) return;
  throw new Error(
    `${home.cluster} was written by PostgreSQL ${written}; this Kith brings ${major}. ` +
      "Start the version it came from, export with pg_dump, and import into a fresh DATA_DIR.",
  );
}

function initOptions(cluster: string, passwordFile: string): string[] {
  return [
    `--pgdata=${cluster}`,
    `--pwfile=${passwordFile}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
    ...Object.entries(settings).map(([name, value]) => `--set=${name}=${value}`),
  ];
}

/** Of two processes that made one at the same time, the first to be ready wins; the other's is dropped. */
async function putInPlace(made: string, cluster: string): Promise<void> {
  try {
    renameSync(made, cluster);
  } catch (error) {
    if (!existsSync(cluster)) throw error;
    return;
  }
  if (process.platform === "win32") return;
  const folder = await open(dirname(cluster));
  await folder.sync().finally(() => folder.close());
}

function removeAbandoned(home: Home): void {
  for (const name of readdirSync(home.folder)) {
    const maker = Number(/^init-(\d+)-/.exec(name)?.[1]);
    const path = join(home.folder, name);
    const inUse = maker === process.pid ? underway.has(path) : isAlive(maker);
    // An orphaned initdb may still be writing there; it ends once its folder is gone.
    if (maker && !inUse) rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

function writePrivate(home: Home, path: string, text: string): string {
  writeFileSync(path, text, { mode: 0o600, flag: "wx", flush: true });
  give(home.account, path);
  return path;
}

const secretFile = (cluster: string) => join(cluster, "kith.secret");
const password = () => randomBytes(24).toString("hex");
