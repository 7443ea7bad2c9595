import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { ask, type Gathering, type Guest, gathering, giveUp, guestsOf, placesOf } from "#support/places.ts";
import { keepSeats } from "./deadlines.ts";
import { fillSeats, lockGroup, releaseAll } from "./engine.ts";
import { paid } from "./paying.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith.end());

const rounds = [...Array(8).keys()];

/** All at once, begun in either order. */
async function atOnce(round: number, ...deeds: (() => Promise<unknown>)[]): Promise<void> {
  const order = round % 2 === 0 ? deeds : deeds.toReversed();
  await Promise.all(order.map((deed) => deed()));
}

const count = async (at: Gathering) => {
  const states: Record<string, number> = {};
  for (const { state } of Object.values(await placesOf(kith, at))) states[state] = (states[state] ?? 0) + 1;
  return states;
};

test("of many who want the last places at once each place is had once, and those who wait stand one behind the other", async () => {
  const at = await gathering(kith, { seats: 4 });
  const guests = await guestsOf(kith, at, 16);
  const answers = await Promise.all(guests.map(({ client }) => ask(client, at, "register")));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(4);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(12);
  await Promise.all(guests.map(({ client }) => ask(client, at, "wait")));
  expect(await count(at)).toEqual({ registered: 4, waiting: 12 });
  const places = Object.values(await placesOf(kith, at));
  expect(places.flatMap(({ turn }) => turn ?? []).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 12 }, (_, i) => i + 1),
  );
  expect(places.flatMap(({ seat }) => seat ?? []).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
});

test("who asks for a place while it is called off has none afterwards, whoever comes first", async () => {
  for (const round of rounds) {
    const at = await gathering(kith, { seats: 1 });
    const [a, b] = (await guestsOf(kith, at, 2)) as [Guest, Guest];
    await ask(a.client, at, "register");
    const off = () =>
      kith.inside(at.community, async (trx) => {
        await lockGroup(trx, at.meeting);
        await trx.updateTable("meetings").set({ state: "cancelled" }).where("id", "=", at.meeting).execute();
        const it = { communityId: at.community.id, meetingId: at.meeting, by: at.host.id, reason: "" };
        await releaseAll(trx, kith.platform.jobs, { ...it, now: kith.clock.now() });
      });
    await atOnce(
      round,
      off,
      () => ask(b.client, at, "wait"),
      () => giveUp(a.client, at, "registered"),
    );
    for (const place of Object.values(await placesOf(kith, at)))
      expect(place).toEqual({ state: "cancelled", seat: null, turn: null, busy: false });
  }
});

test("who takes the place that is kept for them while a block comes between has none afterwards, whoever comes first", async () => {
  for (const round of rounds) {
    const at = await gathering(kith, { seats: 1 });
    const [a, b] = (await guestsOf(kith, at, 2)) as [Guest, Guest];
    await ask(a.client, at, "register");
    await ask(b.client, at, "wait");
    await giveUp(a.client, at, "registered");
    const host = await kith.signIn(at.host);
    await atOnce(
      round,
      () => ask(b.client, at, "accept"),
      () => host.post(`${at.community.base}/people/${b.person.id}/block`),
      () => ask(b.client, at, "wait"),
    );
    expect((await placesOf(kith, at))[b.person.id]).toEqual({
      state: "cancelled",
      seat: null,
      turn: null,
      busy: false,
    });
    expect((await ask(a.client, at, "register")).status).toBe(303);
  }
});

test("a place that is paid at the moment its time is over is sure or goes on, and is never had twice", async () => {
  for (const round of rounds) {
    const at = await gathering(kith, { seats: 1, price: 500 });
    const [a, b] = (await guestsOf(kith, at, 2)) as [Guest, Guest];
    await ask(a.client, at, "register");
    await ask(b.client, at, "wait");
    const { id: communityId } = at.community;
    await kith.inside(at.community, (trx) =>
      trx
        .updateTable("registrations")
        .set({ pay_by: kith.clock.now() })
        .where("person_id", "=", a.person.id)
        .where("meeting_id", "=", at.meeting)
        .execute(),
    );
    let outcome = "";
    await atOnce(
      round,
      () => keepSeats(kith.platform, communityId),
      () => keepSeats(kith.platform, communityId),
      async () => {
        outcome = await kith.inside(at.community, (trx) =>
          paid(trx, kith.platform.jobs, {
            communityId,
            meetingId: at.meeting,
            personId: a.person.id,
            now: kith.clock.now(),
          }),
        );
      },
    );
    const places = await placesOf(kith, at);
    expect([places[a.person.id]?.state, places[b.person.id]?.state]).toEqual(
      outcome === "final" ? ["registered", "waiting"] : ["cancelled", "offered"],
    );
    expect(["final", "off"]).toContain(outcome);
  }
});

test("one who takes places in two groups at the same time at once has one of them", async () => {
  for (const round of rounds) {
    const at = await gathering(kith);
    const other = await gathering(kith, { community: at.community });
    const [a] = (await guestsOf(kith, at, 1)) as [Guest];
    await atOnce(
      round,
      () => ask(a.client, at, "register"),
      () => ask(a.client, other, "register"),
    );
    expect([(await count(at)).registered ?? 0, (await count(other)).registered ?? 0].toSorted()).toEqual([
      0, 1,
    ]);
  }
});

test("places that are added while people leave are offered once each", async () => {
  for (const round of rounds) {
    const at = await gathering(kith, { seats: 2 });
    const guests = await guestsOf(kith, at, 7);
    for (const { client } of guests) {
      await ask(client, at, "register");
      await ask(client, at, "wait");
    }
    const [a, b] = guests as [Guest, Guest];
    const add = () =>
      kith.inside(at.community, async (trx) => {
        await lockGroup(trx, at.meeting);
        await trx.updateTable("meetings").set({ seats: 3 }).where("id", "=", at.meeting).execute();
        const it = { communityId: at.community.id, meetingId: at.meeting, now: kith.clock.now() };
        await fillSeats(trx, kith.platform.jobs, it);
      });
    await atOnce(
      round,
      add,
      () => giveUp(a.client, at, "registered"),
      () => giveUp(b.client, at, "registered"),
    );
    const places = await placesOf(kith, at);
    const states = guests.map(({ person }) => places[person.id]?.state);
    expect(states).toEqual(["cancelled", "cancelled", "offered", "offered", "offered", "waiting", "waiting"]);
  }
});
