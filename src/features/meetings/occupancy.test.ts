import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { programme } from "#support/programme.ts";
import { lockFreeTimes, lockTimes } from "./occupancy.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

const minuteAt = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 60_000;

/** Comes back once somebody waits in line in this database. */
async function somebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await sql`
      select from pg_locks
      where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())
    `.execute(kith.platform.db);
    if (rows.length > 0) return;
    await wait(20);
  }
  throw new Error("nobody came to wait");
}

test("who waited for a time in vain holds up nobody, also before their transaction ends", async () => {
  const scene = await programme(kith);
  const provider = scene.providers[0]?.id ?? "";
  const start = minuteAt("2026-03-03T10:00Z");
  const wanted = { person: provider, start, end: start + 30 };
  const later = { person: provider, start: start + 60, end: start + 90 };

  const { loser } = await kith.inside(scene.community, async (trx) => {
    await lockTimes(trx, [provider]);
    const loser = kith.inside(scene.community, async (own) => {
      const got = await lockFreeTimes(own, [provider], wanted);
      const next = await kith.inside(scene.community, (other) => lockFreeTimes(other, [provider], later));
      return { got, next };
    });
    await somebodyWaits();
    await meeting(kith, scene, { at: "2026-03-03T10:00Z" });
    return { loser };
  });

  expect(await loser).toEqual({ got: false, next: true });
});

test("who gets a free time keeps others waiting until the transaction ends", async () => {
  const scene = await programme(kith);
  const provider = scene.providers[0]?.id ?? "";
  const start = minuteAt("2026-03-03T10:00Z");
  const wanted = { person: provider, start, end: start + 30 };
  const order: string[] = [];
  const { second } = await kith.inside(scene.community, async (trx) => {
    expect(await lockFreeTimes(trx, [provider], wanted)).toBe(true);
    const second = kith.inside(scene.community, async (own) => {
      const got = await lockFreeTimes(own, [provider], wanted);
      order.push("second");
      return got;
    });
    await somebodyWaits();
    order.push("first");
    return { second };
  });
  expect(await second).toBe(true);
  expect(order).toEqual(["first", "second"]);
});
