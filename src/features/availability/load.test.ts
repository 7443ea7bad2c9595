import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instantOf, minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { statementsDuring } from "#support/statements.ts";
import { currentCommunity } from "../communities/load.ts";
import { freeAt, locationsAt, startsFor, verdictOn } from "./answers.ts";
import { type Asked, type Availability, askAvailability } from "./load.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

// Monday, in winter, when London is at UTC. Everybody has 9 to 11.
const now = "2026-03-02T06:00:00Z";
const short = { hours: [0, 1, 2, 3, 4, 5, 6].map((day) => [day, 540, 660] as const) };
const all = ["09:00", "09:30", "10:00", "10:30"];

interface Wish extends Partial<Omit<Asked, "from" | "to" | "now">> {
  day?: string;
  days?: number;
  now?: string;
}

/** What a member is offered on a day, Tuesday 3 March unless it is said. */
async function ask(scene: Programme, wish: Wish = {}): Promise<Availability> {
  const { day = "2026-03-03", days = 1, now: when = now, ...more } = wish;
  const from = minuteOf(Temporal.Instant.from(`${day}T00:00Z`));
  const answer = await kith.inside(scene.community, async (trx) =>
    askAvailability(trx, {
      community: await currentCommunity(trx, scene.community.id),
      format: { id: scene.format },
      serviceId: scene.generic,
      memberId: scene.member.id,
      from,
      to: from + days * 1440,
      now: minuteOf(Temporal.Instant.from(when)),
      ...more,
    }),
  );
  if (!answer) throw new Error("nothing is offered");
  return answer;
}

const said = (minute: number): string => instantOf(minute).toString().slice(11, 16);
const times = (availability: Availability): string[] => startsFor(availability).starts.map(said);
const free = async (scene: Programme, wish?: Wish): Promise<string[]> => times(await ask(scene, wish));
const at = (text: string): number => minuteOf(Temporal.Instant.from(text));

/** Changes rows of the scene's community. */
const change = (scene: Programme, work: (trx: Scoped) => Promise<unknown>) =>
  kith.inside(scene.community, work);
const setProvider = (scene: Programme, values: object, index = 0) =>
  change(scene, (trx) =>
    trx
      .updateTable("providers")
      .set(values)
      .where("person_id", "=", scene.providers[index]?.id ?? "")
      .execute(),
  );
const setLocation = (scene: Programme, values: object) =>
  change(scene, (trx) => trx.updateTable("locations").set(values).where("id", "=", scene.location).execute());
const own = (scene: Programme) => ({ community_id: scene.community.id, id: newId() });

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
