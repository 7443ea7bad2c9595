import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "./build.ts";
import { House } from "./house.ts";
import type { Line } from "./line.ts";
import { pause } from "./load.ts";
import { type Scene, setScene } from "./scene.ts";
import type { Reply } from "./visitor.ts";

const longest = 5_000;

let house: House;
let line: Line;
let scene: Scene;
beforeAll(async () => {
  await build();
  house = await House.open({ overLine: true });
  scene = await setScene(house.database.ownerUrl, { members: 1 });
  if (!house.line) throw new Error("there is a line");
  line = house.line;
});
afterAll(() => house?.close());

function open(path: string): Promise<Reply> {
  const [member] = scene.members;
  if (!member) throw new Error("there is a member");
  return member.browser.get(house.origin(), path);
}

const pages = () => [
  scene.base,
  `${scene.base}/book/${scene.format}`,
  `${scene.base}/book/${scene.format}/${scene.service}`,
  `${scene.base}/meetings`,
  "/account",
];

describe.each(["cut", "silent"] as const)("while the line to the database is %s", (state) => {
  beforeAll(async () => {
    expect((await open(scene.base)).status).toBe(200);
    line.become(state);
  });

  test("every page says so plainly within five seconds, and where help is in a crisis", async () => {
    for (const path of pages()) {
      const page = await open(path);
      expect([path, page.status]).toEqual([path, 503]);
      expect(page.text).toContain("try again");
      expect(page.text).toContain('href="/crisis"');
      expect(page.milliseconds).toBeLessThan(longest);
    }
  });

  test("a form that is sent is answered the same, also by many at once", async () => {
    const [member] = scene.members;
    const sent = Array.from({ length: 30 }, () =>
      member?.browser.post(house.origin(), `${scene.base}/book`, { key: "any" }),
    );
    for (const reply of await Promise.all(sent)) {
      expect(reply?.status).toBe(503);
      expect(reply?.milliseconds).toBeLessThan(longest);
    }
  });

  test("help in a crisis is there", async () => {
    const page = await open("/crisis");
    expect(page.status).toBe(200);
    expect(page.milliseconds).toBeLessThan(longest);
  });

  test("the process says that it lives, and that it is not ready", async () => {
    expect((await open("/healthz")).status).toBe(200);
    const ready = await open("/readyz");
    expect(ready.status).toBe(503);
    expect(ready.milliseconds).toBeLessThan(longest);
  });

  test("the next request after it is back works by itself", async () => {
    line.become("open");
    await pause(50);
    for (const path of [scene.base, "/readyz", ...pages().slice(0, 4)]) {
      expect([path, (await open(path)).status]).toEqual([path, 200]);
    }
  });
});

test("a database that falls silent in the middle of a transaction is given up in time, and its connection too", async () => {
  await open(scene.base);
  for (const delay of [1, 3, 6, 10]) {
    const asked = [1, 2, 3, 4].map(() => open(`${scene.base}/book/${scene.format}/${scene.service}`));
    await pause(delay);
    line.become("silent");
    for (const page of await Promise.all(asked)) {
      expect([200, 503]).toContain(page.status);
      expect(page.milliseconds).toBeLessThan(longest);
    }
    line.become("open");
    await pause(50);
    expect((await open(scene.base)).status).toBe(200);
  }
});

test("a connection that the database ended is replaced without anybody noticing", async () => {
  for (let i = 0; i < 3; i++) {
    await open(scene.base);
    line.become("open"); // hangs up every connection there is
    await pause(50);
    expect((await open(scene.base)).status).toBe(200);
  }
});
