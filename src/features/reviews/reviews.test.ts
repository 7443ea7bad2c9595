import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { programme } from "#support/programme.ts";
import { toldOf } from "#support/requests.ts";
import { at, meet, published, type Reviewing, review, reviewing, stored } from "#support/reviews.ts";
import { keepDeadlines } from "../../deadlines.ts";
import { ratingOf } from "./summary.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

const pageOf = (client: Client | undefined, { community, talia }: Reviewing) =>
  client?.get(`${community.base}/providers/${talia.id}/reviews`);
const rating = (scene: Reviewing) =>
  kith.inside(scene.community, async (trx) => (await ratingOf(trx, [scene.talia.id])).get(scene.talia.id));

describe("a review", () => {
  test("is written once by who met the provider, and can be changed for 14 days", async () => {
    const scene = await reviewing(kith, 1);
    const [client] = scene.clients;
    const form = `${scene.community.base}/providers/${scene.talia.id}/review`;
    expect((await client?.get(form))?.status).toBe(200);
    const empty = await client?.post(form, { stars: "", said: "x" });
    expect([empty?.status, faultOf(empty?.text ?? "", "stars")]).toEqual([422, "Please fill this in."]);
    expect((await client?.post(form, { stars: "6", said: "" }))?.status).toBe(422);
    expect((await client?.post(form, { stars: "4", said: "a".repeat(2_001) }))?.status).toBe(422);
    expect(await stored(kith, scene)).toEqual([]);

    expect((await review(client, scene, { stars: "4", text: "It was good.\r\nReally." })).status).toBe(303);
    kith.clock.set("2026-03-16T08:59:00Z");
    expect((await client?.get(form))?.text).toContain("It was good.\nReally.");
    expect((await review(client, scene, { stars: "2", text: "Well." })).status).toBe(303);
    const [row, ...more] = await stored(kith, scene);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      stars: 2,
      text: "Well.",
      author_id: scene.people[0]?.id,
      published_at: null,
    });

    kith.clock.set("2026-03-16T09:00:00Z");
    expect((await client?.get(form))?.status).toBe(302);
    const late = await review(client, scene, { stars: "1" });
    expect([late.status, textOf(late.text)]).toEqual([422, expect.stringContaining("changed no more")]);
    expect(await stored(kith, scene)).toEqual([row]);
  });

  test("can be taken back as long as it can be changed, and be written anew", async () => {
    const scene = await reviewing(kith, 1);
    const [client] = scene.clients;
    const remove = () => client?.post(`${scene.community.base}/providers/${scene.talia.id}/review/remove`);
    await review(client, scene);
    expect((await remove())?.status).toBe(303);
    expect(await stored(kith, scene)).toEqual([]);
    await review(client, scene);
    kith.clock.set("2026-03-17T09:00:00Z");
    expect((await remove())?.status).toBe(422);
    expect(await stored(kith, scene)).toHaveLength(1);
  });

  test("is for those alone who met them", async () => {
    const scene = await reviewing(kith, 2);
    const { community, talia } = scene;
    const elsewhere = await programme(kith);
    const absent = await kith.person(community);
    await meet(kith, scene, absent, "2026-02-20T10:00Z", { attendance: "no_show" });
    const unsure = await kith.person(community);
    await meet(kith, scene, unsure, "2026-02-21T10:00Z", { attendance: null });
    const [blocker, fan] = scene.clients;
    await blocker?.post(`${community.base}/people/${talia.id}/block`);
    const outsiders = {
      "a member who never met them": await kith.person(community),
      "one who did not come": absent,
      "one of whom nobody knows whether they came": unsure,
      "one who is kept apart": scene.people[0],
      "the provider themself": talia,
      "a coordinator": await kith.person(community, { roles: ["coordinator"] }),
      "somebody of another community": elsewhere.member,
    };
    for (const [who, person] of Object.entries(outsiders)) {
      if (!person) throw new Error(`${who} is missing`);
      const client = await kith.signIn(person);
      const form = `${community.base}/providers/${talia.id}/review`;
      expect((await client.get(person.community.base)).status, `${who} is somebody`).toBe(200);
      expect((await client.get(form)).status, who).toBe(404);
      expect((await review(client, scene)).status, who).toBe(404);
    }
    expect(await stored(kith, scene)).toEqual([]);
    expect((await review(fan, scene)).status).toBe(303);
  });

  test("shows nobody that it is there before it is published: not on any page, in any count or notice", async () => {
    const scene = await reviewing(kith);
    const { community, talia } = scene;
    const watchers = [
      await kith.signIn(talia),
      await kith.signIn(scene.member),
      await kith.signIn(await kith.person(community, { roles: ["coordinator"] })),
    ];
    const pages = [
      `/providers/${talia.id}/reviews`,
      "/admin/reviews",
      "/admin/reviews/notes",
      "/admin",
      "/notifications",
      "/admin/mail",
      "",
    ];
    const look = async () => {
      const seen: string[] = [];
      for (const client of watchers)
        for (const path of pages) {
          const { status, text } = await client.get(`${community.base}${path}`);
          seen.push(`${path} ${status} ${text.replace(/data-live-stamp-value="[^"]*"/g, "")}`);
        }
      return seen;
    };
    const before = await look();
    for (const client of scene.clients)
      expect((await review(client, scene, { text: "Xylo" })).status).toBe(303);
    await kith.drainMail();
    expect(await look()).toEqual(before);
    expect(await rating(scene)).toBeUndefined();
    expect(await toldOf(kith, talia)).toEqual([]);
  });
});

describe("reviews", () => {
  test("are published together at the beginning of a week, when three can be changed no more", async () => {
    const scene = await reviewing(kith);
    const [first, second, third] = scene.clients;
    await review(first, scene, { stars: "5", text: "One" });
    await review(second, scene, { stars: "4", text: "Two" });
    kith.clock.set("2026-03-04T15:20:00Z");
    await review(third, scene, { stars: "1", text: "Three" });

    await at(kith, "2026-03-20T09:00:00Z");
    expect((await stored(kith, scene)).map(({ published_at }) => published_at)).toEqual([null, null, null]);
    expect(await rating(scene)).toBeUndefined();

    await at(kith, "2026-03-23T09:17:00Z");
    const rows = await stored(kith, scene);
    const monday = Temporal.Instant.from("2026-03-23T00:00:00Z");
    expect(rows.map(({ published_at }) => published_at?.toString())).toEqual(
      Array(3).fill(monday.toString()),
    );
    expect(new Set(rows.map(({ alias }) => alias)).size).toBe(3);
    expect(await rating(scene)).toEqual({ stars: 3.3, count: 3 });
    expect(await toldOf(kith, scene.talia)).toEqual([
      `reviews.published /providers/${scene.talia.id}/reviews`,
    ]);
    for (const writer of scene.people) expect(await toldOf(kith, writer)).toEqual([]);
  });

  test("of one or two people are never shown", async () => {
    const scene = await reviewing(kith, 2);
    for (const client of scene.clients) await review(client, scene);
    await at(kith, "2026-12-28T09:00:00Z");
    expect((await stored(kith, scene)).every(({ published_at }) => published_at === null)).toBe(true);
  });

  test("are published once by several processes at the same time, and the provider is told once", async () => {
    const scene = await reviewing(kith);
    for (const client of scene.clients) await review(client, scene);
    kith.clock.set("2026-03-23T09:00:00Z");
    await Promise.all([1, 2, 3].map(() => keepDeadlines(kith.platform)));
    await keepDeadlines(kith.platform);
    expect(await toldOf(kith, scene.talia)).toHaveLength(1);
    expect(new Set((await stored(kith, scene)).map(({ published_at }) => String(published_at))).size).toBe(1);
  });

  test("say nothing of their writers: no name, no day, no id that was made of a time or a person", async () => {
    const scene = await reviewing(kith);
    const texts = await published(kith, scene);
    const talia = await kith.signIn(scene.talia);
    const coordinator = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
    const pages = [
      await pageOf(talia, scene),
      await talia.get(`${scene.community.base}/providers/${scene.talia.id}/reviews`, {
        "turbo-frame": "popup",
      }),
      await coordinator.get(`${scene.community.base}/admin/reviews`),
    ];
    for (const page of pages) {
      for (const text of texts) expect(page?.text).toContain(text);
      expect(page?.text).toContain("March 2026");
      expect(page?.text).not.toMatch(/Writer\d|Unseen|2 Mar|3 Mar|16 Mar/);
      for (const { id } of scene.people) expect(page?.text).not.toContain(id);
    }
    for (const { id } of await stored(kith, scene)) expect(id[14]).toBe("4");
    // Written one after the other, and yet in no order that repeats: with six people there are 720.
    const orders = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      const again = await reviewing(kith, 6);
      await published(kith, again);
      const { text } = (await pageOf(again.clients[0], again)) ?? { text: "" };
      orders.add([...text.matchAll(/Words number (\d)/g)].map(([, i]) => i).join(""));
    }
    expect(orders.size).toBeGreaterThan(1);
    expect([...orders].every((order) => order.length === 6)).toBe(true);
  });

  test("are read by who belongs, in a pop-up or on a page, and not across a block or from elsewhere", async () => {
    const scene = await reviewing(kith);
    await published(kith, scene);
    const reader = await kith.signIn(scene.member);
    const page = await pageOf(reader, scene);
    expect(page?.status).toBe(200);
    expect(textOf(page?.text ?? "")).toContain("4.0");
    const popup = await reader.get(`${scene.community.base}/providers/${scene.talia.id}/reviews`, {
      "turbo-frame": "popup",
    });
    expect(popup.text).toMatch(/^<turbo-frame id="popup"/);
    const away = await programme(kith);
    const stranger = await kith.signIn(away.member);
    const beyond = `${scene.community.base}/providers/${scene.talia.id}/reviews?page=1e30`;
    expect(textOf((await reader?.get(beyond))?.text ?? "")).toContain("4.0");
    expect((await pageOf(stranger, scene))?.status).toBe(404);
    expect((await pageOf(kith.visitor(), scene))?.location).toMatch(/^\/sign-in/);
    const [blocker] = scene.clients;
    await blocker?.post(`${scene.community.base}/people/${scene.talia.id}/block`);
    expect((await pageOf(blocker, scene))?.status).toBe(404);
  });
});
