import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import {
  another,
  ask,
  type Gathering,
  type Guest,
  gathering,
  giveUp,
  guestsOf,
  placesOf,
} from "#support/places.ts";
import { textOf } from "#support/scheduling.ts";
import { releaseAll } from "./engine.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

const stateOf = async (at: Gathering, { person }: Guest) =>
  (await placesOf(kith, at))[person.id]?.state ?? "none";
const signedIn = async (person: TestPerson): Promise<Guest> => ({
  person,
  client: await kith.signIn(person),
});

const block = (client: Client, at: Gathering, other: TestPerson) =>
  client.post(`${at.community.base}/people/${other.id}/block`);

const invite = (at: Gathering, { person }: Guest) =>
  kith.inside(at.community, (trx) =>
    trx
      .insertInto("invitations")
      .values({
        community_id: at.community.id,
        meeting_id: at.meeting,
        person_id: person.id,
        by_person: at.host.id,
        created_at: kith.clock.now(),
      })
      .execute(),
  );

test("a private one exists for the invited alone: to everybody else every way to a place answers that there is nothing", async () => {
  const at = await gathering(kith, { private: true });
  const [invited, stranger] = (await guestsOf(kith, at, 2)) as [Guest, Guest];
  const coordinator = await signedIn(await kith.person(at.community, { roles: ["coordinator"] }));
  const provider = await signedIn(await kith.person(at.community, { roles: ["provider"] }));
  await invite(at, invited);
  expect((await ask(invited.client, at, "register")).status).toBe(303);
  for (const outsider of [stranger, provider, coordinator]) {
    for (const deed of ["register", "wait", "accept"] as const)
      expect((await ask(outsider.client, at, deed)).status, deed).toBe(404);
    expect((await giveUp(outsider.client, at, "registered")).status).toBe(404);
    expect(await stateOf(at, outsider)).toBe("none");
  }
  for (const path of ["register", "wait", "accept", "leave", `places/${invited.person.id}/remove`])
    expect((await stranger.client.get(`${at.path}/${path}`)).status, path).toBe(404);
  expect((await invited.client.get(`${at.path}/leave`)).status).toBe(200);
});

test("somebody of another community, and anybody where there are no groups, finds no place", async () => {
  const at = await gathering(kith);
  const away = await gathering(kith);
  const [here] = (await guestsOf(kith, at, 1)) as [Guest];
  const [there] = (await guestsOf(kith, away, 1)) as [Guest];
  const elsewhere = { ...at, path: `${away.community.base}/groups/${at.meeting}` };
  expect((await ask(there.client, at, "register")).status).toBe(404);
  expect((await ask(there.client, elsewhere, "register")).status).toBe(404);
  expect((await ask(here.client, at, "register")).status).toBe(303);
  const none = await gathering(kith, { settings: { modules: { groups: false } } });
  const [guest] = (await guestsOf(kith, none, 1)) as [Guest];
  expect((await ask(guest.client, none, "register")).status).toBe(404);
});

test("who gives it needs no place, and one that is off has none", async () => {
  const first = await gathering(kith);
  const coHost = await kith.person(first.community, { roles: ["provider"] });
  const at = await another(kith, first, { at: "2026-03-05T10:00Z", coHosts: [coHost] });
  for (const person of [at.host, coHost]) {
    const refused = await ask(await kith.signIn(person), at, "register");
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain("You give this one yourself");
  }
  const [guest, waiting] = (await guestsOf(kith, at, 2)) as [Guest, Guest];
  await ask(guest.client, at, "register");
  await kith.inside(at.community, async (trx) => {
    await trx.updateTable("meetings").set({ state: "cancelled" }).where("id", "=", at.meeting).execute();
    const off = { communityId: at.community.id, meetingId: at.meeting, by: at.host.id, reason: "" };
    await releaseAll(trx, kith.platform.jobs, { ...off, now: kith.clock.now() });
  });
  expect(await placesOf(kith, at)).toEqual({
    [guest.person.id]: { state: "cancelled", seat: null, turn: null, busy: false },
  });
  for (const deed of ["register", "wait"] as const)
    expect((await ask(waiting.client, at, deed)).status).toBe(409);
});

test("who missed too many meetings takes no new place until the day that is said, and keeps those they have", async () => {
  const settings = { noShowRule: { times: 1, withinDays: 30, pauseDays: 7 } };
  const past = await gathering(kith, { at: "2026-03-01T10:00Z", settings });
  const at = await another(kith, past);
  const later = await another(kith, past, { at: "2026-03-05T10:00Z" });
  const [guest, other] = (await guestsOf(kith, at, 2)) as [Guest, Guest];
  expect((await ask(guest.client, at, "register")).status).toBe(303);
  await kith.inside(at.community, (trx) =>
    trx
      .insertInto("registrations")
      .values({
        community_id: at.community.id,
        meeting_id: past.meeting,
        person_id: guest.person.id,
        seat: 1,
        attendance: "no_show",
      })
      .execute(),
  );
  for (const deed of ["register", "wait"] as const) {
    const refused = await ask(guest.client, later, deed);
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain("You can take new places from Sun 8 Mar, 11:00 on");
  }
  expect((await ask(other.client, later, "register")).status).toBe(303);
  expect([await stateOf(at, guest), await stateOf(later, guest)]).toEqual(["registered", "none"]);
});

describe("taking somebody out", () => {
  test("is for who gives it and for coordinators; the place goes to the next, and nothing else changes", async () => {
    const first = await gathering(kith);
    const coHost = await kith.person(first.community, { roles: ["provider"] });
    const at = await another(kith, first, { at: "2026-03-05T10:00Z", seats: 3, coHosts: [coHost] });
    const coordinator = await kith.person(at.community, { roles: ["coordinator"] });
    const guests = await guestsOf(kith, at, 4);
    const [a, b, c, d] = guests as [Guest, Guest, Guest, Guest];
    for (const { client } of [a, b, c]) await ask(client, at, "register");
    await ask(d.client, at, "wait");
    const remove = async (person: TestPerson, guest: Guest) => {
      const client = await kith.signIn(person);
      const path = `${at.path}/places/${guest.person.id}/remove`;
      return [(await client.get(path)).status, (await client.post(path)).status];
    };
    const outsider = await kith.person(at.community, { roles: ["provider"] });
    for (const person of [outsider, b.person, a.person]) expect(await remove(person, a)).toEqual([404, 404]);
    expect(await stateOf(at, a)).toBe("registered");
    expect(await remove(at.host, a)).toEqual([200, 303]);
    expect(await Promise.all(guests.map((guest) => stateOf(at, guest)))).toEqual([
      "cancelled",
      "registered",
      "registered",
      "offered",
    ]);
    expect(await remove(at.host, a)).toEqual([404, 404]);
    expect(await remove(coHost, b)).toEqual([200, 303]);
    expect(await remove(coordinator, d)).toEqual([200, 303]);
    expect(await Promise.all(guests.map((guest) => stateOf(at, guest)))).toEqual([
      "cancelled",
      "cancelled",
      "registered",
      "cancelled",
    ]);
  });
});

describe("a block", () => {
  test.each(["host", "coHost"] as const)(
    "between a guest and the %s ends that place alone, for the next of the line",
    async (who) => {
      const first = await gathering(kith);
      const coHost = await kith.person(first.community, { roles: ["provider"] });
      const at = await another(kith, first, { at: "2026-03-05T10:00Z", coHosts: [coHost] });
      const guests = await guestsOf(kith, at, 5);
      const [a, b, c, d, e] = guests as [Guest, Guest, Guest, Guest, Guest];
      for (const { client } of [a, b]) await ask(client, at, "register");
      for (const { client } of [c, d, e]) await ask(client, at, "wait");
      const blocker = await kith.signIn(who === "host" ? at.host : coHost);
      // From either side, of a place and of a turn.
      expect((await block(blocker, at, a.person)).status).toBe(303);
      expect((await block(d.client, at, who === "host" ? at.host : coHost)).status).toBe(303);
      expect(await Promise.all(guests.map((guest) => stateOf(at, guest)))).toEqual([
        "cancelled",
        "registered",
        "offered",
        "cancelled",
        "waiting",
      ]);
      const meeting = await kith.inside(at.community, (trx) =>
        trx.selectFrom("meetings").select("state").where("id", "=", at.meeting).executeTakeFirstOrThrow(),
      );
      expect(meeting.state).toBe("final");
      for (const guest of [a, d]) {
        for (const deed of ["register", "wait", "accept"] as const)
          expect((await ask(guest.client, at, deed, newId())).status).toBe(404);
        expect(await stateOf(at, guest)).toBe("cancelled");
      }
      expect((await ask(c.client, at, "accept")).status).toBe(303);

      // That it is off is told to those who had a place until then, and not to whom a block keeps apart from who gives it.
      await kith.inside(at.community, async (trx) => {
        await trx.updateTable("meetings").set({ state: "cancelled" }).where("id", "=", at.meeting).execute();
        const off = { communityId: at.community.id, meetingId: at.meeting, by: at.host.id, reason: "" };
        await releaseAll(trx, kith.platform.jobs, { ...off, now: kith.clock.now() });
      });
      const list = `${at.community.base}/meetings?which=past`;
      expect((await b.client.get(list)).text).toContain(at.path);
      for (const guest of [a, d]) expect((await guest.client.get(list)).text).not.toContain(at.path);
    },
  );

  test("between two who give one together takes the co-host off it, and nobody loses a place", async () => {
    const first = await gathering(kith);
    const coHosts = [
      await kith.person(first.community, { roles: ["provider"] }),
      await kith.person(first.community, { roles: ["provider"] }),
      await kith.person(first.community, { roles: ["provider"] }),
    ] as const;
    const at = await another(kith, first, { at: "2026-03-05T10:00Z", coHosts });
    const [a] = (await guestsOf(kith, at, 1)) as [Guest];
    await ask(a.client, at, "register");
    const stillGive = () =>
      kith.inside(at.community, async (trx) => {
        const rows = await trx
          .selectFrom("co_hosts")
          .select("person_id")
          .where("meeting_id", "=", at.meeting)
          .execute();
        const ids = rows.map(({ person_id }) => person_id);
        const busy = await trx
          .selectFrom("occupancy")
          .select("person_id")
          .where("meeting_id", "=", at.meeting)
          .execute();
        expect(busy.map(({ person_id }) => person_id).toSorted()).toEqual(
          [at.host.id, a.person.id, ...ids].toSorted(),
        );
        return coHosts.map(({ id }) => ids.includes(id));
      });
    expect(await stillGive()).toEqual([true, true, true]);
    expect((await block(await kith.signIn(at.host), at, coHosts[0])).status).toBe(303);
    expect(await stillGive()).toEqual([false, true, true]);
    // Of two co-hosts the one who wants it goes.
    expect((await block(await kith.signIn(coHosts[2]), at, coHosts[1])).status).toBe(303);
    expect(await stillGive()).toEqual([false, true, false]);
    expect(await stateOf(at, a)).toBe("registered");
  });

  test("between two guests changes nothing for either", async () => {
    const at = await gathering(kith);
    const [a, b] = (await guestsOf(kith, at, 2)) as [Guest, Guest];
    for (const { client } of [a, b]) await ask(client, at, "register");
    await kith.inside(at.community, (trx) =>
      trx
        .insertInto("blocks")
        .values({
          community_id: at.community.id,
          person_id: a.person.id,
          blocked_id: b.person.id,
          at: kith.clock.now(),
        })
        .execute(),
    );
    await giveUp(a.client, at, "registered");
    expect((await ask(a.client, at, "register")).status).toBe(303);
    expect(await stateOf(at, b)).toBe("registered");
  });
});
