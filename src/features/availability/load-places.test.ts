import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { all, asking, at, now, own, short, times } from "#support/asking.ts";
import { meeting } from "#support/meetings.ts";
import { programme } from "#support/programme.ts";
import { locationsAt, verdictOn } from "./answers.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const { ask, free, change, setLocation } = asking(() => kith);

describe("where", () => {
  test("a meeting lies within the opening hours of its place", async () => {
    const scene = await programme(kith, short);
    await setLocation(scene, { opening: JSON.stringify([[2, 570, 630]]) });
    expect(await free(scene)).toEqual(["09:30", "10:00"]);
    expect(await free(scene, { day: "2026-03-04" })).toEqual([]);
  });

  test("a place is full when as many meetings as fit in overlap at any moment", async () => {
    const scene = await programme(kith, { ...short, providers: 3 });
    await setLocation(scene, { capacity: 2 });
    const [, second, third] = scene.providers;
    const others = [await kith.person(scene.community), await kith.person(scene.community)];
    await meeting(kith, scene, {
      at: "2026-03-03T09:00Z",
      provider: second?.id ?? "",
      member: others[0]?.id ?? "",
      minutes: 60,
    });
    await meeting(kith, scene, { at: "2026-03-03T09:00Z", provider: third?.id ?? "", state: "cancelled" });
    const wish = { providerIds: [scene.providers[0]?.id ?? ""] };
    expect(await free(scene, wish)).toEqual(all);
    await meeting(kith, scene, {
      at: "2026-03-03T09:45Z",
      provider: third?.id ?? "",
      member: others[1]?.id ?? "",
    });
    expect(await free(scene, wish)).toEqual(["09:00", "10:00", "10:30"]);
  });

  test("a second place takes what the first cannot, and each answers for itself", async () => {
    const scene = await programme(kith, short);
    await setLocation(scene, { opening: JSON.stringify([[2, 540, 600]]) });
    const room = own(scene);
    await change(scene, async (trx) => {
      await trx
        .insertInto("locations")
        .values({ ...room, name: "Second room", way: "online", position: 1 })
        .execute();
      const elsewhere = { ...own(scene), name: "Hall", way: "in_person" };
      await trx.insertInto("locations").values(elsewhere).execute();
    });
    const availability = await ask(scene);
    expect(times(availability)).toEqual(all);
    const names = (text: string) =>
      locationsAt(availability, scene.providers[0]?.id ?? "", at(text)).map(({ name }) => name);
    expect(names("2026-03-03T09:00Z")).toEqual(["Video room", "Second room"]);
    expect(names("2026-03-03T09:30Z")).toEqual(["Video room", "Second room"]);
    expect(names("2026-03-03T10:00Z")).toEqual(["Second room"]);
  });

  test("hours at one place are hours at that place alone", async () => {
    const scene = await programme(kith, short);
    const room = own(scene);
    await change(scene, async (trx) => {
      await trx
        .insertInto("locations")
        .values({ ...room, name: "Second room", way: "online" })
        .execute();
      await trx
        .insertInto("weekly_hours")
        .values({
          ...own(scene),
          provider_id: scene.providers[0]?.id ?? "",
          day: 2,
          start_minute: 660,
          end_minute: 690,
          location_id: room.id,
        })
        .execute();
    });
    const availability = await ask(scene);
    expect(times(availability)).toEqual([...all, "11:00"]);
    const provider = scene.providers[0]?.id ?? "";
    expect(locationsAt(availability, provider, at("2026-03-03T11:00Z")).map(({ id }) => id)).toEqual([
      room.id,
    ]);
    expect(verdictOn(availability, provider, at("2026-03-03T11:00Z"), scene.location)).toEqual({
      free: false,
      rules: ["hours"],
    });
    expect(verdictOn(availability, provider, at("2026-03-03T11:00Z"), room.id)).toEqual({ free: true });
  });

  test("a format whose ways have no place is met without one", async () => {
    const scene = await programme(kith, short);
    await setLocation(scene, { archived_at: Temporal.Instant.from(now) });
    const availability = await ask(scene);
    expect(times(availability)).toEqual(all);
    const start = at("2026-03-03T09:00Z");
    expect(verdictOn(availability, scene.providers[0]?.id ?? "", start, null)).toEqual({ free: true });
    expect(verdictOn(availability, scene.providers[0]?.id ?? "", start, scene.location)).toEqual({
      free: false,
      rules: [],
    });
  });
});
