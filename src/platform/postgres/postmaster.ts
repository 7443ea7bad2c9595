import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { give } from "./account.ts";
import type { Home } from "./home.ts";
import { isServerOf } from "./processes.ts";
import { notStarted, type Runtime, startOptions } from "./runtime.ts";

/** Where a server listens: a folder with its Unix socket, or a loopback address. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A server as its own `postmaster.pid` tells of it; the file may outlive the server. */
export interface Server extends Address {
  readonly pid: number;
  readonly state: (typeof states)[number];
}

const states = ["starting", "ready", "stopping"] as const;

export type StopMode = "fast" | "immediate";

/** A server that this process has just started; `failure` is set once it ended by itself. */
export interface Launch {
  readonly failure: Error | undefined;
}

const largestLog = 10_000_000;

/** What `postmaster.pid` says, or undefined when there is none. A half-written one tells of a server that is starting. */
export function readServer(home: Home): Server | undefined {
  const file = join(home.cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, , , port, socketFolder, address, , status] = readFileSync(file, "utf8").split("\n");
  const state = states.find((name) => status?.startsWith(name)) ?? "starting";
  return { pid: Number(pid), host: socketFolder || address || "", port: Number(port), state };
}

/**
 * Starts the server, detached: it is no child to be stopped by the terminal's Ctrl-C, and it outlives a killed process.
 * `throwaway` trades durability for speed.
 */
export function launch(home: Home, runtime: Runtime, address: Address, throwaway: boolean): Launch {
  const log = openLog(home);
  const begin = statSync(home.serverLog).size;
  const child = spawn(runtime.postgres, serverOptions(home, address, throwaway), {
    ...startOptions(home),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  return watch(child, runtime, () => readFileSync(home.serverLog).subarray(begin).toString().trim());
}

function watch(child: ChildProcess, runtime: Runtime, said: () => string): Launch {
  let unable: Error | undefined;
  let ended: number | NodeJS.Signals | undefined;
  child.once("error", (error) => {
    unable = notStarted(runtime.postgres, error);
  });
  child.once("exit", (status, signal) => {
    ended = status ?? signal ?? undefined;
  });
  return {
    get failure() {
      if (unable || ended === undefined) return unable;
      return new Error(`PostgreSQL ended with ${ended}:\n${said()}`);
    },
  };
}

function serverOptions(home: Home, address: Address, throwaway: boolean): string[] {
  const socket = address.host.startsWith("/");
  const settings = {
    unix_socket_directories: socket ? address.host : "",
    unix_socket_permissions: "0700",
    listen_addresses: socket ? "" : address.host,
    ...(throwaway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", home.cluster, "-p", String(address.port), ...flags];
}

function openLog(home: Home): number {
  const { serverLog } = home;
  const size = statSync(serverLog, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(serverLog, `${serverLog}.1`);
  const log = openSync(serverLog, "a", 0o600);
  give(home.account, serverLog);
  return log;
}

/**
 * Stops a server and waits until it is gone: "fast" ends its sessions and writes everything down, "immediate" drops it
 * as a power cut would. One that does not obey within `patience` ms is stopped harder, which it recovers from.
 */
export async function halt(
  home: Home,
  runtime: () => Runtime,
  server: Server,
  mode: StopMode,
  patience = 30_000,
): Promise<void> {
  const signals = mode === "fast" ? (["INT", "QUIT", "KILL"] as const) : (["QUIT", "KILL"] as const);
  for (const signal of signals) {
    if (!isServerOf(home.cluster, server.pid)) return;
    send(runtime, server.pid, signal);
    if (await goneWithin(home, server, patience)) return;
  }
  throw new Error(`PostgreSQL (process ${server.pid}) does not stop.`);
}

function send(runtime: () => Runtime, pid: number, signal: "INT" | "QUIT" | "KILL"): void {
  if (process.platform === "win32")
    spawnSync(runtime().pgCtl, ["kill", signal, String(pid)], { windowsHide: true });
  else process.kill(pid, `SIG${signal}`);
}

async function goneWithin(home: Home, server: Server, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await delay(10)) {
    if (!isServerOf(home.cluster, server.pid)) return true;
  }
  return false;
}
