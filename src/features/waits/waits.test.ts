import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";
import { type Programme, programme } from "#support/programme.ts";
import { cancelled, fullDay, readyToTake, take, wait } from "#support/waiting.ts";
import { keepDeadlinesOf } from "../../deadlines.ts";

const now = "2026-03-02T09:00:00Z";
let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now, demo: true });
});
beforeEach(() => kith.clock.set(now));
afterAll(() => kith.end());

const day = "2026-03-04";
const dayAt = (time: string) => `${day}T${time}Z`;

/** A day that is full, three who would like a time on it, and a way to look. */
async function full(options: Parameters<typeof programme>[1] = {}) {
  const scene = await programme(kith, options);
  const meetings = await fullDay(kith, scene, day);
  const people = [];
  for (let i = 0; i < 3; i += 1)
    people.push(await kith.person(scene.community, { firstName: `Waiting${i}` }));
  const clients = await Promise.all(people.map((person) => kith.signIn(person)));
  return { scene, meetings, people, clients };
}

const stored = (scene: Programme) =>
  kith.inside(scene.community, async (trx) => ({
    waits: await trx.selectFrom("waits").selectAll().orderBy("created_at").orderBy("id").execute(),
    held: await trx.selectFrom("occupancy").selectAll().where("wait_id", "is not", null).execute(),
    meetings: await trx.selectFrom("meetings").selectAll().where("state", "<>", "cancelled").execute(),
    told: await trx.selectFrom("notifications").select(["person_id", "message"]).orderBy("id").execute(),
    mails: await trx
      .selectFrom("mails")
      .select(["to_address", "subject", "body_text"])
      .orderBy("id")
      .execute(),
  }));

const states = async (scene: Programme) => (await stored(scene)).waits.map(({ state }) => state);
const keep = (scene: Programme) => keepDeadlinesOf(kith.platform, scene.community.id);
const at = <T>(list: readonly T[], place: number): T => {
  const one = list[place];
  if (one === undefined) throw new Error("it is there");
  return one;
};

describe("waiting for a time", () => {
  test("begins where there is none: the page of times leads there, and it is on one's own list", async () => {
    const { scene, clients } = await full({ hours: [[3, 540, 1020]], settings: { horizonDays: 5 } });
    const client = at(clients, 0);
    const times = await client.get(`${scene.community.base}/book/${scene.format}/${scene.services[0]}`);
    const link = /href="([^"]*\/waits\/new[^"]*)"/.exec(times.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(textOf((await client.get(link)).text)).toContain("Tell me when a time becomes free");
    const started = await wait(client, scene, { from: day });
    expect(started.status).toBe(303);
    expect(textOf((await client.follow(started)).text)).toContain("You are waiting for a time");
    expect(textOf((await client.get(`${scene.community.base}/waits`)).text)).toContain("Wed 4 Mar");
    expect(await states(scene)).toEqual(["waiting"]);
  });

  test("is not needed while a time is free: those are shown instead", async () => {
    const { scene, clients } = await full();
    const answer = await wait(at(clients, 0), scene, { from: day, until: "2026-03-05" });
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain("There are free times then already.");
    expect(answer.text).toContain(`/book/${scene.format}/${scene.services[0]}/2026-03-05T09:00Z`);
    expect(await states(scene)).toEqual([]);
  });

  test.each([
    ["a day in the past", { from: "2026-02-20" }, "That is in the past."],
    ["days too far ahead", { from: "2027-02-20" }, "That is further ahead than can be booked."],
    ["days in the wrong order", { from: "2026-03-05", until: "2026-03-04" }, ""],
    ["no day", { from: "soon" }, ""],
    ["a start that is none", { which: "exact", at: "soon", from: "soon" }, ""],
    ["a start beyond every calendar", { which: "exact", at: "999999999999999", from: "soon" }, ""],
  ])("cannot be for %s", async (_, wish, words) => {
    const { scene, clients } = await full();
    const answer = await wait(at(clients, 0), scene, wish);
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(words);
    expect(await states(scene)).toEqual([]);
  });

  test("is for what can be booked: not for what is gone, for nobody who does not give it, and the same wish twice is one", async () => {
    const { scene, clients, people } = await full();
    const client = at(clients, 0);
    const nothing = "0195a0a0-0000-7000-8000-000000000000";
    expect((await wait(client, scene, { from: day, service: nothing })).status).toBe(404);
    expect((await wait(client, scene, { from: day, provider: at(people, 1).id })).status).toBe(404);
    const [first, second] = [
      await wait(client, scene, { from: day }),
      await wait(client, scene, { from: day }),
    ];
    expect(second.location).toBe(first.location);
    expect(await states(scene)).toEqual(["waiting"]);
  });

  test("is nobody's business but one's own", async () => {
    const { scene, clients } = await full();
    const { location } = await wait(at(clients, 0), scene, { from: day });
    expect((await at(clients, 0).get(location)).status).toBe(200);
    const coordinator = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
    for (const client of [at(clients, 1), coordinator]) {
      expect((await client.get(scene.community.base)).status).toBe(200);
      expect((await client.get(location)).status).toBe(404);
      expect((await client.post(`${location}/end`)).status).toBe(404);
    }
    expect(await states(scene)).toEqual(["waiting"]);
  });

  test("can be for ten things at a time", async () => {
    const { scene, clients } = await full();
    for (let minute = 0; minute < 10; minute += 1) {
      const time = dayAt(
        `${String(9 + Math.floor(minute / 2)).padStart(2, "0")}:${minute % 2 ? "30" : "00"}`,
      );
      expect((await wait(at(clients, 0), scene, { from: day, at: time })).status).toBe(303);
    }
    const eleventh = await wait(at(clients, 0), scene, { from: day });
    expect([eleventh.status, (await states(scene)).length]).toEqual([422, 10]);
  });
});

describe("a time that becomes free", () => {
  test("is kept for the first whom it suits, who is told by bell and letter; nobody else can book it", async () => {
    const { scene, meetings, people, clients } = await full();
    await wait(at(clients, 0), scene, { from: day, at: dayAt("15:00") });
    await wait(at(clients, 1), scene, { from: day });
    await wait(at(clients, 2), scene, { from: day });
    await kith.drainMail();
    await cancelled(kith, scene, at(meetings, 2));
    await kith.drainMail();
    const { waits, held, told, mails } = await stored(scene);
    expect(waits.map(({ state }) => state)).toEqual(["waiting", "offered", "waiting"]);
    expect(held).toMatchObject([{ person_id: scene.providers[0]?.id, wait_id: at(waits, 1).id }]);
    expect(at(held, 0).starts_at.toString()).toBe("2026-03-04T10:00:00Z");
    expect(at(waits, 1).offered_until?.toString()).toBe("2026-03-02T21:00:00Z");
    expect(told.filter(({ message }) => message === "waits.offered")).toEqual([
      { person_id: at(people, 1).id, message: "waits.offered" },
    ]);
    const letters = mails.filter(({ subject }) => subject.startsWith("A time is kept for you"));
    expect(letters.map(({ to_address }) => to_address)).toEqual([at(people, 1).email]);
    expect(at(letters, 0).body_text).toContain("Wed 4 Mar, 10:00–10:30");

    const times = await at(clients, 2).get(
      `${scene.community.base}/book/${scene.format}/${scene.services[0]}?month=2026-03&view=list`,
    );
    expect(times.text).not.toContain(`/${day}T10:00Z`);
    const [provider] = scene.providers;
    if (!provider) throw new Error("a provider");
    const week = await (await kith.signIn(provider)).get(`${scene.community.base}/availability?week=${day}`);
    expect(week.text).toContain("Kept for somebody who waits");
    expect(week.text).not.toContain("Waiting1");
  });

  test("is taken with the format's questions, and becomes a meeting like any other", async () => {
    const { scene, meetings, people, clients } = await full();
    const { location } = await wait(at(clients, 0), scene, { from: day });
    await cancelled(kith, scene, at(meetings, 2));
    await kith.drainMail();
    expect(textOf((await at(clients, 0).get(location)).text)).toContain("A time is kept for you");
    const taken = await take(at(clients, 0), scene, location);
    expect(taken.status).toBe(303);
    const { waits, held, meetings: booked } = await stored(scene);
    expect([at(waits, 0).state, held]).toEqual(["booked", []]);
    const mine = booked.find(({ id }) => id === at(waits, 0).meeting_id);
    expect(mine?.starts_at.toString()).toBe("2026-03-04T10:00:00Z");
    expect(mine).toMatchObject({ state: "final", booked_by: at(people, 0).id });
    expect((await at(clients, 0).get(location)).location).toBe(taken.location);
    expect(textOf((await at(clients, 0).get(taken.location)).text)).toContain("Waited for");
  });

  test("that is let go goes to the next, and so on, each once", async () => {
    const { scene, meetings, clients } = await full();
    const paths = [];
    for (const client of clients) paths.push((await wait(client, scene, { from: day })).location);
    await cancelled(kith, scene, at(meetings, 5));
    await kith.drainMail();
    expect(await states(scene)).toEqual(["offered", "waiting", "waiting"]);
    await at(clients, 0).post(`${paths[0]}/end`);
    await kith.drainMail();
    expect(await states(scene)).toEqual(["ended", "offered", "waiting"]);
    await at(clients, 1).post(`${paths[1]}/end`);
    await kith.drainMail();
    expect(await states(scene)).toEqual(["ended", "ended", "offered"]);
    expect((await stored(scene)).told.filter(({ message }) => message === "waits.offered")).toHaveLength(3);
  });

  test("that is not taken in time goes to the next, and the first is told kindly", async () => {
    const { scene, meetings, people, clients } = await full();
    const paths = [];
    for (const client of clients.slice(0, 2)) paths.push((await wait(client, scene, { from: day })).location);
    await cancelled(kith, scene, at(meetings, 5));
    await kith.drainMail();
    const late = await readyToTake(at(clients, 0), scene, at(paths, 0));
    kith.clock.set("2026-03-02T20:59:00Z");
    await keep(scene);
    expect(await states(scene)).toEqual(["offered", "waiting"]);
    kith.clock.set("2026-03-02T21:00:00Z");
    const refused = await late();
    expect(refused.status).toBe(409);
    expect(textOf(refused.text)).toContain("This time is not kept for you any more.");
    await keep(scene);
    await kith.drainMail();
    const { waits, told } = await stored(scene);
    expect(waits.map(({ state }) => state)).toEqual(["ended", "offered"]);
    expect(told).toContainEqual({ person_id: at(people, 0).id, message: "waits.expired" });
    expect(textOf((await at(clients, 0).get(at(paths, 0))).text)).toContain("It has gone on to the next.");
    expect((await take(at(clients, 1), scene, at(paths, 1))).status).toBe(303);
  });

  test("is found whatever freed it: new hours, an end of a closing, a meeting that moves, and what nobody said", async () => {
    for (const [how, free] of [
      [
        "hours",
        async (scene: Programme) => {
          const client = await kith.signIn(at(scene.providers, 0));
          const hours = {
            days: "3",
            start: "17:00",
            end: "18:00",
            from: "",
            until: "",
            serviceId: "",
            formatId: "",
            locationId: "",
          };
          expect((await client.post(`${scene.community.base}/availability/hours`, hours)).status).toBe(303);
        },
      ],
      [
        "moved",
        async (scene: Programme, meetings: string[]) => {
          const client = await kith.signIn(at(scene.providers, 0));
          const to = String(Date.parse("2026-03-05T10:00Z") / 60_000);
          const form = { version: "1", at: to, location: scene.location };
          expect(
            (await client.post(`${scene.community.base}/meetings/${meetings[3]}/move`, form)).status,
          ).toBe(303);
        },
      ],
      [
        "nobody said",
        async (scene: Programme, meetings: string[]) => {
          await kith.inside(scene.community, (trx) =>
            trx.deleteFrom("occupancy").where("meeting_id", "=", at(meetings, 3)).execute(),
          );
          await keep(scene);
        },
      ],
    ] as const) {
      const { scene, meetings, clients } = await full();
      await wait(at(clients, 0), scene, { from: day });
      await keep(scene);
      expect([how, await states(scene)]).toEqual([how, ["waiting"]]);
      await free(scene, meetings);
      await kith.drainMail();
      expect([how, await states(scene)]).toEqual([how, ["offered"]]);
    }
  });

  test("goes past who is busy then, who is kept apart, and who is not free to book", async () => {
    const { scene, meetings, people, clients } = await full();
    for (const client of clients) await wait(client, scene, { from: day });
    const other = await kith.person(scene.community, { roles: ["provider"] });
    await meeting(kith, scene, { at: dayAt("11:00"), provider: other.id, member: at(people, 0).id });
    await kith.inside(scene.community, (trx) =>
      trx
        .insertInto("blocks")
        .values({
          community_id: scene.community.id,
          person_id: at(people, 1).id,
          blocked_id: scene.providers[0]?.id ?? "",
          at: kith.clock.now(),
        })
        .execute(),
    );
    await cancelled(kith, scene, at(meetings, 4));
    await kith.drainMail();
    expect(await states(scene)).toEqual(["waiting", "waiting", "offered"]);
  });

  test("too soon to answer is not offered, and an offer ends when the time can be booked no more", async () => {
    const { scene, meetings, clients } = await full({ settings: { leadMinutes: 120, offerMinutes: 720 } });
    await wait(at(clients, 0), scene, { from: day, at: dayAt("11:00") });
    kith.clock.set("2026-03-04T08:55:00Z");
    await cancelled(kith, scene, at(meetings, 4));
    await keep(scene);
    expect(await states(scene)).toEqual(["waiting"]);
    kith.clock.set("2026-03-04T08:40:00Z");
    await keep(scene);
    const { waits } = await stored(scene);
    expect([at(waits, 0).state, at(waits, 0).offered_until?.toString()]).toEqual([
      "offered",
      "2026-03-04T09:00:00Z",
    ]);
  });

  test("of whoever is free goes to who has least to do, and one who waits for somebody is not offered another", async () => {
    const { scene, clients } = await full({ providers: 2 });
    const [first, second] = scene.providers;
    if (!first || !second) throw new Error("two providers");
    const theirs: string[] = [];
    for (let half = 18; half < 34; half += 1) {
      const time = `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`;
      const member = await kith.person(scene.community, { account: false });
      theirs.push(await meeting(kith, scene, { at: dayAt(time), provider: second.id, member: member.id }));
    }
    await wait(at(clients, 0), scene, { from: day, service: scene.generic, provider: first.id });
    await wait(at(clients, 1), scene, { from: day, service: scene.generic });
    await kith.inside(scene.community, (trx) =>
      trx.deleteFrom("occupancy").where("meeting_id", "=", at(theirs, 0)).execute(),
    );
    await keep(scene);
    const { waits } = await stored(scene);
    expect(waits.map(({ state }) => state)).toEqual(["waiting", "offered"]);
    expect(at(waits, 1).offered_provider_id).toBe(second.id);
  });

  test("is nobody's when the days are over, and that is said", async () => {
    const { scene, people, clients } = await full();
    await wait(at(clients, 0), scene, { from: day });
    kith.clock.set("2026-03-05T00:00:00Z");
    await keep(scene);
    await kith.drainMail();
    expect(await states(scene)).toEqual(["ended"]);
    expect((await stored(scene)).told).toContainEqual({ person_id: at(people, 0).id, message: "waits.over" });
  });

  test("between two who are kept apart now is kept no more, and goes to the next", async () => {
    const { scene, meetings, people, clients } = await full();
    await meeting(kith, scene, { at: "2026-02-01T10:00Z", member: at(people, 0).id });
    for (const client of clients.slice(0, 2)) await wait(client, scene, { from: day });
    await cancelled(kith, scene, at(meetings, 4));
    await kith.drainMail();
    expect(await states(scene)).toEqual(["offered", "waiting"]);
    const apart = await at(clients, 0).post(`${scene.community.base}/people/${scene.providers[0]?.id}/block`);
    expect(apart.status).toBe(303);
    expect(await states(scene)).toEqual(["ended", "waiting"]);
    await kith.drainMail();
    expect(await states(scene)).toEqual(["ended", "offered"]);
    expect((await stored(scene)).told.filter(({ message }) => message === "waits.expired")).toEqual([]);
  });
});
