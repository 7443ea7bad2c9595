import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { faultOf } from "#support/panel.ts";
import { picture, share, type Talk, talk } from "#support/talk.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const stored = ({ scene }: Talk) =>
  kith.inside(scene.community, (trx) => trx.selectFrom("files").selectAll().orderBy("number").execute());

const linkOf = (html: string) => /href="([^"]+\/files\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? "";

/** What the browser is given, to the byte. */
async function download(client: Client, path: string) {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await kith.app.request(new URL(path, "http://kith.test"), { headers: { cookie } });
  return {
    status: answer.status,
    headers: answer.headers,
    content: Buffer.from(await answer.arrayBuffer()),
  };
}

describe("a file goes from one to the other", () => {
  test("byte for byte, with its name, as an attachment", async () => {
    const here = await talk(kith);
    const content = picture();
    const sent = await share(here.member, here, "Übung “3” 猫.png", content);
    expect(sent).toMatchObject({ status: 303, location: `${here.path}#files` });

    const page = await here.provider.get(here.path);
    expect(page.text).toContain("Übung “3” 猫.png");
    const { status, headers, content: received } = await download(here.provider, linkOf(page.text));
    expect(status).toBe(200);
    expect(received.equals(content)).toBe(true);
    expect(headers.get("content-type")).toBe("image/png");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toContain("no-store");
    const disposition = headers.get("content-disposition") ?? "";
    expect(disposition).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''[!-~]+$/);
    expect(decodeURIComponent(disposition.split("''")[1] ?? "")).toBe("Übung “3” 猫.png");

    const [row] = await stored(here);
    expect(row).toMatchObject({ type: "image/png", size: content.length, shared_by: here.scene.member.id });
    expect(row?.sha256.equals(createHash("sha256").update(content).digest())).toBe(true);
  });

  test("10 MB are taken, one byte more is not", async () => {
    const here = await talk(kith);
    const most = picture(10 * 1024 * 1024);
    expect((await share(here.member, here, "large.png", most)).status).toBe(303);
    const received = await download(here.provider, linkOf((await here.provider.get(here.path)).text));
    expect(received.content.equals(most)).toBe(true);

    const more = await share(here.member, here, "larger.png", picture(10 * 1024 * 1024 + 1));
    expect(more.status).toBe(422);
    expect(faultOf(more.text, "file")).toContain("larger than 10 MB");
    expect(await stored(here)).toHaveLength(1);
  });

  test("what it is decides its content and not what the browser says", async () => {
    const here = await talk(kith);
    const html = Buffer.from("<script>alert(document.cookie)</script>");
    expect((await share(here.member, here, "page.html", html, { type: "text/html" })).status).toBe(303);
    const path = linkOf((await here.provider.get(here.path)).text);
    const { headers } = await download(here.provider, path);
    expect(headers.get("content-type")).toBe("text/plain");
    expect(headers.get("content-disposition")).toBe("attachment; filename=page.html.txt");

    const program = Buffer.from("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", "latin1");
    const refused = await share(here.member, here, "harmless.pdf", program, { type: "application/pdf" });
    expect(refused.status).toBe(422);
    expect(faultOf(refused.text, "file")).toContain("cannot be shared here");
    expect(await stored(here)).toHaveLength(1);
  });

  test("an empty file and none at all are told apart", async () => {
    const here = await talk(kith);
    const empty = await share(here.member, here, "empty.txt", Buffer.of());
    expect([empty.status, faultOf(empty.text, "file")]).toEqual([422, "This file is empty."]);
    for (const none of [
      await share(here.member, here, "", Buffer.of()),
      await here.member.post(`${here.path}/files`, { key: newId() }),
    ]) {
      expect([none.status, faultOf(none.text, "file")]).toEqual([422, "Please choose a file first."]);
    }
    expect(await stored(here)).toEqual([]);
  });

  test("20 are kept and no more, also when they come at once", async () => {
    const here = await talk(kith);
    for (let i = 0; i < 17; i += 1) await share(here.member, here, `${i}.png`, picture());
    const rush = await Promise.all(
      Array.from({ length: 8 }, (_, i) => share(here.provider, here, `rush-${i}.png`, picture())),
    );
    expect(rush.map(({ status }) => status).toSorted()).toEqual([303, 303, 303, 422, 422, 422, 422, 422]);
    const refused = rush.find(({ status }) => status === 422);
    expect(faultOf(refused?.text ?? "", "file")).toContain("20 files");
    expect(await stored(here)).toHaveLength(20);
  });

  test("a second click shares nothing twice", async () => {
    const here = await talk(kith);
    const key = newId();
    const click = () => share(here.member, here, "once.png", picture(), { key });
    expect((await Promise.all([click(), click()])).map(({ status }) => status)).toEqual([303, 303]);
    expect(await stored(here)).toHaveLength(1);
  });

  test("nothing more is shared 14 days after the end, and what was can still be had", async () => {
    const here = await talk(kith);
    await share(here.member, here, "early.png", picture());
    const path = linkOf((await here.provider.get(here.path)).text);
    kith.clock.set("2026-03-17T10:30:00Z");
    const late = await share(here.member, here, "late.png", picture());
    expect(late.status).toBe(422);
    expect(late.text).toContain("Nothing more can be added");
    expect((await download(here.provider, path)).status).toBe(200);
    expect((await here.provider.get(here.path)).text).not.toContain('type="file"');
    expect(await stored(here)).toHaveLength(1);
  });
});

describe("nobody else has it", () => {
  test("outsiders, coordinators, other communities and strangers neither get nor give nor remove one", async () => {
    const here = await talk(kith);
    await share(here.member, here, "private.png", picture());
    const path = linkOf((await here.provider.get(here.path)).text);
    expect((await download(here.provider, path)).status).toBe(200);

    const { community } = here.scene;
    const outsider = await kith.signIn(await kith.person(community));
    const coordinator = await kith.signIn(await kith.person(community, { roles: ["coordinator"] }));
    for (const client of [outsider, coordinator]) {
      expect((await download(client, path)).status).toBe(404);
      expect((await share(client, here, "mine.png", picture())).status).toBe(404);
      expect((await client.post(`${path}/remove`)).status).toBe(404);
    }
    const elsewhere = await talk(kith);
    const there = path.replace(community.base, elsewhere.scene.community.base);
    expect((await download(elsewhere.member, there)).status).toBe(404);
    expect((await elsewhere.member.post(`${there}/remove`)).status).toBe(404);
    expect((await download(elsewhere.member, path)).status).toBe(404);
    expect((await download(kith.visitor(), path)).headers.get("location")).toContain("/sign-in");
    expect(await stored(here)).toHaveLength(1);
  });

  test("who shared it can take it back, and the other cannot", async () => {
    const here = await talk(kith);
    await share(here.member, here, "mine.png", picture());
    const theirs = await here.provider.get(here.path);
    const path = linkOf(theirs.text);
    expect(theirs.text).not.toContain(`${path}/remove`);
    expect((await here.provider.post(`${path}/remove`)).status).toBe(404);
    expect(await stored(here)).toHaveLength(1);

    expect((await here.member.get(here.path)).text).toContain(`${path}/remove`);
    const removed = await here.member.post(`${path}/remove`);
    expect(removed).toMatchObject({ status: 303, location: `${here.path}#files` });
    expect(await stored(here)).toEqual([]);
    expect((await download(here.provider, path)).status).toBe(404);
    expect((await here.member.post(`${path}/remove`)).status).toBe(404);
  });
});
