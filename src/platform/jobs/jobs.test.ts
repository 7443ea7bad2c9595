import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#support/database.ts";
import { connect, type Database } from "../database/connection.ts";
import { openLog } from "../log.ts";
import { type Jobs, openJobs } from "./jobs.ts";

const stuckWorker = fileURLToPath(new URL("../../../tests/support/stuck-worker.ts", import.meta.url));

let database: TestDatabase;
let db: Database;
let jobs: Jobs;

beforeAll(async () => {
  database = await testDatabase();
  db = connect({ url: database.appUrl, max: 2 }, () => undefined);
  jobs = openJobs({ appUrl: database.appUrl, log: openLog("error") });
  await jobs.start();
});
afterAll(async () => {
  await jobs.stop();
  await db.destroy();
  await database.drop();
});

test("a job exists if and only if its transaction commits", async () => {
  const done: string[] = [];
  await jobs.work<{ name: string }>("import.read", async ({ name }) => void done.push(name));
  const rolledBack = db.transaction().execute(async (trx) => {
    await jobs.send(trx, "import.read", { name: "rolled back" });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  await db.transaction().execute((trx) => jobs.send(trx, "import.read", { name: "committed" }));
  await expect.poll(() => done, { timeout: 5_000 }).toEqual(["committed"]);
});

test("a schedule is one for all processes together, set by the app's plain role", async () => {
  const other = openJobs({ appUrl: database.appUrl, log: openLog("error") });
  await other.start();
  try {
    for (const process of [jobs, other, jobs]) await process.every("deadlines.keep", "* * * * *");
    const { rows } = await sql`select name, cron, timezone from jobs.schedule`.execute(db);
    expect(rows).toEqual([{ name: "deadlines.keep", cron: "* * * * *", timezone: "UTC" }]);
  } finally {
    await other.stop();
  }
});

// Both wait most of the time.
test.concurrent("a job that throws is tried again, and is told when it is the last time", async () => {
  const attempts: boolean[] = [];
  await jobs.work("import.undo", async (_job, { last }) => {
    attempts.push(last);
    throw new Error("not yet");
  });
  await jobs.send(db, "import.undo", {});
  await expect.poll(() => attempts, { timeout: 30_000 }).toEqual([false, false, false, true]);
});

test.concurrent("a job in the hands of a process that is killed is done by another within half a minute", async () => {
  const child = spawn(process.execPath, [stuckWorker, database.appUrl], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const said = async (word: string) => {
      for (;;) {
        const [chunk] = await once(child.stdout, "data");
        if (String(chunk).includes(word)) return;
      }
    };
    await said("ready");
    await jobs.send(db, "account-mail.send", { mailId: "1" });
    await said("begun");
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  const killed = Date.now();
  const done: string[] = [];
  await jobs.work<{ mailId: string }>("account-mail.send", async ({ mailId }) => void done.push(mailId));
  await expect.poll(() => done, { timeout: 40_000, interval: 100 }).toEqual(["1"]);
  expect(Date.now() - killed).toBeLessThan(30_000);
});
