import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "#platform/database/migrate.ts";
import { openLog } from "#platform/log.ts";
import { type Embedded, startEmbedded } from "#platform/postgres/embedded.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { Line } from "./line.ts";

/** Signs the cookies of every process started here, and of the visitors who come to them. */
export const secret = "what signs the cookies of processes under test, long enough";

type Settings = Readonly<Record<string, string>>;

/** One server process of the built application. */
export class Server {
  origin = "";
  readonly #home: string;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #said: string[] = [];

  constructor(home: string, settings: Settings) {
    this.#home = home;
    const env = { LOG_LEVEL: "error", PORT: "0", DEMO: "off", SECRET: secret, ...settings };
    this.#env = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...env };
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** What it last wrote to its log. */
  get log(): string {
    return this.#said.join("").slice(-4_000);
  }

  /** Returns once it answers. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(this.#home, "dist/server/main.js")], {
      cwd: this.#home,
      env: this.#env,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child = child;
    this.#said = [];
    child.stderr?.on("data", (chunk: Buffer) => {
      this.#said = [...this.#said.slice(-200), chunk.toString()];
    });
    const [message] = await Promise.race([once(child, "message"), once(child, "exit")]);
    if (!message || typeof message !== "object") throw new Error(`the server did not start: ${this.log}`);
    this.origin = `http://127.0.0.1:${message.listening}`;
  }

  /** Ends it, by its own number, and returns when it is gone. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  /** Ends it without waiting, as a process that ends itself must. */
  abandon(): void {
    this.#child?.kill("SIGKILL");
  }
}

interface Options {
  /** How many server processes share the database. */
  servers?: number;
  settings?: Settings;
  /** Lets them reach the database over a line that can be cut or listened to, instead of joining it by themselves. */
  overLine?: boolean;
}

/**
 * The built application as an operator runs it, in a folder of its own: embedded PostgreSQL in a temporary folder and server
 * processes that a fault can be done to. It works on a copy of the build, so that a new build beside it changes nothing.
 */
export class House {
  readonly servers: readonly Server[];
  readonly database: Embedded;
  readonly line: Line | undefined;
  readonly #home: string;
  readonly #dataDir: string;
  readonly #beside: { server: Server; line: Line }[] = [];
  /** What is started here does not outlive this process, also when it ends for a reason of its own. */
  readonly #abandon = () => {
    for (const server of this.#everyServer) server.abandon();
    process.kill(this.database.pid, "SIGQUIT");
    this.#removeFolders();
  };

  private constructor(
    parts: Pick<House, "servers" | "database" | "line">,
    { home, dataDir }: { home: string; dataDir: string },
  ) {
    this.servers = parts.servers;
    this.database = parts.database;
    this.line = parts.line;
    this.#home = home;
    this.#dataDir = dataDir;
    process.once("exit", this.#abandon);
  }

  get #everyServer(): Server[] {
    return [...this.servers, ...this.#beside.map(({ server }) => server)];
  }

  #removeFolders(): void {
    for (const folder of [this.#dataDir, this.#home]) rmSync(folder, { recursive: true, force: true });
  }

  static async open({ servers: count = 1, settings = {}, overLine = false }: Options = {}): Promise<House> {
    const dataDir = temporaryFolder("embedded");
    const home = copyOfBuild();
    const database = await startEmbedded({ dataDir, log: openLog("silent") });
    await migrate(database.ownerUrl);
    const line = overLine ? await Line.open(database.appUrl) : undefined;
    // Without a line they join the server that runs in the data folder, and each would start it again if it died.
    const own = line ? { DATABASE_URL: line.url } : { DATA_DIR: dataDir };
    const servers = Array.from({ length: count }, () => new Server(home, { ...own, ...settings }));
    const house = new House({ servers, database, line }, { home, dataDir });
    try {
      for (const server of servers) await server.start();
    } catch (error) {
      await house.close();
      throw error;
    }
    return house;
  }

  /** The first server's address, or the next one's in turn. */
  origin(turn = 0): string {
    return this.servers[turn % this.servers.length]?.origin ?? "";
  }

  /** One more server, over a line of its own on which its statements can be heard. */
  async besideOverLine(): Promise<{ server: Server; line: Line }> {
    const line = await Line.open(this.database.appUrl);
    const server = new Server(this.#home, { DATABASE_URL: line.url });
    this.#beside.push({ server, line });
    await server.start();
    return { server, line };
  }

  async close(): Promise<void> {
    process.off("exit", this.#abandon);
    await Promise.all(this.#everyServer.map((server) => server.end("SIGKILL")));
    await this.line?.close();
    for (const { line } of this.#beside) await line.close();
    await this.database.stop({ mode: "immediate" });
    this.#removeFolders();
  }
}

/** Below the project, because the server looks for its packages upwards from where it lies. */
function copyOfBuild(): string {
  const root = process.cwd();
  mkdirSync(join(root, ".tmp"), { recursive: true });
  const home = mkdtempSync(join(root, ".tmp", `house-${process.pid}-`));
  chmodSync(home, 0o755);
  cpSync(join(root, "dist"), join(home, "dist"), { recursive: true });
  symlinkSync(join(root, "migrations"), join(home, "migrations"));
  return home;
}
