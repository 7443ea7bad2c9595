import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { build } from "../tests/faults/build.ts";
import { temporaryFolder } from "../tests/support/temporary.ts";
import { type Bench, type Row, verdict } from "./harness.ts";
import { median } from "./support/clients.ts";

const starts = 5;
const idleSeconds = 10;

/** P10: how long `npm start` takes until the first page is there, the second time and after, and what the process then holds. */
const bench: Bench = async () => {
  await build();
  const dataDir = temporaryFolder("embedded");
  try {
    const first = await start(dataDir, 0);
    const later: Started[] = [];
    for (let i = 0; i < starts; i++) later.push(await start(dataDir, i === starts - 1 ? idleSeconds : 0));
    const answers = later.map(({ answered }) => answered);
    const memory = later.at(-1)?.megabytes ?? Number.NaN;
    const rows: Row[] = [
      { what: "first start, with a new database and the demo", measured: seconds(first.answered) },
      {
        what: "second start to first answer",
        measured: `${seconds(median(answers))} (${seconds(Math.min(...answers))} to ${seconds(Math.max(...answers))})`,
        goal: "< 5 s",
      },
      ...(
        [
          "npm, launcher, checks of what is installed and built",
          "PostgreSQL",
          "the rest until it listens",
          "the first page",
        ] as const
      ).map((what, i) => ({
        what: `of it: ${what}`,
        measured: seconds(median(later.map(({ phases }) => phases[i] ?? 0))),
      })),
      {
        what: `memory after ${idleSeconds} idle seconds`,
        measured: `${memory.toFixed(0)} MB`,
        goal: "< 200 MB",
      },
    ];
    return verdict(rows, {
      [`${seconds(median(answers))} to the first answer`]: median(answers) < 5_000,
      [`${memory.toFixed(0)} MB`]: memory < 200,
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

export default bench;

interface Started {
  /** Milliseconds from the command to the first page. */
  readonly answered: number;
  readonly phases: readonly number[];
  /** Resident memory of the server process. */
  readonly megabytes: number;
}

async function start(dataDir: string, idle: number): Promise<Started> {
  const port = await freePort();
  const began = Date.now();
  // A group of its own, so that all that npm starts can be told to end.
  const child = spawn("npm", ["start", "--silent"], {
    detached: true,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "info", DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const lines: { time: number; text: string }[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => lines.push({ time: Date.now(), text: chunk.toString() }));
    }
    await firstPage(`http://127.0.0.1:${port}/`, child);
    const answered = Date.now();
    const when = (said: RegExp) => lines.find(({ text }) => said.test(text))?.time ?? began;
    const [database, running, listening] = [when(/^\{/), when(/PostgreSQL answers/), when(/http:\/\//)];
    await new Promise((resolve) => setTimeout(resolve, idle * 1_000));
    return {
      answered: answered - began,
      phases: [database - began, running - database, listening - running, answered - listening],
      megabytes: memoryOf(child.pid ?? 0),
    };
  } finally {
    await end(child);
  }
}

async function firstPage(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const page = await fetch(url).catch(() => null);
    if (page?.ok) return void (await page.text());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("npm start gave no page within a minute");
}

/** The server is a child of what npm started, or has taken its place. */
function memoryOf(ancestor: number): number {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,args="], { encoding: "utf8" }).split("\n");
  const processes = lines.map((line) => {
    const [pid = 0, ppid = 0, rss = 0] = line.trim().split(/\s+/, 3).map(Number);
    return { pid, ppid, rss, line };
  });
  const family = new Set([ancestor]);
  for (const { pid, ppid } of processes) if (family.has(ppid)) family.add(pid);
  const server = processes.find(({ pid, line }) => family.has(pid) && line.includes("dist/server/main.js"));
  return (server?.rss ?? Number.NaN) / 1_024;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.pid) return;
  const gone = once(child, "close");
  process.kill(-child.pid, "SIGTERM");
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return address && typeof address === "object" ? address.port : 0;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`;
