import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { guest, insider, measure, type RoomScene, roomScene, say } from "#support/rooms.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

/** What people were told of, when all is out: by address, the subject of each letter and the lines in the app. */
async function told({ community }: RoomScene, at = kith) {
  await at.drainMail();
  return at.inside(community, async (trx) => ({
    letters: await trx
      .selectFrom("mails")
      .select(["to_address", "subject", "body_text", "kind"])
      .where("subject", "like", "%wrote to you%")
      .orderBy("id")
      .execute(),
    lines: await trx
      .selectFrom("notifications")
      .select(["person_id", "path"])
      .where("message", "=", "rooms.called")
      .execute(),
  }));
}

describe("who is called by name in a room", () => {
  test("is told once until they look, by mail and in the app, and not what was said", async () => {
    const scene = await roomScene(kith, { fields: { name: "Nights" } });
    const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Quiet Heron")];
    await say(wren, scene, "No names here, mail me at wren@people.example");
    await say(wren, scene, "@Quiet Heron, something secret");
    await say(wren, scene, "@quiet heron? still there?");
    const first = await told(scene);
    expect(first.letters).toHaveLength(1);
    expect(first.letters[0]).toMatchObject({
      to_address: heron.person.email,
      subject: expect.stringContaining("Wren wrote to you in “Nights”"),
    });
    expect(first.letters[0]?.body_text).not.toMatch(/secret/);
    expect(first.letters[0]?.body_text).toContain(scene.path);
    expect(first.lines).toEqual([{ person_id: heron.person.id, path: `/rooms/${scene.id}` }]);

    await heron.client.get(scene.path);
    const { text } = await heron.client.get(`${scene.community.base}/notifications`);
    expect(text).not.toContain("nothing new yet");
    await say(wren, scene, "@Quiet Heron again");
    expect((await told(scene)).letters).toHaveLength(2);
  });

  test("is told nothing in the ways they do not want", async () => {
    const scene = await roomScene(kith);
    const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
    await kith.inside(scene.community, (trx) =>
      trx
        .insertInto("notification_choices")
        .values({
          community_id: scene.community.id,
          person_id: heron.person.id,
          kind: "room",
          bell: true,
          mail: false,
        })
        .execute(),
    );
    await say(wren, scene, "@Heron");
    const { letters, lines } = await told(scene);
    expect([letters.length, lines.length]).toEqual([0, 1]);
  });

  test("hears nothing any more once removed, blocked or gone, and nothing of a message taken away", async () => {
    // Its letters are written when it is asked for them, and not as soon as somebody is called.
    const later = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
    const scene = await roomScene(later);
    const mod = await insider(later, scene, "Mod", { moderator: true });
    const people = {
      removed: await insider(later, scene, "Removed"),
      blocked: await insider(later, scene, "Blocked"),
      gone: await insider(later, scene, "Gone"),
      left: await insider(later, scene, "Left"),
      stays: await insider(later, scene, "Stays"),
      second: await insider(later, scene, "Second"),
    };
    await say(mod, scene, "@Removed @Blocked @Gone @Left @Stays");
    await say(people.stays, scene, "@Second, forget this");
    await people.stays.client.post(`${scene.path}/messages/2/remove`);
    await measure(mod, scene, "Removed", "remove");
    await measure(people.blocked, scene, "Mod", "block");
    await people.left.client.post(`${scene.path}/leave`);
    const members = `${scene.community.base}/admin/members`;
    await scene.coordinator.client.post(`${members}/${people.gone.person.id}/archive`);
    const { letters, lines } = await told(scene, later);
    expect(letters.map(({ to_address }) => to_address)).toEqual([people.stays.person.email]);
    expect(lines.map(({ person_id }) => person_id)).toEqual([people.stays.person.id]);
    await later.end();
  });

  test("in a private room is told so that the panel of sent mail says nothing of it", async () => {
    const scene = await roomScene(kith, { private: true, fields: { name: "Lanterns" } });
    const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
    await say(wren, scene, "@Heron");
    const { letters } = await told(scene);
    expect(letters.map(({ to_address, kind }) => [to_address, kind])).toEqual([
      [heron.person.email, "private"],
    ]);
    const { text } = await scene.coordinator.client.get(`${scene.community.base}/admin/mail`);
    expect(text).not.toContain("Lanterns");
  });
});

test("an invitation is told to who is meant, and to nobody kept apart from who invites", async () => {
  const scene = await roomScene(kith, { private: true, fields: { name: "Embers" } });
  const mod = await insider(kith, scene, "Mod", { moderator: true });
  const heron = await insider(kith, scene, "Heron");
  await measure(heron, scene, "Mod", "block");
  await heron.client.post(`${scene.path}/leave`);
  const wren = await guest(kith, scene.community);
  for (const { person } of [wren, heron])
    expect(
      (await mod.client.post(`${scene.path}/invite`, { key: newId(), email: person.email })).status,
    ).toBe(303);
  await kith.drainMail();
  const letters = await kith.inside(scene.community, (trx) =>
    trx.selectFrom("mails").select("to_address").where("subject", "like", "%invited%Embers%").execute(),
  );
  const to = letters.map(({ to_address }) => to_address);
  expect(to).toContain(wren.person.email);
  expect(to.filter((address) => address === heron.person.email)).toHaveLength(1);
  expect((await heron.client.get(scene.path)).status).toBe(404);
});
