import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import {
  another,
  ask,
  type Gathering,
  type Guest,
  gathering,
  giveUp,
  guestsOf,
  happenedTo,
  placesOf,
} from "#support/places.ts";
import { textOf } from "#support/scheduling.ts";
import { keepDeadlinesOf } from "../../deadlines.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

/** How each of them stands, as it is stored: the state, with the turn of who waits. */
async function standing(at: Gathering, all: readonly Guest[]): Promise<string[]> {
  const places = await placesOf(kith, at);
  return all.map(({ person }) => {
    const place = places[person.id];
    if (!place) return "none";
    expect(place.busy).toBe(place.state === "registered" || place.state === "unpaid");
    return place.turn === null ? place.state : `${place.state} ${place.turn}`;
  });
}

const keep = (at: Gathering) => keepDeadlinesOf(kith.platform, at.community.id);

test("a place is taken with one click, and a second click takes no second one", async () => {
  const at = await gathering(kith);
  const all = await guestsOf(kith, at, 1);
  const [{ person, client }] = all as [Guest];
  expect(textOf(await client.get(at.path))).toContain("2 places are free");
  const first = await ask(client, at, "register", "same");
  expect([first.status, first.location]).toEqual([303, at.path]);
  expect((await ask(client, at, "register", "same")).status).toBe(303);
  expect((await ask(client, at, "register")).status).toBe(303);
  expect(await placesOf(kith, at)).toEqual({
    [person.id]: { state: "registered", seat: 1, turn: null, busy: true },
  });
  expect(await happenedTo(kith, at, person.id)).toEqual([{ kind: "registered", by: person.id, detail: {} }]);
  expect(textOf(await client.get(at.path))).toContain("You have a place.");
});

test("who comes when all places are taken can wait, and nobody passes those who wait", async () => {
  const at = await gathering(kith);
  const all = await guestsOf(kith, at, 5);
  const [a, b, c, d, e] = all as [Guest, Guest, Guest, Guest, Guest];
  await ask(a.client, at, "register");
  await ask(b.client, at, "register");
  const refused = await ask(c.client, at, "register");
  expect(refused.status).toBe(409);
  expect(textOf(refused)).toContain("All places are taken");
  expect(refused.text).toContain(`action="${at.path}/wait"`);
  expect(await standing(at, all)).toEqual(["registered", "registered", "none", "none", "none"]);

  for (const { client } of [c, d]) expect((await ask(client, at, "wait")).status).toBe(303);
  expect(textOf(await d.client.get(at.path))).toContain("One person is before you");
  await giveUp(a.client, at, "registered");
  expect((await ask(e.client, at, "register")).status).toBe(409);
  expect(await standing(at, all)).toEqual(["cancelled", "registered", "offered", "waiting 2", "none"]);
});

test("a freed place goes to the first of the line: they take it, or it goes to the next", async () => {
  const at = await gathering(kith, { seats: 1, settings: { offerMinutes: 60 } });
  const all = await guestsOf(kith, at, 4);
  const [a, b, c, d] = all as [Guest, Guest, Guest, Guest];
  await ask(a.client, at, "register");
  for (const { client } of [b, c, d]) await ask(client, at, "wait");
  await giveUp(a.client, at, "registered");
  expect(await standing(at, all)).toEqual(["cancelled", "offered", "waiting 2", "waiting 3"]);
  expect(textOf(await b.client.get(at.path))).toContain(
    "A place is free for you. It is kept until Mon 2 Mar, 10:00",
  );

  // Let go.
  expect((await giveUp(b.client, at, "offered")).status).toBe(303);
  expect(await standing(at, all)).toEqual(["cancelled", "cancelled", "offered", "waiting 3"]);
  // Not taken in time.
  kith.clock.set("2026-03-02T09:59:00Z");
  await keep(at);
  expect(await standing(at, all)).toEqual(["cancelled", "cancelled", "offered", "waiting 3"]);
  kith.clock.set("2026-03-02T10:00:00Z");
  expect((await ask(c.client, at, "accept")).status).toBe(409);
  await keep(at);
  await keep(at);
  expect(await standing(at, all)).toEqual(["cancelled", "cancelled", "cancelled", "offered"]);
  // Taken.
  expect((await ask(d.client, at, "accept")).status).toBe(303);
  expect((await ask(c.client, at, "accept")).status).toBe(409);
  expect(await standing(at, all)).toEqual(["cancelled", "cancelled", "cancelled", "registered"]);
  expect((await happenedTo(kith, at, c.person.id)).map(({ kind }) => kind)).toEqual([
    "waiting",
    "offered",
    "offer_over",
  ]);
});

test("what the page said is what is given up: who was offered a place meanwhile does not lose it with their turn", async () => {
  const at = await gathering(kith, { seats: 1 });
  const all = await guestsOf(kith, at, 2);
  const [a, b] = all as [Guest, Guest];
  await ask(a.client, at, "register");
  await ask(b.client, at, "wait");
  await giveUp(a.client, at, "registered");
  expect((await giveUp(b.client, at, "waiting")).status).toBe(303);
  expect(await standing(at, all)).toEqual(["cancelled", "offered"]);
  expect((await giveUp(a.client, at, "registered")).status).toBe(404);
});

test("when it begins the line ends, a place that was kept too, and nothing is given up or taken any more", async () => {
  const at = await gathering(kith, { seats: 1, at: "2026-03-02T09:30Z" });
  const all = await guestsOf(kith, at, 4);
  const [a, b, c, d] = all as [Guest, Guest, Guest, Guest];
  await ask(a.client, at, "register");
  await ask(b.client, at, "wait");
  await ask(c.client, at, "wait");
  kith.clock.set("2026-03-02T09:29:00Z");
  await giveUp(a.client, at, "registered");
  expect(await standing(at, all)).toEqual(["cancelled", "offered", "waiting 2", "none"]);
  kith.clock.set("2026-03-02T09:30:00Z");
  expect((await ask(b.client, at, "accept")).status).toBe(409);
  expect((await ask(d.client, at, "wait")).status).toBe(409);
  await keep(at);
  expect(await standing(at, all)).toEqual(["cancelled", "cancelled", "cancelled", "none"]);
  expect((await happenedTo(kith, at, c.person.id)).map(({ kind }) => kind)).toEqual([
    "waiting",
    "line_closed",
  ]);
});

test("a sure place is not given up once it has begun", async () => {
  const at = await gathering(kith, { at: "2026-03-02T09:30Z" });
  const all = await guestsOf(kith, at, 1);
  const [a] = all as [Guest];
  await ask(a.client, at, "register");
  expect((await a.client.get(`${at.path}/leave`)).status).toBe(200);
  kith.clock.set("2026-03-02T09:30:00Z");
  expect((await a.client.get(`${at.path}/leave`)).status).toBe(302);
  await giveUp(a.client, at, "registered");
  expect(await standing(at, all)).toEqual(["registered"]);
});

test("nobody has a place while they have something else, and the time of a place is taken for everything else", async () => {
  const at = await gathering(kith);
  const same = await another(kith, { ...at, host: await kith.person(at.community, { roles: ["provider"] }) });
  const all = await guestsOf(kith, at, 1);
  const [a] = all as [Guest];
  await ask(a.client, at, "register");
  const refused = await ask(a.client, same, "register");
  expect(refused.status).toBe(409);
  expect(textOf(refused)).toContain("You have something else at this time");
  expect(await standing(same, all)).toEqual(["none"]);
  await giveUp(a.client, at, "registered");
  expect((await ask(a.client, same, "register")).status).toBe(303);
});

test("who waited can be busy by now: the place stays kept until they decide", async () => {
  const at = await gathering(kith, { seats: 1 });
  const same = await another(kith, { ...at, host: await kith.person(at.community, { roles: ["provider"] }) });
  const all = await guestsOf(kith, at, 2);
  const [a, b] = all as [Guest, Guest];
  await ask(a.client, at, "register");
  await ask(b.client, at, "wait");
  await ask(b.client, same, "register");
  await giveUp(a.client, at, "registered");
  expect((await ask(b.client, at, "accept")).status).toBe(409);
  expect(await standing(at, all)).toEqual(["cancelled", "offered"]);
  await giveUp(b.client, same, "registered");
  expect((await ask(b.client, at, "accept")).status).toBe(303);
  expect(await standing(at, all)).toEqual(["cancelled", "registered"]);
});
