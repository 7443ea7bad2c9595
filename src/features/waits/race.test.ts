import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fixedClock } from "#platform/clock.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Programme, programme } from "#support/programme.ts";
import { cancelled, fullDay, readyToTake, wait } from "#support/waiting.ts";
import { keepDeadlinesOf } from "../../deadlines.ts";
import { offerFreeTimes } from "./offering.ts";

const now = "2026-03-02T09:00:00Z";
let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now, demo: true });
});
beforeEach(() => kith.clock.set(now));
afterAll(() => kith.end());

const day = "2026-03-04";
const rounds = 6;

/** A day that is full, with so many who wait for any time on it. */
async function waiting(count: number) {
  const scene = await programme(kith);
  const meetings = await fullDay(kith, scene, day);
  const clients: Client[] = [];
  const paths: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const client = await kith.signIn(await kith.person(scene.community));
    paths.push((await wait(client, scene, { from: day })).location);
    clients.push(client);
  }
  return { scene, meetings, clients, paths };
}

const one = <T>(list: readonly T[], place: number): T => {
  const found = list[place];
  if (found === undefined) throw new Error("it is there");
  return found;
};

const stored = (scene: Programme) =>
  kith.inside(scene.community, async (trx) => ({
    waits: await trx.selectFrom("waits").selectAll().orderBy("created_at").orderBy("id").execute(),
    taken: await trx
      .selectFrom("occupancy")
      .selectAll()
      .where("person_id", "=", scene.providers[0]?.id ?? "")
      .orderBy("starts_at")
      .execute(),
  }));

/** Nobody is in two places, and what is kept is kept for exactly those who are offered something. */
async function expectOrder(scene: Programme): Promise<string[]> {
  const { waits, taken } = await stored(scene);
  const starts = taken.map(({ starts_at }) => starts_at.toString());
  expect(new Set(starts).size).toBe(starts.length);
  const kept = taken.flatMap(({ wait_id }) => wait_id ?? []);
  expect(kept.sort()).toEqual(waits.flatMap(({ id, state }) => (state === "offered" ? [id] : [])).sort());
  return waits.map(({ state }) => state);
}

/** Goes to the last button of a booking of the time that is about to become free. */
async function readyToBook(
  client: Client,
  scene: Programme,
  at: string,
): Promise<() => ReturnType<Client["post"]>> {
  const topic = `${scene.community.base}/book/${scene.format}/${scene.services[0]}/${at}/${scene.providers[0]?.id}/${scene.location}`;
  const { location } = await client.post(topic, { [`answer-${scene.question}`]: "Fast" });
  const page = await client.get(location);
  const fields = [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const form = Object.fromEntries(fields.map(([, name, value]) => [name, value]));
  return () => client.post(`${scene.community.base}/book`, form);
}

test("a time that is offered while somebody books it has exactly one of the two, and the other is told", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { scene, meetings } = await waiting(1);
    const rival = await kith.signIn(await kith.person(scene.community));
    const book = await readyToBook(rival, scene, `${day}T10:00Z`);
    await cancelled(kith, scene, one(meetings, 2));
    const [answer] = await Promise.all([
      book(),
      offerFreeTimes(kith.platform, scene.community.id),
      ...(round % 2 === 0 ? [offerFreeTimes(kith.platform, scene.community.id)] : []),
    ]);
    const [state = ""] = await expectOrder(scene);
    expect([
      [303, "waiting"],
      [409, "offered"],
    ]).toContainEqual([answer.status, state]);
  }
});

test("an offer that is taken at the moment in which it runs out is either taken or goes to the next, and never both", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { scene, meetings, clients, paths } = await waiting(2);
    await cancelled(kith, scene, one(meetings, 2));
    await offerFreeTimes(kith.platform, scene.community.id);
    const confirm = await readyToTake(one(clients, 0), scene, one(paths, 0));
    // One process is a moment ahead of the other.
    const ahead = { ...kith.platform, clock: fixedClock("2026-03-02T21:00:00Z") };
    kith.clock.set("2026-03-02T20:59:59Z");
    const [answer] = await Promise.all([confirm(), keepDeadlinesOf(ahead, scene.community.id)]);
    const states = await expectOrder(scene);
    expect([
      [303, ["booked", "waiting"]],
      [409, ["ended", "offered"]],
    ]).toContainEqual([answer.status, states]);
    kith.clock.set(now);
  }
});

test("two clicks on the last button make one meeting", async () => {
  const { scene, meetings, clients, paths } = await waiting(1);
  await cancelled(kith, scene, one(meetings, 2));
  await offerFreeTimes(kith.platform, scene.community.id);
  const confirm = await readyToTake(one(clients, 0), scene, one(paths, 0));
  const [first, second] = await Promise.all([confirm(), confirm()]);
  expect([first.status, second.location]).toEqual([303, first.location]);
  expect(await expectOrder(scene)).toEqual(["booked"]);
});

test("however many look at once, each time that is free goes to one of the line, and the first come first", async () => {
  const { scene, meetings } = await waiting(5);
  for (const place of [3, 7, 11]) await cancelled(kith, scene, one(meetings, place));
  await Promise.all(Array.from({ length: 6 }, () => offerFreeTimes(kith.platform, scene.community.id)));
  expect(await expectOrder(scene)).toEqual(["offered", "offered", "offered", "waiting", "waiting"]);
  const { waits } = await stored(scene);
  expect(waits.slice(0, 3).map(({ offered_at }) => offered_at?.toString())).toEqual([
    "2026-03-04T10:30:00Z",
    "2026-03-04T12:30:00Z",
    "2026-03-04T14:30:00Z",
  ]);
});

test("who stops waiting while a time is offered to them keeps nobody else from it", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { scene, meetings, clients, paths } = await waiting(2);
    await cancelled(kith, scene, one(meetings, 2));
    await Promise.all([
      one(clients, 0).post(`${one(paths, 0)}/end`),
      offerFreeTimes(kith.platform, scene.community.id),
    ]);
    const [first, second] = await expectOrder(scene);
    expect([
      ["ended", "offered"],
      ["offered", "waiting"],
      ["ended", "waiting"],
    ]).toContainEqual([first, second]);
    await offerFreeTimes(kith.platform, scene.community.id);
    expect((await expectOrder(scene)).filter((state) => state === "offered")).toHaveLength(1);
  }
});
