import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { type Guest, insider, linesIn, type RoomScene, roomScene, say } from "#support/rooms.ts";
import { picture } from "#support/talk.ts";
import { erasers } from "../../erasure.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());

/** What a search finds, as the words of each message. */
async function find({ client }: Guest, { path }: RoomScene, q: string): Promise<string[]> {
  const { text } = await client.get(`${path}/search?q=${encodeURIComponent(q)}`);
  return [...text.matchAll(/<span class="mt-1 [^"]*">([\s\S]*?)<\/span>\s*<\/a>/g)].map(([, words = ""]) =>
    textOf(words.replace(/<\/?mark[^>]*>/g, "")),
  );
}

describe("searching a room", () => {
  test("finds what has all the words and the beginning of the last, the newest first, whatever its accents", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    for (const text of [
      "The reading list is long",
      "Übung macht den Meister",
      "I read it all",
      "Reading again, and the list?",
    ])
      await say(wren, scene, text);
    expect(await find(wren, scene, "read")).toEqual([
      "Reading again, and the list?",
      "I read it all",
      "The reading list is long",
    ]);
    expect(await find(wren, scene, "reading LI")).toEqual([
      "Reading again, and the list?",
      "The reading list is long",
    ]);
    expect(await find(wren, scene, "list reading")).toHaveLength(2);
    expect(await find(wren, scene, "lis reading")).toEqual([]);
    expect(await find(wren, scene, "ubung")).toEqual(["Übung macht den Meister"]);
    for (const nothing of ["", "?!", "%", "nowhere"]) expect(await find(wren, scene, nothing)).toEqual([]);
  });

  test("leads to where it was said, with what stands around it", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    for (let i = 1; i <= 90; i += 1) await say(wren, scene, i === 30 ? "A needle" : `Hay ${i}`);
    const { text } = await wren.client.get(`${scene.path}/search?q=needle`);
    const link = /href="([^"#]+\?at=\d+)#line-(\d+)"/.exec(text);
    expect(link?.[2]).toBe("30");
    const page = await wren.client.get(link?.[1] ?? "");
    const lines = linesIn(page.text);
    expect(lines.indexOf("A needle")).toBeGreaterThan(20);
    expect(lines).toContain("Hay 31");
    expect(page.text).toContain("Back to the latest messages");
  });

  test("goes on to older ones, and finds every one of them once", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    for (let i = 1; i <= 47; i += 1) await say(wren, scene, `Soup ${i} soupspoon`);
    let address = `${scene.path}/search?q=soup`;
    const numbers: string[] = [];
    for (let turn = 0; turn < 4 && address; turn += 1) {
      const { text } = await wren.client.get(address);
      numbers.push(...[...text.matchAll(/\?at=(\d+)#/g)].map(([, number = ""]) => number));
      address = (/href="([^"]+\/search\?q=soup[^"]*before=\d+)"/.exec(text)?.[1] ?? "").replaceAll(
        "&amp;",
        "&",
      );
    }
    expect(numbers).toEqual(Array.from({ length: 47 }, (_, i) => String(47 - i)));
  });

  test("is as right where words are said often as where they are rare", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    // More than are sampled, so that every way to search is taken.
    const said = Array.from({ length: 450 }, (_, i) =>
      [
        "often",
        ...(i % 2 ? ["half"] : []),
        ...(i % 90 === 7 ? ["seldom"] : []),
        ...(i === 3 ? ["once"] : []),
      ].join(" "),
    );
    await sayAll(scene, wren, said);
    const matching = (q: string) => {
      const words = q.split(" ");
      const last = words.pop() ?? "";
      const hits = said.filter((text) => {
        const own = text.split(" ");
        return words.every((word) => own.includes(word)) && own.some((word) => word.startsWith(last));
      });
      return Math.min(20, hits.length);
    };
    for (const q of [
      "often",
      "o",
      "half often",
      "often half",
      "seldom often",
      "often seldom",
      "half seldom",
      "once o",
      "often once",
      "half once",
      "seldom h",
    ])
      expect([q, (await find(wren, scene, q)).length]).toEqual([q, matching(q)]);
  });
});

/** Lets somebody have said all this, with its words to be found. */
async function sayAll(
  { community, id }: RoomScene,
  { person }: Guest,
  texts: readonly string[],
): Promise<void> {
  await kith.inside(community, async (trx) => {
    const thread = await trx
      .updateTable("threads")
      .set({ last_number: texts.length })
      .where("room_id", "=", id)
      .returning("id")
      .executeTakeFirstOrThrow();
    const own = { community_id: community.id, thread_id: thread.id };
    await trx
      .insertInto("messages")
      .values(
        texts.map((text, i) => ({
          ...own,
          number: i + 1,
          author_id: person.id,
          text,
          created_at: kith.clock.now(),
        })),
      )
      .execute();
    await trx
      .insertInto("message_words")
      .values(texts.flatMap((text, i) => text.split(" ").map((word) => ({ ...own, number: i + 1, word }))))
      .execute();
  });
}

describe("files", () => {
  const share = ({ client }: Guest, { path }: RoomScene, name: string, content: Buffer, key = newId()) =>
    client.post(`${path}/files`, { key, file: new File([new Uint8Array(content)], name) });

  test("go to everybody in the room, byte for byte, and stand among what is said", async () => {
    const scene = await roomScene(kith);
    const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
    await say(wren, scene, "Here it is");
    const content = picture();
    const key = newId();
    await Promise.all([1, 2].map(() => share(wren, scene, "Übung.png", content, key)));
    await say(heron, scene, "Thank you");
    const { text } = await heron.client.get(scene.path);
    expect(linesIn(text)).toEqual(["Here it is", "Übung.png", "Thank you"]);
    const link = /href="([^"]+\/files\/[0-9a-f-]{36})"/.exec(text)?.[1] ?? "";
    const cookie = [...heron.client.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await kith.app.request(new URL(link, "http://kith.test"), { headers: { cookie } });
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    const sha = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    expect(sha(Buffer.from(await answer.arrayBuffer()))).toBe(sha(content));
    // A room's file has no other address.
    const id = link.split("/").at(-1) ?? "";
    expect((await wren.client.get(`${scene.community.base}/files/${id}`)).status).toBe(404);
    expect((await wren.client.post(`${scene.community.base}/files/${id}/remove`)).status).toBe(404);
    const other = await roomScene(kith, { community: scene.community });
    await insider(kith, other, "Robin");
    expect((await wren.client.get(`${other.path}/files/${id}`)).status).toBe(404);
  });

  test("that cannot be shared come back with words beside the field", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    const program = await share(wren, scene, "harmless.pdf", Buffer.from("MZ\x90\0\x03\0\0\0\x04", "latin1"));
    expect([program.status, faultOf(program.text, "file")]).toEqual([
      422,
      expect.stringContaining("cannot be shared here"),
    ]);
    const none = await wren.client.post(`${scene.path}/files`, { key: newId() });
    expect([none.status, faultOf(none.text, "file")]).toEqual([422, "Please choose a file first."]);
    expect(linesIn((await wren.client.get(scene.path)).text)).toEqual([]);
  });

  test("are a hundred in a room and no more, also when they come at once", async () => {
    const scene = await roomScene(kith);
    const wren = await insider(kith, scene, "Wren");
    await share(wren, scene, "first.png", picture());
    await kith.inside(scene.community, async (trx) => {
      const [file] = await trx.selectFrom("files").selectAll().where("name", "=", "first.png").execute();
      const thread = await trx
        .updateTable("threads")
        .set({ last_number: 97 })
        .where("room_id", "=", scene.id)
        .returning("id")
        .executeTakeFirstOrThrow();
      if (!file) throw new Error("a file was shared");
      const more = Array.from({ length: 96 }, (_, i) => ({
        ...file,
        thread_id: thread.id,
        id: newId(),
        number: i + 2,
      }));
      await trx.insertInto("files").values(more).execute();
    });
    const rush = await Promise.all(
      Array.from({ length: 5 }, (_, i) => share(wren, scene, `${i}.png`, picture())),
    );
    expect(rush.map(({ status }) => status).toSorted()).toEqual([303, 303, 303, 422, 422]);
  });
});

test("somebody who is forgotten leaves no words, files or name in a room, and the others' order stays", async () => {
  const scene = await roomScene(kith);
  const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
  await say(wren, scene, "Unforgettable");
  await say(heron, scene, "Hello Wren");
  const file = new File([new Uint8Array(picture())], "mine.png");
  await wren.client.post(`${scene.path}/files`, { key: newId(), file });
  await wren.client.post(`${scene.path}/name`, { name: "Robin" });
  const leaving = { communityId: scene.community.id, personId: wren.person.id, now: kith.clock.now() };
  for (const _ of [1, 2])
    await kith.inside(scene.community, async (trx) => {
      for (const erase of erasers) await erase(trx, kith.platform.jobs, leaving);
    });
  const { text } = await heron.client.get(scene.path);
  expect(linesIn(text)).toEqual(["This message was taken away.", "Hello Wren"]);
  expect(text).not.toMatch(/Unforgettable|Robin|mine\.png/);
  expect(text).toContain("Somebody who is gone");
  expect(await find(heron, scene, "unforgettable")).toEqual([]);
  const log = await scene.coordinator.client.get(`${scene.path}/log`);
  expect(textOf(log.text)).not.toMatch(/Robin|was called Wren/);
  const left = await kith.inside(scene.community, async (trx) => ({
    words: await trx.selectFrom("message_words").select("word").where("word", "=", "unforgettable").execute(),
    presence: await trx.selectFrom("presence").select("at").where("person_id", "=", wren.person.id).execute(),
  }));
  expect(left).toEqual({ words: [], presence: [] });
});
