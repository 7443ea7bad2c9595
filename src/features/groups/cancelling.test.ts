import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import {
  edit,
  editFields,
  type Gathering,
  gathering,
  plan,
  register,
  storedGroup,
} from "#support/planning.ts";

let kith: TestApp;
let here: Gathering;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());
beforeEach(async () => {
  kith.clock.set("2026-03-02T09:00:00Z");
  here = await gathering(kith);
});

const someone = async (firstName: string): Promise<[TestPerson, Client]> => {
  const person = await kith.person(here.scene.community, { firstName });
  return [person, await kith.signIn(person)];
};

const inside = <T>(statement: ReturnType<typeof sql<T>>) =>
  kith.inside(here.scene.community, async (trx) => (await statement.execute(trx)).rows);

const stored = (id: string) => storedGroup(kith, here, id);

describe("one of a series", () => {
  const series = async () => {
    const id = await plan(here, { weeks: "4" });
    const rows = await inside<{ id: string }>(
      sql`select id from meetings where seats is not null order by starts_at`,
    );
    expect(rows[0]?.id).toBe(id);
    return rows.map((row) => row.id);
  };
  const [one, two, three, four] = [0, 1, 2, 3] as const;
  const states = async (ids: string[]) => Promise.all(ids.map(async (id) => (await stored(id))?.state));

  test("changes alone, and with those after it only in its words", async () => {
    const ids = await series();
    await edit(here.asHost, here, ids[two] ?? "", { name: "Alone", seats: "5" });
    await edit(here.asHost, here, ids[three] ?? "", { name: "From now on", seats: "6", rest: "on" });
    const rows = await Promise.all(ids.map(stored));
    expect(rows.map((row) => row?.name)).toEqual([
      "Finding your feet",
      "Alone",
      "From now on",
      "From now on",
    ]);
    expect(rows.map((row) => row?.seats)).toEqual([8, 5, 6, 8]);
  });

  test.each([
    ["one", ["final", "cancelled", "final", "final"]],
    ["rest", ["final", "cancelled", "cancelled", "cancelled"]],
    ["all", ["cancelled", "cancelled", "cancelled", "cancelled"]],
  ])("is cancelled: %s", async (extent, expected) => {
    const ids = await series();
    for (const id of ids) await register(here.asMember, here, id);
    const answer = await here.asHost.post(`${here.base}/groups/${ids[two]}/cancel`, {
      version: "1",
      extent,
      reason: "The room is closed.",
    });
    expect(answer.status).toBe(303);
    expect(await states(ids)).toEqual(expected);
    for (const [turn, id] of ids.entries()) {
      const row = await stored(id);
      const off = expected[turn] === "cancelled";
      expect([row?.states, row?.occupied.length]).toEqual(off ? [["cancelled"], 0] : [["registered 1"], 2]);
    }
    expect((await here.asMember.get(`${here.base}/groups/${ids[two]}`)).text).toContain(
      "The room is closed.",
    );
  });

  test("what is over stays as it was when all are cancelled", async () => {
    const ids = await series();
    kith.clock.set("2026-03-18T09:00:00Z");
    await here.asHost.post(`${here.base}/groups/${ids[three]}/cancel`, {
      version: "1",
      extent: "all",
      reason: "",
    });
    expect(await states(ids)).toEqual(["final", "final", "cancelled", "cancelled"]);
    expect(ids[one]).not.toBe(ids[four]);
  });
});

describe("cancelling", () => {
  test("is for those who give it and coordinators, once, as it was on the screen, and not when it is over", async () => {
    const id = await plan(here);
    const send = (client: Client, version = "1") =>
      client.post(`${here.base}/groups/${id}/cancel`, { version, extent: "one", reason: "" });
    for (const client of [here.asMember, here.asSecond]) expect((await send(client)).status).toBe(404);
    expect((await send(here.asHost, "7")).status).toBe(422);
    expect((await stored(id))?.state).toBe("final");
    expect((await send(here.asCoordinator)).status).toBe(303);
    expect(await stored(id)).toMatchObject({ state: "cancelled", occupied: [] });
    expect((await send(here.asHost, "2")).status).toBe(422);
    const other = await plan(here);
    kith.clock.set("2026-03-10T19:00:00Z");
    await here.asHost.post(`${here.base}/groups/${other}/cancel`, {
      version: "1",
      extent: "one",
      reason: "",
    });
    expect((await stored(other))?.state).toBe("final");
  });

  test("frees the host's time at once", async () => {
    const id = await plan(here);
    await here.asHost.post(`${here.base}/groups/${id}/cancel`, { version: "1", extent: "one", reason: "" });
    expect(await plan(here)).not.toBe(id);
  });
});

describe("at the same moment", () => {
  test("fewer places and new people never come to more people than places", async () => {
    const id = await plan(here, { seats: "6" });
    const guests = await Promise.all(Array.from({ length: 6 }, (_, turn) => someone(`Guest${turn}`)));
    for (const [, client] of guests.slice(0, 2)) await register(client, here, id);
    const fields = await editFields(here.asHost, here, id);
    await Promise.all([
      here.asHost.post(`${here.base}/groups/${id}/edit`, { ...fields, seats: "3" }),
      ...guests.slice(2).map(([, client]) => register(client, here, id)),
    ]);
    const row = await stored(id);
    const numbers = row?.states.flatMap((state) => Number(/registered (\d+)/.exec(state)?.[1] ?? [])) ?? [];
    expect(numbers.length).toBeLessThanOrEqual(row?.seats ?? 0);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(row?.seats ?? 0);
  });

  test("a move and somebody who takes a place: their time is that of the meeting", async () => {
    const guests = await Promise.all(Array.from({ length: 5 }, (_, turn) => someone(`Guest${turn}`)));
    const id = await plan(here);
    const fields = await editFields(here.asHost, here, id);
    const [moved] = await Promise.all([
      here.asHost.post(`${here.base}/groups/${id}/edit`, { ...fields, date: "2026-03-12" }),
      ...guests.map(([, client]) => register(client, here, id)),
    ]);
    expect(moved?.status).toBe(303);
    const row = await stored(id);
    expect(row?.starts).toBe("03-12 18:00");
    expect(row?.states).toHaveLength(5);
    expect(row?.occupied).toHaveLength(6);
  });

  test("two who cancel it: one does, the other is told", async () => {
    const id = await plan(here);
    const answers = await Promise.all(
      [here.asHost, here.asCoordinator].map((client) =>
        client.post(`${here.base}/groups/${id}/cancel`, { version: "1", extent: "one", reason: "" }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    const events = await inside(
      sql`select from meeting_events where meeting_id = ${id} and kind = 'cancelled'`,
    );
    expect(events).toHaveLength(1);
  });
});
