import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type Answering, accept, answering, edit, proposed, stored, submit } from "#support/answering.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true }); // so that letters are taken without a post office
});
afterAll(() => kith?.end());

const one = (on: Answering, place = 0): Client => {
  const client = on.providers[place];
  if (!client) throw new Error("there is a provider");
  return client;
};

const secret = "A sentence that nobody else reads.";

test("a proposal is there for its provider and the request's member, and for nobody else", async () => {
  const on = await answering(kith);
  const elsewhere = await answering(kith);
  const id = await proposed(kith, on, 0, { text: secret });
  const path = `${on.base}/proposals/${id}`;
  for (const client of [one(on), on.member]) {
    const page = await client.get(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain(secret);
  }
  const { community } = on.scene;
  const strangers = [
    one(on, 1),
    await kith.signIn(await kith.person(community, { roles: ["member", "provider"] })),
    one(elsewhere),
    await kith.signIn(await kith.person(elsewhere.scene.community, { roles: ["coordinator"] })),
  ];
  for (const stranger of strangers) {
    for (const part of ["", "/edit", "/withdraw", "/accept", "/decline", "/messages", "/schedule"])
      expect([part, (await stranger.get(`${path}${part}`)).status]).toEqual([part, 404]);
    expect((await stranger.get(`${elsewhere.base}/proposals/${id}`)).status).toBe(404);
  }
  expect((await kith.visitor().get(path)).location).toContain("/sign-in");
  expect((await on.member.get(`${on.base}/proposals/no-id`)).status).toBe(404);
  expect((await on.member.get(`${on.base}/proposals/${newId()}`)).status).toBe(404);
});

test("until it is accepted its provider learns nothing of who asked, and other providers nothing but a number", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0, { text: secret });
  await proposed(kith, on, 1, { text: "Mine." });
  const { email, id: memberId } = on.scene.member;
  const own = [
    `/proposals/${id}`,
    `/proposals/${id}/edit`,
    `/requests/${on.request}/propose`,
    `/requests/${on.request}`,
  ];
  for (const path of own) {
    const { text } = await one(on).get(`${on.base}${path}`);
    for (const word of ["Mina", "Alvarez", email, memberId])
      expect([path, word, text.includes(word)]).toEqual([path, word, false]);
  }
  for (const path of [`/requests/${on.request}`, "/requests", `/requests/${on.request}/propose`]) {
    const { text } = await one(on, 1).get(`${on.base}${path}`);
    for (const word of [secret, "Talia", on.people[0]?.id ?? ""])
      expect([path, word, text.includes(word)]).toEqual([path, word, false]);
  }
  await accept(on.member, on, id);
  expect((await one(on).get(`${on.base}/proposals/${id}`)).text).toContain("Mina Alvarez");
  expect((await one(on, 1).get(`${on.base}/requests/${on.request}`)).text).not.toContain(secret);
});

test("the member sees every proposal on the request, each with its provider and terms, and none that was withdrawn", async () => {
  const on = await answering(kith);
  await proposed(kith, on, 0, { text: "The first one.", price: "12.50", locationId: on.scene.location });
  const gone = await proposed(kith, on, 1, { text: "Taken back." });
  const before = await on.member.get(`${on.base}/requests/${on.request}`);
  for (const word of ["Talia K", "The first one.", "$12.50", "Video room", "Taken back."])
    expect(before.text).toContain(word);
  await one(on, 1).post(`${on.base}/proposals/${gone}/withdraw`);
  const after = await on.member.get(`${on.base}/requests/${on.request}`);
  expect(after.text).toContain("The first one.");
  expect(after.text).not.toContain("Taken back.");
});

test("a coordinator's look is written down, and shows what it says but not what the two write", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0, { text: secret });
  await accept(on.member, on, id);
  await one(on).post(`${on.base}/proposals/${id}/messages`, { text: "Between the two of us", key: newId() });
  const staff = await kith.person(on.scene.community, { roles: ["coordinator"] });
  const client = await kith.signIn(staff);
  const page = await client.get(`${on.base}/proposals/${id}`);
  expect(page.status).toBe(200);
  expect(page.text).toContain(secret);
  expect(page.text).toContain("Accepted");
  for (const word of ["Between the two of us", 'id="messages"', "/schedule", "/block?"])
    expect(page.text).not.toContain(word);
  await on.member.get(`${on.base}/proposals/${id}`);
  const looks = await kith.inside(on.scene.community, (trx) =>
    trx.selectFrom("staff_looks").selectAll().execute(),
  );
  expect(looks).toMatchObject([{ person_id: staff.id, kind: "proposal", record_id: id }]);
  for (const part of ["messages", "files"])
    expect(
      (await client.post(`${on.base}/proposals/${id}/${part}`, { text: "Hello", key: newId() })).status,
    ).toBe(404);
});

test("who blocked the other, or was blocked, has nothing to do with their proposals", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0, { text: secret });
  const [host] = on.people;
  if (!host) throw new Error("there is a provider");
  for (const [person_id, blocked_id] of [
    [on.scene.member.id, host.id],
    [host.id, on.scene.member.id],
  ] as const) {
    await kith.inside(on.scene.community, async (trx) => {
      await trx.deleteFrom("blocks").execute();
      await trx
        .insertInto("blocks")
        .values({ community_id: on.scene.community.id, person_id, blocked_id, at: kith.clock.now() })
        .execute();
    });
    expect((await one(on).get(`${on.base}/requests/${on.request}/propose`)).status).toBe(404);
    expect((await submit(one(on), on)).status).toBe(404);
    expect((await edit(one(on), on, id, 1)).status).toBe(404);
    expect((await accept(on.member, on, id)).status).toBe(404);
    expect((await on.member.get(`${on.base}/proposals/${id}`)).status).toBe(404);
    expect((await on.member.get(`${on.base}/requests/${on.request}`)).text).not.toContain(secret);
    expect((await submit(one(on, 1), on)).status).toBe(person_id === host.id ? 409 : 303);
  }
  expect((await stored(kith, on)).proposals[0]).toMatchObject({ state: "open", version: 1 });
});
