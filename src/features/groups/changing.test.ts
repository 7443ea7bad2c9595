import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
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
