import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { all, asking, at, now, own, short } from "#support/asking.ts";
import { meeting } from "#support/meetings.ts";
import { programme } from "#support/programme.ts";
import { statementsDuring } from "#support/statements.ts";
import { currentCommunity } from "../communities/load.ts";
import { freeAt, verdictOn } from "./answers.ts";
import { askAvailability } from "./load.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const { ask, free, change, setProvider, setLocation } = asking(() => kith);

describe("the community", () => {
  test("a closing takes its dates of the community's calendar", async () => {
    const scene = await programme(kith, { ...short, zone: "America/New_York" });
    await change(scene, (trx) =>
      trx
        .insertInto("closings")
        .values({
          ...own(scene),
          name: "Holiday",
          from_date: Temporal.PlainDate.from("2026-03-03"),
          until_date: Temporal.PlainDate.from("2026-03-04"),
        })
        .execute(),
    );
    const inNewYork = ["14:00", "14:30", "15:00", "15:30"];
    expect(await free(scene, { day: "2026-03-02" })).toEqual(inNewYork);
    expect(await free(scene, { day: "2026-03-03" })).toEqual([]);
    expect(await free(scene, { day: "2026-03-04" })).toEqual([]);
    expect(await free(scene, { day: "2026-03-05" })).toEqual(inNewYork);
  });

  test("nothing is offered further ahead than the community allows", async () => {
    const scene = await programme(kith, { ...short, settings: { horizonDays: 2 } });
    expect(await free(scene, { day: "2026-03-04" })).toEqual(all);
    expect(await free(scene, { day: "2026-03-05" })).toEqual([]);
  });

  test("a provider's hours stay at their wall clock through both changes of clocks", async () => {
    const scene = await programme(kith, { ...short, settings: { horizonDays: 366 } });
    await setProvider(scene, { zone: "America/New_York" });
    // New York changes on 8 March, London on 29 March.
    expect((await free(scene, { day: "2026-03-06" }))[0]).toBe("14:00");
    expect((await free(scene, { day: "2026-03-09" }))[0]).toBe("13:00");
    expect((await free(scene, { day: "2026-03-30" }))[0]).toBe("13:00");
    expect((await free(scene, { day: "2026-10-30" }))[0]).toBe("13:00");
    expect((await free(scene, { day: "2026-11-02" }))[0]).toBe("14:00");
  });
});

describe("who books", () => {
  test("is not offered what lies over their own meetings, whoever gives them", async () => {
    const scene = await programme(kith, { ...short, providers: 2 });
    await meeting(kith, scene, { at: "2026-03-03T09:30Z", provider: scene.providers[1]?.id ?? "" });
    const wish = { providerIds: [scene.providers[0]?.id ?? ""] };
    expect(await free(scene, wish)).toEqual(["09:00", "10:00", "10:30"]);
    expect(await free(scene, { ...wish, memberId: null })).toEqual(all);
  });

  test("has limits by the day and by the week", async () => {
    const settings = { memberDayMinutes: 45, memberWeekMinutes: 90 };
    const scene = await programme(kith, { ...short, settings });
    await meeting(kith, scene, { at: "2026-03-03T09:00Z" });
    expect(await free(scene)).toEqual([]);
    expect(await free(scene, { day: "2026-03-04" })).toEqual(all);
    await meeting(kith, scene, { at: "2026-03-08T09:00Z" });
    expect(await free(scene, { day: "2026-03-04" })).toEqual(all);
    await meeting(kith, scene, { at: "2026-03-05T09:00Z" });
    expect(await free(scene, { day: "2026-03-04" })).toEqual([]);
    expect(await free(scene, { day: "2026-03-10" })).toEqual(all);
  });

  test("is never offered themself", async () => {
    const scene = await programme(kith, short);
    const provider = scene.providers[0]?.id ?? "";
    expect((await ask(scene, { memberId: provider })).providers).toEqual([]);
    expect((await ask(scene)).providers.map(({ id }) => id)).toEqual([provider]);
  });

  test("can move a meeting by less than its length", async () => {
    const scene = await programme(kith, {
      ...short,
      settings: { startMinutes: [0, 15, 30, 45], memberDayMinutes: 30 },
    });
    const moved = await meeting(kith, scene, { at: "2026-03-03T09:00Z" });
    expect(await free(scene)).toEqual([]);
    const wish = { movedMeetingId: moved };
    expect(await free(scene, wish)).toContain("09:15");
    expect(await free(scene, { ...wish, day: "2026-03-04" })).toContain("09:15");
  });
});

describe("what is offered", () => {
  test("only those who are certified, provide and are not archived", async () => {
    const scene = await programme(kith, { ...short, providers: 3 });
    const [first, second, third] = scene.providers;
    await change(scene, async (trx) => {
      const people = (id = "") => trx.updateTable("people").where("id", "=", id);
      await people(second?.id)
        .set({ archived_at: Temporal.Instant.from(now) })
        .execute();
      await people(third?.id)
        .set({ roles: ["member"] })
        .execute();
    });
    expect((await ask(scene)).providers.map(({ id }) => id)).toEqual([first?.id]);
    await change(scene, (trx) =>
      trx.deleteFrom("certifications").where("service_id", "=", scene.generic).execute(),
    );
    expect((await ask(scene)).providers).toEqual([]);
  });

  test("what is archived is offered to nobody but the meeting that moves", async () => {
    const scene = await programme(kith, short);
    const booked = await meeting(kith, scene, { at: "2026-03-03T09:00Z" });
    await change(scene, (trx) =>
      trx
        .updateTable("services")
        .set({ archived_at: Temporal.Instant.from(now) })
        .where("id", "=", scene.generic)
        .execute(),
    );
    await expect(ask(scene)).rejects.toThrow("nothing is offered");
    expect(await free(scene, { movedMeetingId: booked })).toEqual(all);
  });

  test("nothing of another community, also to who knows its ids", async () => {
    const [here, there] = [await programme(kith, short), await programme(kith, short)];
    expect(await free(there)).toEqual(all);
    await expect(ask(here, { serviceId: there.generic })).rejects.toThrow("nothing is offered");
    await expect(ask(here, { format: { id: there.format } })).rejects.toThrow("nothing is offered");
    expect((await ask(here, { providerIds: [there.providers[0]?.id ?? ""] })).providers).toEqual([]);
  });

  test("nothing in a year that no calendar reaches", async () => {
    const scene = await programme(kith, short);
    await expect(ask(scene, { day: "1889-01-01" })).rejects.toThrow("nothing is offered");
    await expect(ask(scene, { day: "9999-01-01" })).rejects.toThrow("nothing is offered");
  });
});

test("who is free at a time is who the search offers at that time, and the verdict says all that forbids the others", async () => {
  const scene = await programme(kith, { ...short, providers: 3 });
  const [first, second, third] = scene.providers.map(({ id }) => id);
  const other = await kith.person(scene.community);
  await meeting(kith, scene, { at: "2026-03-03T09:30Z", provider: second ?? "", member: other.id });
  await setProvider(scene, { paused_at: Temporal.Instant.from(now) }, 2);
  await setProvider(scene, { notice_minutes: 3 * 1440 }, 1);
  const availability = await ask(scene);
  const start = at("2026-03-03T09:30Z");
  expect(freeAt(availability, start).map(({ id }) => id)).toEqual([first]);
  expect(verdictOn(availability, first ?? "", start, scene.location)).toEqual({ free: true });
  expect(verdictOn(availability, second ?? "", start, scene.location)).toEqual({
    free: false,
    rules: ["notice", "busy"],
  });
  expect(verdictOn(availability, third ?? "", start, scene.location)).toEqual({
    free: false,
    rules: ["paused"],
  });
  expect(verdictOn(availability, first ?? "", start + 5, scene.location)).toEqual({
    free: false,
    rules: ["grid"],
  });
  expect(verdictOn(availability, scene.member.id, start, scene.location)).toEqual({ free: false, rules: [] });
});

test("a search for all providers of a service takes one statement, however many they are", async () => {
  const settings = { providerWeekMinutes: 600, memberDayMinutes: 600 };
  const scene = await programme(kith, { ...short, providers: 12, settings });
  await setLocation(scene, { capacity: 3 });
  await kith.inside(scene.community, async (trx) => {
    const asked = {
      community: await currentCommunity(trx, scene.community.id),
      format: { id: scene.format },
      serviceId: scene.generic,
      memberId: scene.member.id,
      from: at("2026-03-03T00:00Z"),
      to: at("2026-03-31T00:00Z"),
      now: at(now),
    };
    const statements = await statementsDuring(async () => {
      expect((await askAvailability(trx, asked))?.providers).toHaveLength(12);
    });
    expect(statements).toHaveLength(1);
  });
});

test("a page of free times takes three statements: who comes where, as whom, and everything about times", async () => {
  const scene = await programme(kith, { ...short, providers: 5 });
  const client = await kith.signIn(scene.member);
  const path = `${scene.community.base}/book/${scene.format}/${scene.generic}`;
  const statements = await statementsDuring(async () => {
    expect((await client.get(path)).status).toBe(200);
  });
  expect(statements).toHaveLength(3);
});

test("the check inside a booking sees what was committed before its locks were taken", async () => {
  const scene = await programme(kith, short);
  const other = await kith.person(scene.community);
  await kith.inside(scene.community, async (trx) => {
    await sql`select 1`.execute(trx);
    await meeting(kith, scene, { at: "2026-03-03T09:30Z", member: other.id });
    const start = at("2026-03-03T09:30Z");
    const availability = await askAvailability(trx, {
      community: await currentCommunity(trx, scene.community.id),
      format: { id: scene.format },
      serviceId: scene.generic,
      providerIds: [scene.providers[0]?.id ?? ""],
      memberId: scene.member.id,
      from: start,
      to: start + 1,
      now: at(now),
    });
    expect(
      availability && verdictOn(availability, scene.providers[0]?.id ?? "", start, scene.location),
    ).toEqual({ free: false, rules: ["busy"] });
  });
});
