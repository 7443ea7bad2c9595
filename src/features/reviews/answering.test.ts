import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { textOf } from "#support/panel.ts";
import { toldOf } from "#support/requests.ts";
import { meet, published, type Reviewing, reviewing, stored } from "#support/reviews.ts";
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

describe("a reply", () => {
  test("is the reviewed provider's alone, once, and can be changed for 14 days", async () => {
    const scene = await reviewing(kith);
    await published(kith, scene);
    const [row] = await stored(kith, scene);
    const path = `${scene.community.base}/reviews/${row?.id}/reply`;
    const others = [
      scene.clients[0],
      await kith.signIn(scene.member),
      await kith.signIn(await kith.person(scene.community, { roles: ["coordinator", "provider"] })),
    ];
    for (const client of others) {
      expect((await client?.get(path))?.status).toBe(404);
      expect((await client?.post(path, { said: "Me too" }))?.status).toBe(404);
    }
    const talia = await kith.signIn(scene.talia);
    expect((await talia.get(path)).text).toContain(row?.text ?? "?");
    expect((await talia.post(path, { said: " " })).status).toBe(422);
    expect((await talia.post(path, { said: "Thank you." })).status).toBe(303);
    kith.clock.set("2026-04-05T09:00:00Z");
    expect((await talia.post(path, { said: "Thank you so much." })).status).toBe(303);
    kith.clock.set("2026-04-06T09:00:00Z");
    expect((await talia.post(path, { said: "Never mind." })).status).toBe(404);
    expect((await talia.get(path)).status).toBe(404);
    const page = await pageOf(await kith.signIn(scene.member), scene);
    expect(page?.text).toContain("Thank you so much.");
    expect(page?.text).not.toContain("/reply");
  });
});

describe("a coordinator", () => {
  test("takes the words from all pages and gives them back; the stars count all the while", async () => {
    const scene = await reviewing(kith);
    await published(kith, scene);
    const [row] = await stored(kith, scene);
    const coordinator = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
    const root = `${scene.community.base}/admin/reviews/${row?.id}`;
    const before = await rating(scene);
    const shows = async () =>
      (await pageOf(await kith.signIn(scene.member), scene))?.text.includes(row?.text ?? "?");
    for (const client of [scene.clients[0], await kith.signIn(scene.talia)])
      expect((await client?.post(`${root}/hide`))?.status).toBe(404);
    expect(await shows()).toBe(true);
    expect((await coordinator.post(`${root}/hide`)).status).toBe(303);
    expect([await shows(), await rating(scene)]).toEqual([false, before]);
    expect((await coordinator.post(`${root}/hide`)).status).toBe(404);
    expect((await coordinator.post(`${root}/show`)).status).toBe(303);
    expect([await shows(), await rating(scene)]).toEqual([true, before]);
  });

  test("does nothing with a review of themself", async () => {
    const scene = await reviewing(kith);
    await published(kith, scene);
    await kith.inside(scene.community, (trx) =>
      trx
        .updateTable("people")
        .set({ roles: ["provider", "coordinator"] })
        .where("id", "=", scene.talia.id)
        .execute(),
    );
    const [row] = await stored(kith, scene);
    const talia = await kith.signIn(scene.talia);
    expect((await talia.get(`${scene.community.base}/admin/reviews`)).text).not.toContain("/hide");
    expect((await talia.post(`${scene.community.base}/admin/reviews/${row?.id}/hide`)).status).toBe(404);
    expect((await stored(kith, scene)).every(({ hidden_at }) => hidden_at === null)).toBe(true);
  });
});

describe("a private note", () => {
  test("is for coordinators alone, with its writer's name, and not for the one it is about", async () => {
    const scene = await reviewing(kith, 1);
    const { community, talia } = scene;
    const [writer] = scene.clients;
    const form = `${community.base}/providers/${talia.id}/note`;
    const cora = await kith.person(community, { roles: ["coordinator"], firstName: "Cora" });
    expect((await writer?.post(form, { said: "" }))?.status).toBe(422);
    expect((await writer?.post(form, { said: "Quarrelsome" }))?.status).toBe(303);
    expect(await toldOf(kith, cora)).toEqual(["reviews.note /admin/reviews/notes"]);
    expect(await toldOf(kith, talia)).toEqual([]);

    await kith.inside(community, (trx) =>
      trx
        .updateTable("people")
        .set({ roles: ["provider", "coordinator"] })
        .where("id", "=", talia.id)
        .execute(),
    );
    const [own, staff] = [await kith.signIn(talia), await kith.signIn(cora)];
    const notes = `${community.base}/admin/reviews/notes`;
    expect((await own.get(notes)).text).not.toContain("Quarrelsome");
    expect((await writer?.get(notes))?.status).toBe(404);
    const page = textOf((await staff.get(notes)).text);
    expect(page).toContain("Quarrelsome");
    expect(page).toContain("Writer0 Unseen");
    expect(page).toContain("1 new");
    const [note] = await kith.inside(community, (trx) =>
      trx.selectFrom("review_notes").select("id").execute(),
    );
    expect((await own.post(`${notes}/${note?.id}/seen`)).status).toBe(404);
    expect((await staff.post(`${notes}/${note?.id}/seen`)).status).toBe(303);
    expect(textOf((await staff.get(notes)).text)).toContain("Dealt with");
    expect(await stored(kith, scene)).toEqual([]);
  });

  test("can be written by who was to meet them, also when they did not come, and five times a day", async () => {
    const scene = await reviewing(kith, 0);
    const { community, talia } = scene;
    const absent = await kith.person(community);
    const form = `${community.base}/providers/${talia.id}/note`;
    const client = await kith.signIn(absent);
    expect((await client.post(form, { said: "Hello" })).status).toBe(404);
    await meet(kith, scene, absent, "2026-03-03T10:00Z", { attendance: null });
    expect((await client.post(form, { said: "Not yet" })).status).toBe(404);
    kith.clock.set("2026-03-03T10:30:00Z");
    const sent = [1, 2, 3, 4, 5, 6].map((i) => () => client.post(form, { said: `Nobody came ${i}` }));
    const statuses: number[] = [];
    for (const send of sent) statuses.push((await send()).status);
    expect(statuses).toEqual([303, 303, 303, 303, 303, 422]);
  });
});
