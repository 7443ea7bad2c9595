import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, realpathSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { onTestFinished } from "vitest";
import { openLog } from "#platform/log.ts";
import { type Embedded, type EmbeddedOptions, startEmbedded } from "#platform/postgres/embedded.ts";
import { isServerOf } from "#platform/postgres/processes.ts";
import { temporaryFolder } from "./temporary.ts";

const holder = fileURLToPath(new URL("./embedded-holder.ts", import.meta.url));

type Remote = Pick<Embedded, "pid" | "appUrl" | "ownerUrl">;

/** Embedded servers of one test, in a temporary folder of its own; all of it is gone when the test ends. */
class EmbeddedTrial {
  readonly root = temporaryFolder("embedded");
  dataDir = join(this.root, "data");
  readonly #started: Embedded[] = [];
  readonly #children: ChildProcess[] = [];

  /** Starts or joins from this process. */
  async start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
    const log = openLog("silent");
    const server = await startEmbedded({ dataDir: this.dataDir, throwaway: true, log, ...options });
    this.#started.push(server);
    return server;
  }

  /** Starts or joins from a process of its own, which a test can kill. Rejects with that process's log. */
  async startElsewhere(project = process.cwd()) {
    const script = join(project, relative(process.cwd(), holder));
    const child = spawn(process.execPath, [script, this.dataDir], {
      cwd: project,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#children.push(child);
    let log = "";
    child.stderr.on("data", (chunk) => {
      log += chunk;
    });
    const [answer] = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
    if (!Buffer.isBuffer(answer)) throw new Error(log);
    const server: Remote = JSON.parse(answer.toString());
    return { server, log, end: (signal: NodeJS.Signals) => endChild(child, signal) };
  }

  async killAll(): Promise<void> {
    for (const child of this.#children) await endChild(child, "SIGKILL");
  }

  /** The real folder of the server, wherever DATA_DIR points to. */
  get home(): string {
    return realpathSync(join(this.dataDir, "postgres"));
  }

  get cluster(): string {
    return join(this.home, "cluster");
  }

  isRunning(pid: number): boolean {
    return isServerOf(this.cluster, pid);
  }

  async end(): Promise<void> {
    await this.killAll();
    for (const server of this.#started) await server.stop({ mode: "immediate" });
    if (existsSync(join(this.dataDir, "postgres"))) rmSync(this.home, { recursive: true });
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A fresh trial for the test that calls this. `mode` is that of the folder its data lies in. */
export function embeddedTrial(mode = 0o755): EmbeddedTrial {
  const trial = new EmbeddedTrial();
  chmodSync(trial.root, mode);
  onTestFinished(() => trial.end());
  return trial;
}

/** What one statement answers over a connection of its own. */
export async function ask<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

export const remember =
  "create table kept (n int); insert into kept values (1); grant select on kept to kith_app";
export const recall = "select n from kept";

async function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
