import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asking } from "#support/acquainted.ts";
import { accept, proposed } from "#support/answering.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { erase, everything, states } from "#support/erasing.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";
import { ask, gathering, guestsOf, placesOf } from "#support/places.ts";
import { published, review, reviewing, stored } from "#support/reviews.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

describe("who erases themself", () => {
  test("leaves the stars of their reviews; the words go with all that were published beside them", async () => {
    const scene = await reviewing(kith, 4);
    const texts = await published(kith, scene);
    const late = await kith.person(scene.community);
    const [leaver] = scene.clients;
    const page = async () =>
      textOf(
        (await (await kith.signIn(late)).get(`${scene.community.base}/providers/${scene.talia.id}/reviews`))
          .text,
      );
    expect(await page()).toContain(texts[0]);
    const before = await stored(kith, scene);
    if (!leaver) throw new Error("somebody wrote");
    expect((await erase(leaver, scene)).status).toBe(303);
    const after = await stored(kith, scene);
    const starsOf = (rows: typeof after) => Object.fromEntries(rows.map(({ id, stars }) => [id, stars]));
    expect(starsOf(after)).toEqual(starsOf(before));
    expect(after.filter(({ author_id }) => author_id === null)).toEqual([
      expect.objectContaining({ text: "" }),
    ]);
    const shown = await page();
    expect(shown).toContain("4 reviews");
    for (const text of texts) expect(shown).not.toContain(text);
    // The others' words are not lost: they are only shown no more.
    expect(after.map(({ text }) => text).toSorted()).toEqual(["", ...texts.slice(1)]);
    const coordinator = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
    expect(
      (await coordinator.post(`${scene.community.base}/admin/reviews/${after[1]?.id}/show`)).status,
    ).toBe(404);
  });

  test("who has not been published keeps their stars waiting, without words", async () => {
    const scene = await reviewing(kith, 1);
    const [leaver] = scene.clients;
    if (!leaver) throw new Error("somebody wrote");
    await review(leaver, scene, { stars: "2", text: "Soon gone" });
    await erase(leaver, scene);
    expect(await stored(kith, scene)).toEqual([
      expect.objectContaining({ stars: 2, text: "", author_id: null, published_at: null, hidden_at: null }),
    ]);
  });

  test("as a provider has nothing to come, offers nothing and is in no list", async () => {
    const scene = await reviewing(kith, 3);
    await published(kith, scene);
    kith.clock.set("2026-03-02T09:00:00Z");
    const { community, talia } = scene;
    const coming = await meeting(kith, scene, { at: "2026-03-03T10:00Z" });
    const at = { ...scene, other: scene.people[0] ?? talia };
    const open = await proposed(kith, await asking(kith, at), 0, { times: ["2026-03-04 10:00"] });
    const on = await asking(kith, at);
    const chosen = await proposed(kith, on, 0);
    await accept(on.member, on, chosen);
    const member = await kith.signIn(scene.member);
    const places = [`/providers/${talia.id}/reviews`, `/providers/${talia.id}`];
    for (const path of places) expect((await member.get(`${community.base}${path}`)).status, path).toBe(200);

    const client = await kith.signIn(talia);
    expect((await erase(client, scene)).status).toBe(303);
    const left = await states(kith, scene);
    expect(left.meetings[coming]).toBe("cancelled");
    expect(left.proposals.toSorted()).toEqual([
      [talia.id, "accepted"],
      [talia.id, "withdrawn"],
    ]);
    expect(open).not.toBe(chosen);
    for (const path of places) expect((await member.get(`${community.base}${path}`)).status, path).toBe(404);
    expect(await stored(kith, scene)).toEqual([]);
    const rows = await everything(kith, scene);
    expect(rows.get("weekly_hours")).toBe("");
    expect(rows.get("certifications")).toBe("");
    expect(rows.get("services")).not.toContain("Talia");
    // Others keep the letters they got, for as long as letters are kept.
    const named = [...rows].filter(([, text]) => text.includes("Talia")).map(([table]) => table);
    expect(named.filter((table) => table !== "mails")).toEqual([]);
  });

  test("as the host of groups ends those to come, and everybody in them is out", async () => {
    const at = await gathering(kith);
    const [guest] = await guestsOf(kith, at, 1);
    if (!guest) throw new Error("there is one");
    await ask(guest.client, at, "register");
    expect((await erase(await kith.signIn(at.host), at)).status).toBe(303);
    expect((await states(kith, at)).meetings).toEqual({ [at.meeting]: "cancelled" });
    expect((await states(kith, at)).occupied).toEqual([]);
    expect((await placesOf(kith, at))[guest.person.id]?.state).toBe("cancelled");
  });
});
