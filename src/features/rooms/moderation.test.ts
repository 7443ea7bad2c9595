import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { textOf } from "#support/panel.ts";
import {
  type Guest,
  guest,
  handleOn,
  insider,
  join,
  linesIn,
  measure,
  type RoomScene,
  roomScene,
  say,
} from "#support/rooms.ts";
import { picture } from "#support/talk.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

const events = ({ community, id }: RoomScene) =>
  kith.inside(community, async (trx) =>
    (
      await trx.selectFrom("room_events").select("kind").where("room_id", "=", id).orderBy("id").execute()
    ).map(({ kind }) => kind),
  );

const share = ({ client }: Guest, { path }: RoomScene, name = "notes.png") =>
  client.post(`${path}/files`, { key: newId(), file: new File([new Uint8Array(picture())], name) });

const fileOn = (html: string) => /href="([^"]+\/rooms\/[^"]+\/files\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? "";

/** A room with a moderator, somebody who misbehaves, and somebody who is proven to be outside. */
async function trouble(options: Parameters<typeof roomScene>[1] = {}) {
  const scene = await roomScene(kith, options);
  const [mod, wren] = [
    await insider(kith, scene, "Mod", { moderator: true }),
    await insider(kith, scene, "Wren"),
  ];
  const outsider = await guest(kith, scene.community);
  expect((await say(outsider, scene, "From outside")).status).toBe(404);
  return { scene, mod, wren, outsider };
}

describe("a message", () => {
  test("is taken away by who wrote it and by who keeps the room, and its number stays", async () => {
    const { scene, mod, wren, outsider } = await trouble();
    const heron = await insider(kith, scene, "Heron");
    await say(wren, scene, "Something awful");
    await say(heron, scene, "Something nice");
    const { text } = await heron.client.get(scene.path);
    const remove = (by: Guest, number: string) => by.client.post(`${scene.path}/messages/${number}/remove`);
    for (const by of [heron, outsider]) expect((await remove(by, "1")).status).toBe(404);
    expect(linesIn(text)).toEqual(["Something awful", "Something nice"]);

    expect((await remove(mod, "1")).status).toBe(303);
    expect((await remove(mod, "1")).status).toBe(404);
    const after = await heron.client.get(scene.path);
    expect(linesIn(after.text)).toEqual(["This message was taken away.", "Something nice"]);
    expect((await heron.client.get(`${scene.path}/search?q=awful`)).text).toContain("Nothing was found");
    expect((await remove(heron, "2")).status).toBe(303);
    const rows = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("messages").select(["number", "text", "removed_by"]).orderBy("number").execute(),
    );
    expect(rows).toEqual([
      { number: 1, text: "", removed_by: mod.person.id },
      { number: 2, text: "", removed_by: heron.person.id },
    ]);
    expect((await events(scene)).slice(-2)).toEqual(["message_removed", "message_removed"]);
  });

  test("opens what can be done about it, for each as far as it is theirs to do", async () => {
    const { scene, mod, wren, outsider } = await trouble();
    await say(wren, scene, "Hm");
    const page = async (by: Guest) => by.client.get(`${scene.path}/messages/1`);
    const [own, keeps] = [(await page(wren)).text, (await page(mod)).text];
    expect(own).toContain("/messages/1/remove");
    expect(own).not.toContain("/report/");
    expect(keeps).toContain("/messages/1/remove");
    expect(keeps).toContain("/report/message/");
    const heron = await insider(kith, scene, "Heron");
    expect((await page(heron)).text).not.toContain("/messages/1/remove");
    expect((await page(heron)).text).toContain("/report/message/");
    expect((await page(outsider)).status).toBe(404);
    expect((await heron.client.get(`${scene.path}/messages/2`)).status).toBe(404);
  });
});

describe("keeping somebody from writing", () => {
  test("leaves them reading, at once and until it is over", async () => {
    const { scene, mod, wren } = await trouble();
    expect((await measure(mod, scene, "Wren", "mute", { hours: "1" })).status).toBe(303);
    const refused = await say(wren, scene, "But I");
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("What you wrote was not sent");
    expect(refused.text).toContain("But I");
    expect((await share(wren, scene)).status).toBe(422);
    await say(mod, scene, "A little quiet, please");
    const page = await wren.client.get(scene.path);
    expect(linesIn(page.text)).toEqual(["A little quiet, please"]);
    expect(textOf(page.text)).toContain("write again from Mon 2 Mar, 10:00");
    expect(page.text).not.toContain("<textarea");

    kith.clock.set("2026-03-02T10:00:00Z");
    expect((await say(wren, scene, "Sorry")).status).toBe(303);
    await measure(mod, scene, "Wren", "mute", { hours: "24" });
    expect((await say(wren, scene, "Hey")).status).toBe(422);
    expect((await measure(mod, scene, "Wren", "unmute")).status).toBe(303);
    expect((await say(wren, scene, "Thank you")).status).toBe(303);
    kith.clock.set("2026-03-02T09:00:00Z");
  });

  test("is for moderators about members, for coordinators about everybody, and for nobody about themself", async () => {
    const { scene, mod, wren, outsider } = await trouble();
    const second = await insider(kith, scene, "Second", { moderator: true });
    const heron = await insider(kith, scene, "Heron");
    await join(scene.coordinator, scene, "Cora");
    const mute = (by: Guest, whom: string) => measure(by, scene, whom, "mute", { hours: "1" });
    expect((await mute(heron, "Wren")).status).toBe(404);
    expect((await mute(outsider, "Wren")).status).toBe(404);
    expect((await mute(mod, "Second")).status).toBe(404);
    expect((await mute(mod, "Cora")).status).toBe(404);
    expect((await mute(mod, "Wren")).status).toBe(303);
    expect((await mute(scene.coordinator, "Second")).status).toBe(303);
    expect((await say(second, scene, "What?")).status).toBe(422);
    const own = handleOn((await wren.client.get(`${scene.path}/people`)).text, "Mod");
    const { text } = await wren.client.get(`${scene.path}/people/${own}`);
    expect(text).not.toContain("/mute");
    expect((await mute(mod, "Mod")).status).toBe(404);
    const three = await measure(mod, scene, "Wren", "mute", { hours: "3" });
    expect(three.status).toBe(404);
  });
});

describe("taking somebody out", () => {
  test("takes the page, the search, the files and the way back, until they are let in", async () => {
    const { scene, mod, wren } = await trouble();
    await say(mod, scene, "Only for us");
    await share(mod, scene);
    const file = fileOn((await wren.client.get(scene.path)).text);
    expect((await wren.client.get(file)).status).toBe(200);
    expect((await measure(mod, scene, "Wren", "remove")).status).toBe(303);

    expect((await wren.client.get(file)).status).toBe(404);
    const door = await wren.client.get(scene.path);
    expect(textOf(door.text)).toContain("You cannot be in this room just now");
    expect(door.text).not.toContain("Only for us");
    expect(door.text).not.toContain("/join");
    for (const page of ["/people", "/search?q=only", "/messages/1", "/log", "/look"])
      expect((await wren.client.get(`${scene.path}${page}`)).status, page).toBe(404);
    expect((await join(wren, scene, "Wren")).status).toBe(404);
    expect((await join(wren, scene, "Somebody else")).status).toBe(404);
    expect((await say(wren, scene, "Let me in")).status).toBe(404);
    expect((await wren.client.post(`${scene.path}/leave`)).status).toBe(404);

    expect((await measure(mod, scene, "Wren", "let-in")).status).toBe(303);
    expect((await join(wren, scene, "Wren")).status).toBe(303);
    expect(linesIn((await wren.client.get(scene.path)).text)[0]).toBe("Only for us");
    expect(await events(scene)).toEqual(expect.arrayContaining(["removed", "let_in"]));
  });

  test("is not undone by an invitation of somebody who may not invite", async () => {
    const { scene, mod, wren, outsider } = await trouble({ private: true });
    await measure(mod, scene, "Wren", "remove");
    expect((await wren.client.get(scene.path)).status).toBe(404);
    const invite = (by: Guest) =>
      by.client.post(`${scene.path}/invite`, { key: newId(), email: wren.person.email, role: "member" });
    expect((await invite(outsider)).status).toBe(404);
    expect((await invite(wren)).status).toBe(404);
    expect((await wren.client.get(scene.path)).status).toBe(404);
    expect((await invite(mod)).status).toBe(303);
    expect((await wren.client.get(scene.path)).status).toBe(200);
  });
});

describe("a private room", () => {
  test("is there for nobody who is not invited: not in a list, by its address, or by its files", async () => {
    const { scene, mod, outsider } = await trouble({ private: true, fields: { name: "The lanterns" } });
    await say(mod, scene, "Zephyr");
    await share(mod, scene);
    const file = fileOn((await mod.client.get(scene.path)).text);
    expect((await mod.client.get(file)).status).toBe(200);
    expect(textOf((await mod.client.get(`${scene.community.base}/rooms`)).text)).toContain("The lanterns");

    const away = await guest(kith, await kith.community(), { roles: ["coordinator"] });
    for (const somebody of [outsider, away]) {
      for (const page of ["", "/people", "/search?q=zephyr", "/messages/1", "/log", "/look"])
        expect((await somebody.client.get(`${scene.path}${page}`)).status, page).toBe(404);
      expect((await somebody.client.get(file)).status).toBe(404);
      expect((await join(somebody, scene, "Me")).status).toBe(404);
      expect((await somebody.client.post(`${scene.path}/decline`)).status).toBe(404);
    }
    const list = await outsider.client.get(`${scene.community.base}/rooms`);
    expect(list.text).not.toMatch(/lanterns/);
    expect(list.text).not.toContain(scene.id);
  });

  test("is joined by who is invited, or declined without a word; who left is not in it any more", async () => {
    const { scene, mod, outsider } = await trouble({ private: true });
    const invited = await guest(kith, scene.community);
    await mod.client.post(`${scene.path}/invite`, { key: newId(), email: invited.person.email });
    await say(mod, scene, "Hello you");
    const door = await invited.client.get(scene.path);
    expect(door.text).toContain("You are invited to this room");
    expect(door.text).not.toContain("Hello you");
    expect((await invited.client.get(`${scene.path}/search?q=hello`)).status).toBe(404);
    expect((await invited.client.post(`${scene.path}/decline`)).status).toBe(303);
    expect((await invited.client.get(scene.path)).status).toBe(404);
    await mod.client.post(`${scene.path}/invite`, { key: newId(), email: invited.person.email });
    expect((await join(invited, scene, "Robin")).status).toBe(303);
    expect(linesIn((await invited.client.get(scene.path)).text)).toEqual(["Hello you"]);
    await invited.client.post(`${scene.path}/leave`);
    expect((await invited.client.get(scene.path)).status).toBe(404);
    expect((await join(invited, scene, "Robin")).status).toBe(404);
    expect((await outsider.client.get(scene.path)).status).toBe(404);
  });

  test("says nothing of whether somebody exists when they are invited, and makes no moderator of a member's word", async () => {
    const { scene, mod } = await trouble({ private: true });
    const invited = await guest(kith, scene.community);
    const send = (email: string) =>
      mod.client.post(`${scene.path}/invite`, { key: newId(), email, role: "moderator" });
    const answers = [await send(invited.person.email), await send("nobody@people.example")];
    expect(answers.map(({ status, location }) => [status, location])).toEqual(
      Array(2).fill([303, `${scene.path}/people`]),
    );
    await join(invited, scene, "Robin");
    expect((await invited.client.get(`${scene.path}/log`)).status).toBe(404);
  });

  test("can be looked into by a coordinator, which is written down each time, and says so", async () => {
    const { scene, mod } = await trouble({ private: true });
    await say(mod, scene, "Among us");
    const looks = () =>
      kith.inside(scene.community, (trx) =>
        trx.selectFrom("staff_looks").select(["person_id", "kind", "record_id"]).execute(),
      );
    const { client, person } = scene.coordinator;
    const list = await client.get(`${scene.community.base}/rooms`);
    expect(list.text).not.toContain(scene.id);
    const door = await client.get(scene.path);
    expect(door.text).not.toContain("Among us");
    expect(await looks()).toEqual([]);
    const inside = await client.get(`${scene.path}/look`);
    expect(linesIn(inside.text)).toEqual(["Among us"]);
    expect(inside.text).not.toContain("<textarea");
    expect(await looks()).toEqual([{ person_id: person.id, kind: "room", record_id: scene.id }]);
    kith.clock.set("2026-03-02T09:20:00Z");
    expect((await client.get(`${scene.path}/search?q=among`)).status).toBe(200);
    expect(await looks()).toHaveLength(2);
    kith.clock.set("2026-03-02T09:00:00Z");
    const led = await client.get(`${scene.path}?before=5`);
    expect(led).toMatchObject({ status: 303, location: `${scene.path}/look?before=5` });
    expect(linesIn((await client.get(led.location)).text)).toEqual(["Among us"]);
    expect((await say(scene.coordinator, scene, "I see")).status).toBe(404);
    expect((await mod.client.get(`${scene.path}/look`)).status).toBe(404);
  });
});

describe("moderators", () => {
  test("are named by coordinators, and can be no more", async () => {
    const { scene, mod, wren } = await trouble();
    const role = (by: Guest, name: string, to: string) => measure(by, scene, name, "role", { role: to });
    expect((await role(mod, "Wren", "moderator")).status).toBe(404);
    expect((await wren.client.get(`${scene.path}/log`)).status).toBe(404);
    expect((await role(scene.coordinator, "Wren", "moderator")).status).toBe(303);
    expect((await wren.client.get(`${scene.path}/log`)).status).toBe(200);
    expect((await role(scene.coordinator, "Wren", "member")).status).toBe(303);
    expect((await wren.client.get(`${scene.path}/log`)).status).toBe(404);
    expect(textOf((await mod.client.get(`${scene.path}/log`)).text)).toContain("Wren became moderator");
  });
});

describe("two who are kept apart", () => {
  test("do not see each other there, nor what the other writes or shares; others see both", async () => {
    const { scene, mod, wren } = await trouble();
    const heron = await insider(kith, scene, "Heron");
    await say(wren, scene, "Before");
    expect((await measure(heron, scene, "Wren", "block")).status).toBe(303);
    await say(wren, scene, "From Wren");
    await share(wren, scene, "wren.png");
    await say(heron, scene, "From Heron");
    const seenBy = async (who: Guest) => linesIn((await who.client.get(scene.path)).text);
    expect(await seenBy(heron)).toEqual(["From Heron"]);
    expect(await seenBy(wren)).toEqual(["Before", "From Wren", "wren.png"]);
    expect(await seenBy(mod)).toEqual(["Before", "From Wren", "wren.png", "From Heron"]);

    const file = fileOn((await mod.client.get(scene.path)).text);
    const status = async (who: Guest, path: string) => (await who.client.get(path)).status;
    expect([await status(mod, file), await status(heron, file)]).toEqual([200, 404]);
    expect(await status(heron, `${scene.path}/messages/2`)).toBe(404);
    expect((await heron.client.get(`${scene.path}/search?q=wren`)).text).toContain("Nothing was found");
    expect(textOf((await heron.client.get(`${scene.path}/people`)).text)).not.toContain("Wren");
    expect(textOf((await wren.client.get(`${scene.path}/people`)).text)).not.toContain("Heron");
    const list = textOf((await wren.client.get(`${scene.community.base}/rooms`)).text);
    expect(list).not.toContain("new message");
  });

  test("are known in the list of the blocked by the name of the room alone, and find each other again", async () => {
    const { scene, wren } = await trouble();
    const heron = await insider(kith, scene, "Heron", { roles: ["provider"], firstName: "Talia" });
    const page = await wren.client.get(
      `${scene.path}/people/${handleOn((await wren.client.get(`${scene.path}/people`)).text, "Heron")}/block`,
    );
    expect(textOf(page.text)).toContain("Block Heron?");
    expect(page.text).not.toMatch(/Talia/);
    expect(page.text).not.toContain(heron.person.id);
    const list = await wren.client.follow(await measure(wren, scene, "Heron", "block"));
    expect(textOf(list.text)).toContain("Heron Since");
    expect(list.text).not.toContain("Talia");
    expect(list.text).not.toContain(heron.person.id);
    const at = /name="at" value="([^"]+)"/.exec(list.text)?.[1] ?? "";
    const unblock = (by: Guest, name: string) =>
      by.client.post(`${scene.community.base}/blocked/unblock`, { at, name });
    expect((await unblock(heron, "Heron")).status).toBe(404);
    expect((await unblock(wren, "Talia")).status).toBe(404);
    expect((await unblock(wren, "Heron")).status).toBe(303);
    await say(heron, scene, "Hello again");
    expect(linesIn((await wren.client.get(scene.path)).text)).toEqual(["Hello again"]);
  });
});

describe("room hours", () => {
  test("close a room for writing and say when it opens; moderators write at any hour", async () => {
    const { scene, mod, wren } = await trouble({
      fields: { open: "hours", "hours.1": "10-12", "hours.3": "18:30-20" },
    });
    const early = await say(wren, scene, "Good morning");
    expect(early.status).toBe(422);
    expect(textOf(early.text)).toContain("write again from Mon 2 Mar, 10:00");
    expect((await say(mod, scene, "Opening soon")).status).toBe(303);
    kith.clock.set("2026-03-02T10:00:00Z");
    expect((await say(wren, scene, "Good morning")).status).toBe(303);
    kith.clock.set("2026-03-02T12:00:00Z");
    expect((await say(wren, scene, "One more")).status).toBe(422);
    const { text } = await wren.client.get(scene.path);
    expect(textOf(text)).toContain("write again from Wed 4 Mar, 18:30");
    expect(linesIn(text)).toEqual(["Opening soon", "Good morning"]);
    kith.clock.set("2026-03-02T09:00:00Z");
  });
});
