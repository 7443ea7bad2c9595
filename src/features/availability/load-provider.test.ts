import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { all, asking, now, own, short } from "#support/asking.ts";
import { meeting } from "#support/meetings.ts";
import { programme } from "#support/programme.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const { free, change, setProvider } = asking(() => kith);

describe("what a provider set", () => {
  test("hours are offered at the community's minutes of the hour", async () => {
    const scene = await programme(kith, short);
    expect(await free(scene)).toEqual(all);
    const quarters = await programme(kith, { ...short, settings: { startMinutes: [15] } });
    expect(await free(quarters)).toEqual(["09:15", "10:15"]);
  });

  test("hours for one service hold for that service alone", async () => {
    const scene = await programme(kith, short);
    const [service] = scene.services;
    await change(scene, (trx) =>
      trx
        .updateTable("weekly_hours")
        .set({ service_id: service ?? null })
        .where("day", "=", 2)
        .execute(),
    );
    expect(await free(scene)).toEqual([]);
    expect(await free(scene, { serviceId: service ?? "" })).toEqual(all);
    expect(await free(scene, { day: "2026-03-04" })).toEqual(all);
  });

  test("hours for one format hold for that format alone", async () => {
    const scene = await programme(kith, short);
    const other = newId();
    await change(scene, async (trx) => {
      const format = {
        community_id: scene.community.id,
        id: other,
        name: "An hour",
        minutes: 60,
        ways: ["online"],
      };
      await trx.insertInto("formats").values(format).execute();
      await trx.updateTable("weekly_hours").set({ format_id: other }).execute();
    });
    expect(await free(scene)).toEqual([]);
    expect(await free(scene, { format: { id: other } })).toEqual(["09:00", "09:30", "10:00"]);
  });

  test("hours hold from their first to their last date", async () => {
    const scene = await programme(kith, short);
    await change(scene, (trx) =>
      trx
        .updateTable("weekly_hours")
        .set({
          from_date: Temporal.PlainDate.from("2026-03-04"),
          until_date: Temporal.PlainDate.from("2026-03-05"),
        })
        .execute(),
    );
    for (const [day, expected] of [
      ["2026-03-03", []],
      ["2026-03-04", all],
      ["2026-03-05", all],
      ["2026-03-06", []],
    ] as const) {
      expect(await free(scene, { day }), day).toEqual(expected);
    }
  });

  test("other hours on a date replace the weekly ones, and none are time off", async () => {
    const scene = await programme(kith, short);
    const except = (from: string, until: string, ranges: number[]) =>
      change(scene, (trx) =>
        trx
          .insertInto("hour_exceptions")
          .values({
            ...own(scene),
            provider_id: scene.providers[0]?.id ?? "",
            from_date: Temporal.PlainDate.from(from),
            until_date: Temporal.PlainDate.from(until),
            ranges,
          })
          .execute(),
      );
    await except("2026-03-03", "2026-03-03", [840, 900]);
    await except("2026-03-04", "2026-03-06", []);
    expect(await free(scene)).toEqual(["14:00", "14:30"]);
    expect(await free(scene, { day: "2026-03-05" })).toEqual([]);
    expect(await free(scene, { day: "2026-03-07" })).toEqual(all);
  });

  test("a pause takes every time", async () => {
    const scene = await programme(kith, short);
    await setProvider(scene, { paused_at: Temporal.Instant.from(now) });
    expect(await free(scene)).toEqual([]);
  });

  test("a provider's notice and the community's: the longer one holds", async () => {
    const scene = await programme(kith, { ...short, settings: { leadMinutes: 60 } });
    const onTheDay = { now: "2026-03-03T08:30:00Z" };
    expect(await free(scene, onTheDay)).toEqual(["09:30", "10:00", "10:30"]);
    await setProvider(scene, { notice_minutes: 120 });
    expect(await free(scene, onTheDay)).toEqual(["10:30"]);
    await setProvider(scene, { notice_minutes: 0 });
    expect(await free(scene, onTheDay)).toEqual(["09:30", "10:00", "10:30"]);
  });

  test("buffers keep their distance from what is booked, and a cancelled meeting is in nobody's way", async () => {
    const scene = await programme(kith, short);
    const other = await kith.person(scene.community);
    await meeting(kith, scene, { at: "2026-03-03T09:30Z", member: other.id });
    await meeting(kith, scene, { at: "2026-03-03T10:30Z", member: other.id, state: "cancelled" });
    expect(await free(scene)).toEqual(["09:00", "10:00", "10:30"]);
    await setProvider(scene, { buffer_before: 15 });
    expect(await free(scene)).toEqual(["09:00", "10:30"]);
    await setProvider(scene, { buffer_before: 0, buffer_after: 15 });
    expect(await free(scene)).toEqual(["10:00", "10:30"]);
  });

  test("the weekly cap counts what the provider gives from Monday to Sunday of their own calendar", async () => {
    const scene = await programme(kith, short);
    const other = await kith.person(scene.community);
    await setProvider(scene, { weekly_cap_minutes: 60 });
    await meeting(kith, scene, { at: "2026-03-02T09:00Z", member: other.id });
    expect(await free(scene)).toEqual(all);
    await meeting(kith, scene, { at: "2026-03-08T10:30Z", member: other.id });
    expect(await free(scene)).toEqual([]);
    expect(await free(scene, { day: "2026-03-01", now: "2026-02-27T06:00:00Z" })).toEqual(all);
    expect(await free(scene, { day: "2026-03-09" })).toEqual(all);
  });

  test("what a provider receives themself does not count against their cap", async () => {
    const scene = await programme(kith, { ...short, providers: 2 });
    await setProvider(scene, { weekly_cap_minutes: 30 });
    const [first, second] = scene.providers;
    await meeting(kith, scene, {
      at: "2026-03-04T09:00Z",
      provider: second?.id ?? "",
      member: first?.id ?? "",
    });
    expect(await free(scene, { providerIds: [first?.id ?? ""] })).toEqual(all);
  });

  test("the community's cap holds for a provider who has none or a wider one", async () => {
    const scene = await programme(kith, { ...short, settings: { providerWeekMinutes: 30 } });
    const other = await kith.person(scene.community);
    await meeting(kith, scene, { at: "2026-03-02T09:00Z", member: other.id });
    expect(await free(scene)).toEqual([]);
    await setProvider(scene, { weekly_cap_minutes: 600 });
    expect(await free(scene)).toEqual([]);
  });
});
