import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#support/database.ts";
import { Line } from "../../../tests/faults/line.ts";
import { connect, type Database } from "../database/connection.ts";
import { asCommunityId, inCommunity } from "../database/scope.ts";
import { newId } from "../ids.ts";
import { openLog } from "../log.ts";
import { Ear } from "./ear.ts";
import { Hub, type Missed } from "./hub.ts";
import { touch } from "./touch.ts";

let database: TestDatabase;
let db: Database;
let line: Line;
beforeAll(async () => {
  database = await testDatabase();
  db = connect({ url: database.appUrl, max: 1 }, () => undefined);
  line = await Line.open(database.appUrl);
});
afterAll(async () => {
  await line?.close();
  await db?.destroy();
  await database?.drop();
});

const communityId = asCommunityId(newId());
const personId = newId();
const tell = (about: string) =>
  inCommunity(db, communityId, (trx) => touch(trx, { communityId, people: [personId], about: [about] }));

test.each(["cut", "silent"] as const)(
  "over a line that was %s it hears again, and every page asks for what it missed",
  async (fault) => {
    const hub = new Hub();
    const proof = { every: 100, within: 200 };
    const ear = new Ear({ url: line.url, log: openLog("silent"), hub, proof });
    await ear.open();
    const heard: Missed[] = [];
    const roles = new Set(["member"] as const);
    const about = new Set(["one", "two", "three"]);
    hub.join(
      { communityId, personId, roles, about, hear: (missed) => heard.push(missed), end: () => undefined },
      hub.stamp(),
    );
    await tell("one");
    await expect.poll(() => heard).toEqual([["one"]]);

    const tries = new Set<unknown>();
    line.listen((_, from) => tries.add(from));
    line.become(fault);
    await tell("two");
    // Long enough to find out, and to try in vain.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([heard.length, tries.size > 1 || fault === "cut"]).toEqual([1, true]);
    line.become("open");
    await expect.poll(() => heard.length, { timeout: 8_000 }).toBe(2);
    expect(heard[1]).toBe("everything");
    await tell("three");
    await expect.poll(() => heard.slice(2)).toEqual([["three"]]);
    await ear.close();
  },
);

test("it stops at once also while nobody answers", async () => {
  const ear = new Ear({ url: line.url, log: openLog("silent"), hub: new Hub() });
  line.become("silent");
  void ear.open();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const began = performance.now();
  await ear.close();
  expect(performance.now() - began).toBeLessThan(2_000);
  line.become("open");
});
