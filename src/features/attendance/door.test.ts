import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { move } from "#features/meetings/index.ts";
import { minuteOf } from "#platform/clock.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Answer } from "#support/client.ts";
import { appointment, circle, comingOf, eventsOf } from "#support/coming.ts";
import { textOf } from "#support/panel.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const clock = (time: string) => kith.clock.set(`2026-03-03T${time}Z`);
const read = ({ text }: Answer) => textOf(text);

describe("the door of a meeting of two", () => {
  test("is announced before it opens, and opens a quarter of an hour before the start", async () => {
    const { path, member, provider, room } = await appointment(kith);
    expect(read(await member.get(path))).toContain("The door opens on Tue 3 Mar at 09:45");
    clock("09:44:59");
    const early = await member.get(path);
    expect(read(early)).toContain("The door opens at 09:45");
    expect(read(early)).toMatch(/It opens in 1 minute\s?\./);
    expect(early.text).not.toContain(`${path}/join`);
    clock("09:45:00");
    for (const client of [member, provider]) {
      const open = await client.get(path);
      expect(read(open)).toContain("The door is open");
      expect(open.text).toContain(`action="${path}/join"`);
      // The room is told to who goes in, and not before.
      expect(open.text).not.toContain(room);
    }
    clock("10:30:00");
    expect((await member.get(path)).text).not.toContain("Online room");
  });

  test("leads to the room, and keeps when somebody first went in and when they last left", async () => {
    const { path, member, id, scene, room } = await appointment(kith);
    clock("09:50:00");
    const joined = await member.post(`${path}/join`);
    expect(joined.status).toBe(200);
    expect(joined.headers.get("refresh")).toBe(`0; url=https://meet.jit.si/${room}`);
    expect(joined.text).toContain(`href="https://meet.jit.si/${room}"`);
    expect(room).toMatch(/^[0-9a-f]{32}$/);
    const mine = async () => (await comingOf(kith, scene, id)).get(scene.member.id);
    expect(await mine()).toMatchObject({ joined: "2026-03-03T09:50:00Z", left: null, attendance: null });
    clock("10:05:00");
    expect((await member.post(`${path}/leave`)).location).toBe(path);
    expect(await mine()).toMatchObject({ joined: "2026-03-03T09:50:00Z", left: "2026-03-03T10:05:00Z" });
    expect(read(await member.get(path))).toContain("Join again");
    clock("10:06:00");
    await member.post(`${path}/join`);
    expect(await mine()).toMatchObject({ joined: "2026-03-03T09:50:00Z", left: null });
    expect((await eventsOf(kith, scene, id)).map(({ kind }) => kind)).toEqual(["joined", "left", "joined"]);
  });

  test("clicked twice is one click; leaving without having gone in is none", async () => {
    const { path, member, id, scene } = await appointment(kith);
    clock("09:50:00");
    expect((await member.post(`${path}/leave`)).status).toBe(303);
    await Promise.all([member.post(`${path}/join`), member.post(`${path}/join`)]);
    await member.post(`${path}/join`);
    await member.post(`${path}/leave`);
    await member.post(`${path}/leave`);
    const kinds = (await eventsOf(kith, scene, id)).map(({ kind }) => kind);
    expect(kinds).toEqual(["joined", "left"]);
  });

  test("says who of the two is in the room already", async () => {
    const { path, member, provider } = await appointment(kith);
    clock("09:50:00");
    await provider.post(`${path}/join`);
    expect(read(await member.get(path))).toContain("Talia K is in the room.");
    expect(read(await provider.get(path))).not.toContain("Talia K is in the room.");
    await provider.post(`${path}/leave`);
    expect(read(await member.get(path))).not.toContain("Talia K is in the room.");
  });

  test.each([
    ["09:44:00", "The door is not open yet"],
    ["10:30:00", "This is over"],
  ])("at %s answers what is so, tells no room and writes nothing down", async (time, words) => {
    const { path, member, id, scene, room } = await appointment(kith);
    clock(time);
    const answer = await member.post(`${path}/join`);
    expect(answer.status).toBe(409);
    expect(answer.headers.get("refresh")).toBeNull();
    expect(read(answer)).toContain(words);
    expect(answer.text).not.toContain(room);
    expect(await eventsOf(kith, scene, id)).toEqual([]);
  });

  test("does not open to a coordinator or anybody else, though there is somebody else", async () => {
    const { path, coordinator, id, scene, room, member } = await appointment(kith);
    const outsider = await kith.signIn(await kith.person(scene.community));
    clock("09:50:00");
    expect((await coordinator.get(path)).status).toBe(200);
    for (const client of [coordinator, outsider, kith.visitor()]) {
      const page = await client.get(path);
      expect(page.text).not.toContain("Online room");
      const answer = await client.post(`${path}/join`);
      expect([303, 404]).toContain(answer.status);
      expect(answer.text).not.toContain(room);
      expect((await client.get(`${path}/join`)).location).not.toBe(path);
    }
    expect((await outsider.get(scene.community.base)).status).toBe(200);
    expect(await eventsOf(kith, scene, id)).toEqual([]);
    expect((await member.post(`${path}/join`)).status).toBe(200);
  });

  test("does not open for what is cancelled, not confirmed or in person", async () => {
    const { path, member, id, scene, room } = await appointment(kith);
    clock("09:50:00");
    const set = (values: { state?: string; location_id?: string | null }) =>
      kith.inside(scene.community, (trx) =>
        trx.updateTable("meetings").set(values).where("id", "=", id).execute(),
      );
    for (const state of ["cancelled", "pending"]) {
      await set({ state });
      const answer = await member.post(`${path}/join`);
      expect(answer.status).toBe(409);
      expect(answer.text).not.toContain(room);
    }
    await set({ state: "final" });
    await kith.inside(scene.community, (trx) =>
      trx.updateTable("locations").set({ way: "in_person" }).where("id", "=", scene.location).execute(),
    );
    expect((await member.post(`${path}/join`)).status).toBe(409);
    expect((await member.get(path)).text).not.toContain("Online room");
  });

  test("going in before it is moved means nothing for the time it is moved to", async () => {
    const { path, member, id, scene } = await appointment(kith);
    clock("09:50:00");
    await member.post(`${path}/join`);
    const start = minuteOf(Temporal.Instant.from("2026-03-04T10:00Z"));
    await kith.inside(scene.community, (trx) =>
      move(trx, id, { start, end: start + 30, locationId: scene.location }),
    );
    expect((await comingOf(kith, scene, id)).get(scene.member.id)).toMatchObject({ joined: null });
    kith.clock.set("2026-03-04T09:50:00Z");
    expect(read(await member.get(path))).not.toContain("You are in the room");
    await member.post(`${path}/join`);
    expect((await comingOf(kith, scene, id)).get(scene.member.id)).toMatchObject({
      joined: "2026-03-04T09:50:00Z",
    });
  });

  test("a page that a form left behind leads to the meeting", async () => {
    const { path, member } = await appointment(kith);
    for (const part of ["join", "leave"]) expect((await member.get(`${path}/${part}`)).location).toBe(path);
  });
});

describe("the door of a group", () => {
  const open = () => kith.clock.set("2026-03-04T09:50:00Z");

  test("opens to its hosts and to who has a sure place, and not to who waits or was offered one", async () => {
    const made = await circle(kith, 4);
    const [sure, offered, waiting, left] = made.guests;
    if (!sure || !offered || !waiting || !left) throw new Error("four guests came");
    const states = [
      [offered, { state: "offered", offered_until: Temporal.Instant.from("2026-03-04T09:59:00Z") }],
      [waiting, { state: "waiting", seat: null, turn: 1 }],
      [left, { state: "cancelled", seat: null }],
    ] as const;
    for (const [{ person }, values] of states) {
      await kith.inside(made.community, (trx) =>
        trx.updateTable("registrations").set(values).where("person_id", "=", person.id).execute(),
      );
    }
    open();
    for (const client of [sure.client, made.hosting]) {
      const joined = await client.post(`${made.door}/join`);
      expect(joined.headers.get("refresh")).toBe(`0; url=https://meet.jit.si/${made.room}`);
      expect(joined.text).toContain(`href="${made.path}"`);
    }
    for (const { client } of [offered, waiting, left]) {
      const answer = await client.post(`${made.door}/join`);
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain(made.room);
    }
  });

  test("tells those who came that a host is there, and nothing of each other", async () => {
    const made = await circle(kith, 2);
    const [one, other] = made.guests;
    if (!one || !other) throw new Error("two guests came");
    open();
    await one.client.post(`${made.door}/join`);
    await made.hosting.post(`${made.door}/join`);
    const page = read(await other.client.get(made.path));
    expect(page).toContain("Hanna Host is in the room.");
    expect(page).not.toContain("Guest0");
  });

  test("of one that is held elsewhere leads there, and the address is on no page", async () => {
    const made = await circle(kith, 1);
    const link = "https://meet.example/circle-of-ours";
    await kith.inside(made.community, (trx) =>
      trx.updateTable("meetings").set({ link }).where("id", "=", made.meeting).execute(),
    );
    open();
    const guest = made.guests[0]?.client ?? kith.visitor();
    const joined = await guest.post(`${made.door}/join`);
    expect(joined.headers.get("refresh")).toBe(`0; url=${link}`);
    expect((await guest.get(made.path)).text).toContain("It is held elsewhere");
  });
});

test("an installation's own rooms are where its settings say", async () => {
  const own = await testApp({ env: { JITSI_URL: "https://rooms.example/kith/" } });
  const { path, member, room } = await appointment(own);
  own.clock.set("2026-03-03T09:50:00Z");
  const joined = await member.post(`${path}/join`);
  await own.end();
  expect(joined.headers.get("refresh")).toBe(`0; url=https://rooms.example/kith/${room}`);
});
