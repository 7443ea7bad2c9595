import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { edit, editFields, type Gathering, gathering, plan, register } from "#support/planning.ts";

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

interface Stored {
  name: string;
  state: string;
  starts: string;
  seats: number;
  price: number;
  version: number;
  occupied: string[];
  states: string[];
}

const stored = async (id: string): Promise<Stored | undefined> => {
  const [row] = await inside<Stored>(sql`
    select m.name, m.state, m.seats, m.price::int as price, m.version,
      to_char(m.starts_at at time zone 'UTC', 'MM-DD HH24:MI') as starts,
      array(select o.person_id from occupancy o where o.meeting_id = m.id and o.starts_at = m.starts_at order by 1) as occupied,
      array(select r.state || coalesce(' ' || r.seat, '') from registrations r where r.meeting_id = m.id order by r.seat, r.turn) as states
    from meetings m where m.id = ${id}`);
  return row;
};

describe("a host changes a group meeting", () => {
  test("in everything but who gives it, and it is written down that they did", async () => {
    const id = await plan(here);
    const answer = await edit(here.asHost, here, id, {
      name: "Finding your way",
      seats: "3",
      price: "2",
      date: "2026-03-11",
      time: "19:00",
      coHosts: [here.second.id],
    });
    expect(answer.status).toBe(303);
    expect(await stored(id)).toMatchObject({
      name: "Finding your way",
      starts: "03-11 19:00",
      seats: 3,
      price: 200,
      version: 2,
      occupied: [here.host.id, here.second.id].toSorted(),
    });
    const events = await inside<{ kind: string; by_person: string }>(
      sql`select kind, by_person from meeting_events where meeting_id = ${id} order by at, id`,
    );
    expect(events).toEqual([
      { kind: "planned", by_person: here.host.id },
      { kind: "moved", by_person: here.host.id },
    ]);
    expect((await here.asSecond.get(`${here.base}/groups/${id}/edit`)).status).toBe(200);
    expect((await edit(here.asSecond, here, id, { coHosts: [] })).status).toBe(303);
    expect((await stored(id))?.occupied).toEqual([here.host.id]);
  });

  test("and so does a coordinator, but nobody else", async () => {
    const id = await plan(here);
    const fields = await editFields(here.asHost, here, id);
    const send = (client: Client) =>
      client.post(`${here.base}/groups/${id}/edit`, { ...fields, name: "Another name" });
    for (const client of [here.asSecond, here.asMember]) expect((await send(client)).status).toBe(404);
    expect((await stored(id))?.name).toBe("Finding your feet");
    expect((await send(here.asCoordinator)).status).toBe(303);
    expect((await stored(id))?.name).toBe("Another name");
  });

  test("as it was on the screen: what somebody else changed meanwhile is not written over", async () => {
    const id = await plan(here);
    const fields = await editFields(here.asHost, here, id);
    await edit(here.asCoordinator, here, id, { name: "First" });
    const late = await here.asHost.post(`${here.base}/groups/${id}/edit`, { ...fields, name: "Second" });
    expect(late.status).toBe(422);
    expect(late.text).toContain("Somebody changed this in the meantime.");
    expect((await stored(id))?.name).toBe("First");
  });

  test("never below the places that are held, and who has a high number gets one that there is", async () => {
    const id = await plan(here, { seats: "4" });
    const guests = await Promise.all(["Ana", "Bob", "Cleo"].map(someone));
    for (const [, client] of guests) await register(client, here, id);
    const [, asFirst] = guests[0] ?? [];
    await asFirst?.post(`${here.base}/groups/${id}/leave`, { seen: "registered", money: "" });
    expect((await stored(id))?.states.toSorted()).toEqual(["cancelled", "registered 2", "registered 3"]);
    const low = await edit(here.asHost, here, id, { seats: "1" });
    expect([low.status, low.text.includes("More people than that have a place already.")]).toEqual([
      422,
      true,
    ]);
    expect((await stored(id))?.seats).toBe(4);
    expect((await edit(here.asHost, here, id, { seats: "2" })).status).toBe(303);
    expect((await stored(id))?.states.toSorted()).toEqual(["cancelled", "registered 1", "registered 2"]);
  });

  test("to more places, which go to those who wait", async () => {
    const id = await plan(here, { seats: "1" });
    await register(here.asMember, here, id);
    const [, asNext] = await someone("Nell");
    await asNext.post(`${here.base}/groups/${id}/wait`, { key: newId() });
    await edit(here.asHost, here, id, { seats: "2" });
    expect((await stored(id))?.states).toEqual(["registered 1", "offered 2"]);
  });

  test("not its price while somebody has a place at the one it had", async () => {
    const id = await plan(here);
    expect((await edit(here.asHost, here, id, { price: "3" })).status).toBe(303);
    expect((await edit(here.asHost, here, id, { price: "" })).status).toBe(303);
    await register(here.asMember, here, id);
    const priced = await edit(here.asHost, here, id, { price: "3" });
    expect([priced.status, priced.text.includes("so it stays.")]).toEqual([422, true]);
    expect((await stored(id))?.price).toBe(0);
  });

  test("not to a time at which they have something else, and nothing is lost of what they typed", async () => {
    await meeting(kith, here.scene, { at: "2026-03-12T10:00Z" });
    const id = await plan(here);
    const busy = await edit(here.asHost, here, id, { date: "2026-03-12", time: "09:30", name: "Typed" });
    expect([busy.status, busy.text.includes("Who gives it has something else then.")]).toEqual([422, true]);
    expect(busy.text).toContain('value="Typed"');
    expect(await stored(id)).toMatchObject({ starts: "03-10 18:00", version: 1 });
    const past = await edit(here.asHost, here, id, { date: "2026-03-01" });
    expect(past.status).toBe(422);
  });

  test("by half an hour, over the time it has itself", async () => {
    const id = await plan(here);
    await register(here.asMember, here, id);
    expect((await edit(here.asHost, here, id, { time: "18:30" })).status).toBe(303);
    expect((await stored(id))?.occupied).toEqual([here.host.id, here.scene.member.id].toSorted());
  });

  test("in its words while it takes place, and not any more when it is over", async () => {
    const id = await plan(here);
    const fields = await editFields(here.asHost, here, id);
    kith.clock.set("2026-03-10T18:20:00Z");
    expect((await edit(here.asHost, here, id, { description: "Come in" })).status).toBe(303);
    const moved = await edit(here.asHost, here, id, { time: "18:10" });
    expect(moved.status).toBe(422);
    kith.clock.set("2026-03-10T19:00:00Z");
    expect((await here.asHost.get(`${here.base}/groups/${id}/edit`)).status).toBe(404);
    const over = await here.asHost.post(`${here.base}/groups/${id}/edit`, { ...fields, name: "Late" });
    expect([over.status, (await stored(id))?.name]).toEqual([422, "Finding your feet"]);
  });

  test("with nobody whom a block keeps apart from somebody who comes", async () => {
    const id = await plan(here);
    await register(here.asMember, here, id);
    const { community, member } = here.scene;
    await inside(sql`insert into blocks (community_id, person_id, blocked_id, at)
      values (${community.id}, ${member.id}, ${here.second.id}, ${kith.clock.now()})`);
    const refused = await edit(here.asHost, here, id, { coHosts: [here.second.id] });
    expect(refused.status).toBe(422);
    const [, , third] = here.scene.providers;
    expect((await edit(here.asHost, here, id, { coHosts: [third?.id ?? ""] })).status).toBe(303);
  });

  test("who has something else at the new time keeps the place, and the other meeting keeps its time", async () => {
    const [busy, asBusy] = await someone("Bea");
    const id = await plan(here);
    await register(here.asMember, here, id);
    await register(asBusy, here, id);
    const [, other] = here.scene.providers;
    const elsewhere = { at: "2026-03-11T18:30Z", provider: other?.id ?? "", member: busy.id };
    const booked = await meeting(kith, here.scene, elsewhere);
    expect((await edit(here.asHost, here, id, { date: "2026-03-11" })).status).toBe(303);
    expect(await stored(id)).toMatchObject({
      states: ["registered 1", "registered 2"],
      occupied: [here.host.id, here.scene.member.id].toSorted(),
    });
    const held = await inside<{ meeting_id: string }>(
      sql`select meeting_id from occupancy where person_id = ${busy.id}`,
    );
    expect(held).toEqual([{ meeting_id: booked }]);
    await kith.drainMail();
    const subjects = await inside<{ to_address: string; subject: string }>(
      sql`select to_address, subject from mails where subject like 'New time%' order by to_address`,
    );
    const to = (person: TestPerson) =>
      subjects.filter(({ to_address }) => to_address === person.email).map(({ subject }) => subject);
    expect(to(busy)).toEqual([expect.stringContaining("and you have something else then")]);
    expect(to(here.scene.member)).toEqual([expect.stringMatching(/^New time: Wed 11 Mar/)]);
    expect(to(here.host)).toHaveLength(1);
  });

  test("what is kept for somebody never lasts longer than to a start that was moved forward", async () => {
    const id = await plan(here, { seats: "1" });
    await register(here.asMember, here, id);
    const [, asNext] = await someone("Nell");
    await asNext.post(`${here.base}/groups/${id}/wait`, { key: newId() });
    await edit(here.asHost, here, id, { seats: "2" });
    expect((await edit(here.asHost, here, id, { date: "2026-03-02", time: "12:00" })).status).toBe(303);
    const [offer] = await inside<{ late: boolean }>(sql`
      select r.offered_until > m.starts_at as late from registrations r join meetings m on m.id = r.meeting_id
      where r.state = 'offered'`);
    expect(offer?.late).toBe(false);
  });
});

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
