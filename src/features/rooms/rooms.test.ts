import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { guest, insider, join, linesIn, type RoomScene, roomScene, say } from "#support/rooms.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());

const messages = ({ community, id }: RoomScene) =>
  kith.inside(community, (trx) =>
    trx
      .selectFrom("messages")
      .innerJoin("threads", "threads.id", "messages.thread_id")
      .select(["number", "text", "author_id", "removed_at"])
      .where("room_id", "=", id)
      .orderBy("number")
      .execute(),
  );

const listOf = async ({ community }: RoomScene, client: Parameters<typeof join>[0]["client"]) =>
  textOf((await client.get(`${community.base}/rooms`)).text);

describe("a room", () => {
  test("is opened by coordinators alone, and found by everybody of the community", async () => {
    const scene = await roomScene(kith, { fields: { name: "Night owls" } });
    const member = await guest(kith, scene.community);
    expect(await listOf(scene, member.client)).toContain("Night owls");
    const { status } = await member.client.post(`${scene.community.base}/admin/rooms`, {
      name: "Mine",
      who: "everybody",
      open: "always",
    });
    expect(status).toBe(404);
    const away = await guest(kith, await kith.community());
    expect((await away.client.get(scene.path)).status).toBe(404);
    expect((await kith.visitor().get(scene.path)).location).toMatch(/^\/sign-in/);
  });

  test("has a name that no other open room has", async () => {
    const scene = await roomScene(kith, { fields: { name: "Exams" } });
    const { status, text } = await scene.coordinator.client.post(`${scene.community.base}/admin/rooms`, {
      name: "exams",
      who: "everybody",
      open: "always",
    });
    expect([status, faultOf(text, "name")]).toEqual([422, "Another room is called so."]);
    const archived = await scene.coordinator.client.post(
      `${scene.community.base}/admin/rooms/${scene.id}/archive`,
    );
    expect(archived.status).toBe(303);
    await roomScene(kith, { community: scene.community, fields: { name: "EXAMS" } });
    const back = await scene.coordinator.client.post(
      `${scene.community.base}/admin/rooms/${scene.id}/restore`,
    );
    expect([back.status, faultOf(back.text, "name")]).toEqual([422, "Another room is called so."]);
  });

  test("that is archived is there for nobody but coordinators, and comes back whole", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    await say(wren, scene, "Still here?");
    const panel = `${scene.community.base}/admin/rooms/${scene.id}`;
    await scene.coordinator.client.post(`${panel}/archive`);
    expect((await wren.client.get(scene.path)).status).toBe(404);
    expect((await say(wren, scene, "Hello?")).status).toBe(404);
    expect((await scene.coordinator.client.get(panel)).status).toBe(200);
    await scene.coordinator.client.post(`${panel}/restore`);
    expect(linesIn((await wren.client.get(scene.path)).text)).toEqual(["Still here?"]);
  });

  test("is nothing where a community does not have rooms", async () => {
    const community = await kith.community({ settings: { modules: { rooms: false } } });
    const { client } = await guest(kith, community, { roles: ["coordinator"] });
    expect((await client.get(`${community.base}/rooms`)).status).toBe(404);
    expect((await client.get(`${community.base}/admin/rooms`)).status).toBe(404);
    expect((await client.get(community.base)).text).not.toContain(`${community.base}/rooms`);
  });
});

describe("joining", () => {
  test("is what lets somebody read and write: under a name of their own", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren", { firstName: "Talia", lastName: "Quill" });
    await say(wren, scene, "I cannot sleep either");
    const heron = await guest(kith, scene.community);
    const door = await heron.client.get(scene.path);
    expect(door.status).toBe(200);
    expect(door.text).not.toContain("I cannot sleep either");
    expect((await say(heron, scene, "Nor can I")).status).toBe(404);

    expect((await join(heron, scene, "Quiet  Heron ")).status).toBe(303);
    const inside = await heron.client.get(scene.path);
    expect(linesIn(inside.text)).toEqual(["I cannot sleep either"]);
    expect(inside.text).toContain("Wren");
    for (const page of ["", "/people", "/search?q=sleep"]) {
      const { text } = await heron.client.get(`${scene.path}${page}`);
      expect(text).not.toMatch(/Talia|Quill/);
      expect(text).not.toContain(wren.person.id);
      expect(text).not.toContain(wren.person.email);
    }
    expect((await say(heron, scene, "Nor can I")).status).toBe(303);
    expect(linesIn((await wren.client.get(scene.path)).text)).toEqual(["I cannot sleep either", "Nor can I"]);
    expect(textOf((await wren.client.get(scene.path)).text)).toContain("Quiet Heron");
  });

  test("takes no name that is or was somebody else's there, nor one that hides what it is", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    const other = await guest(kith, scene.community);
    const faultFor = async (name: string) => faultOf((await join(other, scene, name)).text, "name");
    expect(await faultFor("WREN")).toContain("is, or was, called so");
    expect(await faultFor("Ｗｒｅｎ")).toContain("is, or was, called so");
    await wren.client.post(`${scene.path}/leave`);
    expect(await faultFor("wren")).toContain("is, or was, called so");
    for (const name of ["@all", "​Wren", "a‮b", "—", "x".repeat(41)])
      expect(await faultFor(name), name).toContain("Letters, digits");
    expect(await faultFor("  ")).toBe("Please fill this in.");
    expect((await join(wren, scene, "Wren")).status).toBe(303);
  });

  test("twice is once, and two who want the same name at once do not both have it", async () => {
    const scene = await roomScene(kith);
    const both = await Promise.all([guest(kith, scene.community), guest(kith, scene.community)]);
    const answers = await Promise.all(both.map((each) => join(each, scene, "Wren")));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    const [first] = both.filter((_, i) => answers[i]?.status === 303);
    expect(first && (await join(first, scene, "Wren")).status).toBe(303);
  });

  test("is taken back by leaving; what was written stays under the name", async () => {
    const scene = await roomScene(kith);
    const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
    await say(wren, scene, "Good night");
    expect((await wren.client.post(`${scene.path}/leave`)).status).toBe(303);
    expect((await wren.client.get(scene.path)).text).not.toContain("Good night");
    const { text } = await heron.client.get(scene.path);
    expect(linesIn(text)).toEqual(["Good night"]);
    expect(text).toContain("Wren");
    expect((await wren.client.post(`${scene.path}/leave`)).status).toBe(404);
  });

  test("leads to a name that can be changed, in what was written before too; moderators can see that", async () => {
    const scene = await roomScene(kith);
    const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
    await say(wren, scene, "Hello");
    const taken = await wren.client.post(`${scene.path}/name`, { name: "heron" });
    expect([taken.status, faultOf(taken.text, "name")]).toEqual([
      422,
      "Somebody in this room is, or was, called so. Please choose another name.",
    ]);
    expect((await wren.client.post(`${scene.path}/name`, { name: "Robin" })).status).toBe(303);
    const page = textOf((await heron.client.get(scene.path)).text);
    expect(page).toContain("Robin");
    expect(page).not.toContain("Wren");
    const log = await scene.coordinator.client.get(`${scene.path}/log`);
    expect(textOf(log.text)).toContain("Robin was called Wren before");
    expect((await heron.client.get(`${scene.path}/log`)).status).toBe(404);
  });
});

describe("what is written", () => {
  test("stands there for everybody in the same order, the newest last, and once for two clicks", async () => {
    const scene = await roomScene(kith);
    const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
    const key = newId();
    await Promise.all([say(wren, scene, "One", key), say(wren, scene, "One", key)]);
    await Promise.all(Array.from({ length: 20 }, (_, i) => say(i % 2 ? wren : heron, scene, `Word ${i}`)));
    const [hers, theirs] = [await wren.client.get(scene.path), await heron.client.get(scene.path)];
    expect(linesIn(hers.text)).toHaveLength(21);
    expect(linesIn(hers.text)).toEqual(linesIn(theirs.text));
    expect((await messages(scene)).map(({ number }) => number)).toEqual(
      Array.from({ length: 21 }, (_, i) => i + 1),
    );
  });

  test("comes back with what was typed when it cannot be taken", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    const long = await say(wren, scene, "a".repeat(5_001));
    expect([long.status, faultOf(long.text, "text")]).toEqual([
      422,
      "A message has 5,000 characters at most. Please send it in two parts.",
    ]);
    expect(long.text).toContain("a".repeat(5_001));
    const empty = await say(wren, scene, "  \n ");
    expect([empty.status, faultOf(empty.text, "text")]).toEqual([422, "Please write something first."]);
    expect(await messages(scene)).toEqual([]);
  });

  test("shows no markup, and calls its reader by name", async () => {
    const scene = await roomScene(kith);
    const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Quiet Heron")];
    await say(wren, scene, "<b>Hi</b> @quiet heron, and @Quiet Herons");
    const { text } = await heron.client.get(scene.path);
    expect(text).toContain("&lt;b&gt;Hi&lt;/b&gt;");
    expect([...text.matchAll(/<strong[^>]*>([^<]*)<\/strong>/g)].map(([, call]) => call)).toEqual([
      "@quiet heron",
    ]);
  });
});

describe("history", () => {
  test("is scrolled back page by page without a gap, and forth again", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    await fill(scene, wren.person.id, 130);
    await wren.client.get(scene.path); // and has seen it
    const latest = await wren.client.get(scene.path);
    const back = /href="([^"]+\?before=\d+)"/.exec(latest.text)?.[1] ?? "";
    const middle = await wren.client.get(back);
    const further = /href="([^"]+\?before=\d+)"[^>]*>\s*Show earlier/.exec(middle.text)?.[1] ?? "";
    const first = await wren.client.get(further);
    expect([...linesIn(first.text), ...linesIn(middle.text), ...linesIn(latest.text)]).toEqual(
      Array.from({ length: 130 }, (_, i) => `Line ${i + 1}`),
    );
    expect(textOf(first.text)).toContain("This is where the room begins");
    const forth = /href="([^"]+\?before=\d+)"[^>]*>\s*Show later/.exec(first.text)?.[1] ?? "";
    expect(linesIn((await wren.client.get(forth)).text)[0]).toBe("Line 31");
    expect(middle.text).toContain(`href="${scene.path}"`);
  });

  test("shows all that somebody has not seen, and where it begins", async () => {
    const scene = await roomScene(kith);
    const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
    await heron.client.get(scene.path);
    await fill(scene, wren.person.id, 120);
    const { text } = await heron.client.get(scene.path);
    expect(linesIn(text)).toHaveLength(120);
    await fill(scene, wren.person.id, 10);
    const again = await heron.client.get(scene.path);
    expect(linesIn(again.text)).toHaveLength(50);
    expect(again.text.indexOf('id="first-new"')).toBeGreaterThan(again.text.indexOf("Line 120<"));
    expect(again.text.indexOf('id="first-new"')).toBeLessThan(again.text.indexOf("Line 121<"));
    expect((await heron.client.get(scene.path)).text).not.toContain("first-new");
  });

  test("goes on from where a page begins that renews itself, as far as a page can hold it", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    await fill(scene, wren.person.id, 100);
    await wren.client.get(scene.path);
    const at = async (path: string) => (await wren.client.get(path)).text;
    const from = (html: string) => /data-renew-at="([^"]+)"/.exec(html)?.[1] ?? "";
    const opened = from(await at(scene.path));
    expect(opened).toBe(`${scene.path}?from=51`);
    await fill(scene, wren.person.id, 40);
    const renewed = await at(opened);
    expect(linesIn(renewed)).toHaveLength(90);
    expect(from(renewed)).toBe(opened);
    await fill(scene, wren.person.id, 100);
    expect(linesIn(await at(opened))).toHaveLength(190);
    expect(from(await at(opened))).toBe(`${scene.path}?from=140`);
    await fill(scene, wren.person.id, 500);
    expect(linesIn(await at(opened))).toHaveLength(200);
  });

  test("is unread until it is looked at, in the list; one's own words and old ones are not", async () => {
    const scene = await roomScene(kith, { fields: { name: "Nights" } });
    const wren = await insider(kith, scene, "Wren");
    await say(wren, scene, "Before anybody came");
    const heron = await insider(kith, scene, "Heron");
    expect(await listOf(scene, heron.client)).not.toContain("new message");
    await say(heron, scene, "My own");
    await say(wren, scene, "One");
    await say(wren, scene, "Two");
    expect(await listOf(scene, heron.client)).toContain("2 new messages");
    expect(await listOf(scene, wren.client)).toContain("1 new message");
    await heron.client.get(`${scene.path}?before=3`);
    expect(await listOf(scene, heron.client)).toContain("2 new messages");
    await heron.client.get(scene.path);
    expect(await listOf(scene, heron.client)).not.toContain("new message");
  });
});

/** Lets somebody have written so many lines more. */
async function fill({ community, id }: RoomScene, author: string, count: number): Promise<void> {
  await kith.inside(community, async (trx) => {
    const thread = await trx
      .updateTable("threads")
      .set((eb) => ({ last_number: eb("last_number", "+", count) }))
      .where("room_id", "=", id)
      .returning(["id", "last_number"])
      .executeTakeFirstOrThrow();
    const rows = Array.from({ length: count }, (_, i) => {
      const number = thread.last_number - count + 1 + i;
      return {
        community_id: community.id,
        thread_id: thread.id,
        number,
        author_id: author,
        text: `Line ${number}`,
        created_at: kith.clock.now(),
      };
    });
    await trx.insertInto("messages").values(rows).execute();
  });
}
