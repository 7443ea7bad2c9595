import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#support/database.ts";
import { connect, type Database } from "../database/connection.ts";
import { openLimit } from "./limits.ts";

let database: TestDatabase;
let processes: [Database, Database];
beforeAll(async () => {
  database = await testDatabase();
  const open = () => connect({ url: database.appUrl, max: 4 }, () => undefined);
  processes = [open(), open()];
});
afterAll(async () => {
  for (const db of processes) await db.destroy();
  await database.drop();
});

test("tries are counted for all processes together, each key by itself", async () => {
  const [one, other] = processes.map((db) => openLimit(db, "door", 3, 60));
  expect([await one?.take("a"), await other?.take("a"), await one?.take("a")]).toEqual([null, null, null]);
  expect(await other?.take("a")).toBeGreaterThan(50);
  expect(await one?.take("a")).toBeLessThanOrEqual(60);
  expect(await one?.take("b")).toBeNull();
});

test("tries at the same moment cannot pass a limit together", async () => {
  const limits = processes.map((db) => openLimit(db, "rush", 10, 60));
  const answers = await Promise.all(Array.from({ length: 40 }, (_, turn) => limits[turn % 2]?.take("a")));
  expect(answers.filter((seconds) => seconds === null)).toHaveLength(10);
});

test("a good try is not counted", async () => {
  const limit = openLimit(processes[0], "good", 2, 60);
  for (let turn = 0; turn < 5; turn += 1) {
    expect(await limit.take("a")).toBeNull();
    await limit.giveBack("a");
  }
});

test("the count begins again when the time is over", async () => {
  const limit = openLimit(processes[0], "short", 1, 1);
  expect(await limit.take("a")).toBeNull();
  expect(await limit.take("a")).toBe(1);
  await expect.poll(() => limit.take("a"), { timeout: 5_000, interval: 300 }).toBeNull();
});

test("what somebody typed does not stand in the table", async () => {
  await openLimit(processes[0], "quiet", 1, 60).take("ana@people.example");
  const rows = await processes[0].selectFrom("rate_limits").select("key").execute();
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain("ana");
});
