import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { instantOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { at } from "#support/asking.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { openTimesOf, openTimesOfAll } from "./index.ts";

let kith: TestApp;
let scene: Programme;

beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());
beforeEach(async () => {
  // Ten to twelve every day, on New York's clock.
  const hours = [0, 1, 2, 3, 4, 5, 6].map((day) => [day, 600, 720] as const);
  scene = await programme(kith, { providers: 2, zone: "America/New_York", hours });
});

const change = (work: (trx: Scoped) => Promise<unknown>) => kith.inside(scene.community, work);

/** When the first provider is open from one moment to another, as times in UTC. */
async function open(from: string, to: string, now = "2026-03-02T06:00Z"): Promise<string[]> {
  const providerId = scene.providers[0]?.id ?? "";
  const community = { zone: "America/New_York" };
  const free = await kith.inside(scene.community, (trx) =>
    openTimesOf(trx, { community, providerId, from: at(from), to: at(to), now: at(now) }),
  );
  return free.map((minute) => instantOf(minute).toString().slice(5, 16));
}

test("a provider is open in their hours, on both sides of a change of clocks", async () => {
  expect(await open("2026-03-07T00:00Z", "2026-03-09T00:00Z")).toEqual([
    "03-07T15:00",
    "03-07T17:00",
    "03-08T14:00",
    "03-08T16:00",
  ]);
});

test("nothing before now counts, and nothing outside what was asked", async () => {
  const day = ["2026-03-03T15:30Z", "2026-03-03T16:45Z"] as const;
  expect(await open(...day)).toEqual(["03-03T15:30", "03-03T16:45"]);
  expect(await open(...day, "2026-03-03T16:00Z")).toEqual(["03-03T16:00", "03-03T16:45"]);
  expect(await open(...day, "2026-03-04T16:00Z")).toEqual([]);
});

test("hours for one service, format or place count too; what is taken, off, closed or paused does not", async () => {
  const day = ["2026-03-03T00:00Z", "2026-03-04T05:00Z"] as const;
  await change((trx) =>
    trx
      .updateTable("weekly_hours")
      .set({ service_id: scene.generic, format_id: scene.format, location_id: scene.location })
      .execute(),
  );
  await meeting(kith, scene, { at: "2026-03-03T15:30Z" });
  expect(await open(...day)).toEqual(["03-03T15:00", "03-03T15:30", "03-03T16:00", "03-03T17:00"]);

  const date = Temporal.PlainDate.from("2026-03-03");
  const own = { community_id: scene.community.id, from_date: date, until_date: date };
  await change((trx) =>
    trx
      .insertInto("hour_exceptions")
      .values({ ...own, id: newId(), provider_id: scene.providers[0]?.id ?? "", ranges: [1200, 1260] })
      .execute(),
  );
  expect(await open(...day)).toEqual(["03-04T01:00", "03-04T02:00"]);
  await change((trx) =>
    trx
      .insertInto("closings")
      .values({ ...own, id: newId(), name: "Closed" })
      .execute(),
  );
  expect(await open(...day)).toEqual([]);
  expect(await open("2026-03-05T00:00Z", "2026-03-06T00:00Z")).toEqual(["03-05T15:00", "03-05T17:00"]);
  await change((trx) => trx.updateTable("providers").set({ paused_at: kith.clock.now() }).execute());
  expect(await open("2026-03-05T00:00Z", "2026-03-06T00:00Z")).toEqual([]);
});

test("several are asked for at once, each with their own times", async () => {
  const [one, other] = scene.providers.map(({ id }) => id);
  await change((trx) =>
    trx
      .updateTable("weekly_hours")
      .set({ start_minute: 660 })
      .where("provider_id", "=", other ?? "")
      .execute(),
  );
  const found = await kith.inside(scene.community, (trx) =>
    openTimesOfAll(trx, {
      community: { zone: "America/New_York" },
      providerIds: [one ?? "", other ?? "", newId()],
      from: at("2026-03-03T00:00Z"),
      to: at("2026-03-04T00:00Z"),
      now: at("2026-03-02T00:00Z"),
    }),
  );
  expect(found.size).toBe(2);
  expect([found.get(one ?? "")?.[0], found.get(other ?? "")?.[0]]).toEqual([
    at("2026-03-03T15:00Z"),
    at("2026-03-03T16:00Z"),
  ]);
});
