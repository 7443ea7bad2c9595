import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { faultOf } from "#support/panel.ts";
import { keepHouse } from "../housekeeping/jobs.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

async function scene() {
  const community = await kith.community();
  const member = await kith.person(community);
  const coordinator = await kith.person(community, { roles: ["coordinator"] });
  return { community, base: community.base, member, coordinator, asker: await kith.signIn(member) };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const secret = "51.5007N 0.1246W, Mina's phone";

/** A photograph with the place it was taken at in it, on its side, and with something behind its end. */
async function photograph(): Promise<Buffer> {
  const taken = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#336699" } })
    .withExif({ IFD0: { Make: secret, Copyright: secret }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  return Buffer.concat([taken, Buffer.from(`<script>${secret}</script>`)]);
}

const file = (content: Uint8Array, name = "screen.jpg") =>
  new File([new Uint8Array(content)], name, { type: "image/jpeg" });

const ask = (at: { asker: Client; base: string }, fields: Record<string, string | File>) =>
  at.asker.post(`${at.base}/help/ask`, {
    text: "It looks like this.",
    name: "Mina",
    email: "mina@people.example",
    phone: "",
    browser: "",
    device: "",
    key: newId(),
    ...fields,
  });

const stored = (at: Scene) =>
  kith.inside(at.community, (trx) =>
    trx.selectFrom("help_screenshots").selectAll().orderBy("created_at").orderBy("id").execute(),
  );

const linksOn = (html: string) =>
  [...html.matchAll(/src="([^"]*\/screenshots\/[^"]*)"/g)].map(([, src = ""]) => src);

test("a screenshot is made anew: upright, and without anything that was hidden in it", async () => {
  const at = await scene();
  const sent = await photograph();
  expect(sent.includes(secret)).toBe(true);
  expect((await ask(at, { file: file(sent, "me.png") })).status).toBe(303);
  const [shot] = await stored(at);
  expect(shot).toMatchObject({ width: 40, height: 60, number: 1, person_id: at.member.id });
  const content = shot?.content ?? Buffer.alloc(0);
  expect([content.includes("Mina"), content.includes("script"), content.includes("EXIF")]).toEqual([
    false,
    false,
    false,
  ]);
  const { format, exif, xmp, icc, orientation } = await sharp(content).metadata();
  expect([format, exif, xmp, icc, orientation]).toEqual(["webp", undefined, undefined, undefined, undefined]);
});

test("a screenshot is shown to the one who sent it and to coordinators, and to nobody else", async () => {
  const [at, away] = [await scene(), await scene()];
  for (const one of [at, away]) await ask(one, { file: file(await photograph()) });
  const [own = ""] = linksOn((await at.asker.get(`${at.base}/help/1`)).text);
  const staff = await kith.signIn(at.coordinator);
  const [inbox = ""] = linksOn((await staff.get(`${at.base}/admin/help/1`)).text);
  for (const [client, path] of [
    [at.asker, own],
    [staff, inbox],
  ] as const) {
    const { status, headers } = await client.get(path);
    expect([
      status,
      headers.get("content-type"),
      headers.get("cache-control"),
      headers.get("x-content-type-options"),
    ]).toEqual([200, "image/webp", "private, no-store", "nosniff"]);
  }
  const outsiders: TestPerson[] = [await kith.person(at.community), away.member, away.coordinator];
  for (const person of outsiders) {
    const client = await kith.signIn(person);
    expect((await client.get(`${person.community.base}/help`)).status, "is somebody").toBe(200);
    for (const path of [own, inbox]) expect((await client.get(path)).status).toBe(404);
  }
  expect((await staff.get(own)).status).toBe(404);
  expect((await at.asker.get(inbox)).status).toBe(404);
  // Another question of the same person is not the picture's address.
  await ask(at, {});
  expect((await at.asker.get(own.replace("/help/1/", "/help/2/"))).status).toBe(404);
  expect((await at.asker.get(`${at.base}/help/1/screenshots/x`)).status).toBe(404);
});

/** A PNG that says to be this large, with hardly anything in it. */
function bomb(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const points = deflateSync(Buffer.alloc(height * (Math.ceil(width / 8) + 1)));
  const begin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([begin, chunk("IHDR", head), chunk("IDAT", points), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

test("what is no picture, broken, too large, or unpacks to too much is refused beside the field, and nothing is stored", async () => {
  const at = await scene();
  const good = await photograph();
  const kind = "This is no PNG, JPEG or WebP picture. Please choose another file.";
  const picture = "This picture cannot be opened, or it is too large. Please choose another one.";
  const cases: [string, Uint8Array, string][] = [
    ["a drawing with script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), kind],
    ["words", Buffer.from("Not a picture"), kind],
    ["a moving picture", Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1"), kind],
    ["nothing", new Uint8Array(), kind],
    ["half a picture", good.subarray(0, 300), picture],
    ["a bomb", bomb(6_000, 6_000), picture],
    [
      "a heavy one",
      Buffer.concat([good, Buffer.alloc(10 * 1024 * 1024)]),
      "This file is larger than 10 MB. Please choose a smaller one.",
    ],
  ];
  for (const [name, content, fault] of cases) {
    const { status, text } = await ask(at, { file: file(content) });
    expect([name, status, faultOf(text, "file")]).toEqual([name, 422, fault]);
    expect(text).toContain("It looks like this.");
  }
  expect(await stored(at)).toEqual([]);
  expect((await at.asker.get(`${at.base}/help/1`)).status).toBe(404);
});

test("a long screenshot is kept readable and within bounds", async () => {
  const at = await scene();
  const tall = await sharp({ create: { width: 400, height: 16_000, channels: 3, background: "white" } })
    .png()
    .toBuffer();
  expect((await ask(at, { file: file(tall) })).status).toBe(303);
  expect((await stored(at))[0]).toMatchObject({ width: 200, height: 8_000 });
});

test("a screenshot is kept while another field is wrong, and can be left out", async () => {
  const at = await scene();
  const refused = await ask(at, { text: " ", file: file(await photograph()) });
  expect([refused.status, faultOf(refused.text, "file")]).toEqual([422, ""]);
  expect(refused.text).toContain("Your screenshot is kept.");
  const screenshot = /name="screenshot" value="([^"]*)"/.exec(refused.text)?.[1] ?? "";
  // As a browser sends a field without a file.
  const none = new File([], "");
  expect((await ask(at, { screenshot, file: none })).status).toBe(303);
  expect(await stored(at)).toMatchObject([{ id: screenshot, number: 1 }]);

  const again = await ask(at, { email: "mina", file: file(await photograph()) });
  const second = /name="screenshot" value="([^"]*)"/.exec(again.text)?.[1] ?? "";
  expect((await ask(at, { screenshot: second, drop: "on", file: none })).status).toBe(303);
  expect(linksOn((await at.asker.get(`${at.base}/help/2`)).text)).toEqual([]);

  // Neither one that was used, nor another person's.
  const other = await kith.signIn(await kith.person(at.community));
  for (const [asker, id] of [
    [at.asker, screenshot],
    [other, second],
  ] as const) {
    const { status, text } = await ask({ ...at, asker }, { screenshot: id });
    expect([status, faultOf(text, "file")]).toEqual([
      422,
      "Your screenshot is no longer kept. Please choose it again.",
    ]);
    expect(text).not.toContain('name="screenshot"');
  }
});

test("a screenshot can be added later, and goes 90 days after the answer; one that was never sent goes after a day", async () => {
  const at = await scene();
  await ask(at, {});
  const more = { text: "Here it is.", file: file(await photograph()), key: newId() };
  expect((await at.asker.post(`${at.base}/help/1`, more)).status).toBe(303);
  await ask(at, { text: " ", file: file(await photograph()) });
  const [sent, loose] = await stored(at);
  expect([sent?.number, loose?.number]).toEqual([2, null]);

  const ago = (days: number) => Temporal.Now.instant().subtract({ hours: 24 * days });
  const left = async (answered: number, created: number) => {
    await kith.inside(at.community, async (trx) => {
      await trx
        .updateTable("help_questions")
        .set({ state: "answered", wrote_at: ago(answered) })
        .execute();
      await trx
        .updateTable("help_screenshots")
        .set({ created_at: ago(created) })
        .execute();
    });
    await keepHouse(kith.platform);
    return (await stored(at)).map(({ number }) => number);
  };
  expect(await left(89, 0)).toEqual([2, null]);
  expect(await left(89, 2)).toEqual([2]);
  expect(await left(91, 2)).toEqual([]);
  expect(linksOn((await at.asker.get(`${at.base}/help/1`)).text)).toEqual([]);
});
