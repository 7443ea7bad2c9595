import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import {
  type Answering,
  accept,
  answering,
  decline,
  edit,
  proposed,
  stored,
  told,
  withdraw,
} from "#support/answering.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
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
const person = (on: Answering, place = 0): TestPerson => {
  const found = on.people[place];
  if (!found) throw new Error("there is a provider");
  return found;
};

test("what is accepted goes on between the two, and the others are told kindly", async () => {
  const on = await answering(kith, { providers: 3 });
  const [chosen, other, third] = [
    await proposed(kith, on, 0),
    await proposed(kith, on, 1),
    await proposed(kith, on, 2),
  ];
  await decline(on.member, on, third);
  const answer = await accept(on.member, on, chosen);
  expect(answer.status).toBe(303);
  expect(answer.location).toBe(`${on.base}/proposals/${chosen}`);

  const { request, proposals, events } = await stored(kith, on);
  expect(request.state).toBe("accepted");
  expect(proposals.map(({ state }) => state)).toEqual(["accepted", "not_chosen", "declined"]);
  expect(events.slice(-2).map(({ kind, proposal_id }) => [kind, proposal_id])).toEqual([
    ["accepted", chosen],
    ["not_chosen", other],
  ]);
  expect(await told(kith, on, person(on, 0))).toEqual(["proposals.accepted"]);
  expect(await told(kith, on, person(on, 1))).toEqual(["proposals.notChosen"]);
  expect(await told(kith, on, person(on, 2))).toEqual(["proposals.declined"]);

  const page = await one(on).get(`${on.base}/proposals/${chosen}`);
  expect(page.text).toContain("Mina Alvarez");
  expect(page.text).toContain(`${on.base}/proposals/${chosen}/schedule`);
  expect(page.text).toContain('id="messages"');
  const kind = await one(on, 1).get(`${on.base}/proposals/${other}`);
  expect(kind.text).toContain("This time another way was found.");
  expect(kind.text).not.toContain("Mina Alvarez");
});

test("only what was accepted can be written about", async () => {
  const on = await answering(kith);
  const [chosen, other] = [await proposed(kith, on, 0), await proposed(kith, on, 1)];
  const write = (client: Client, id: string, text: string) =>
    client.post(`${on.base}/proposals/${id}/messages`, { text, key: newId() });
  expect((await write(one(on), chosen, "Too early")).status).toBe(404);
  expect((await write(on.member, chosen, "Too early")).status).toBe(404);
  await accept(on.member, on, chosen);
  expect((await write(one(on), chosen, "Good to meet you")).status).toBe(303);
  expect((await write(on.member, chosen, "And you")).status).toBe(303);
  expect((await write(one(on, 1), chosen, "And me?")).status).toBe(404);
  expect((await write(one(on, 1), other, "And me?")).status).toBe(404);
  expect((await write(on.member, chosen, "")).status).toBe(422);
  const page = await on.member.get(`${on.base}/proposals/${chosen}`);
  expect(page.text).toContain("Good to meet you");
  expect(page.text).not.toContain("And me?");
  expect((await on.member.get(`${on.base}/proposals/${chosen}/messages`)).location).toContain(
    `${chosen}#messages`,
  );
});

test("an edited proposal cannot be accepted unseen: the new version comes first, with what changed", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0, { price: "10", text: "As it was." });
  await edit(one(on), on, id, 1, { price: "25", text: "As it is.", minutes: "60" });
  const answer = await accept(on.member, on, id, { version: 1 });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain("changed while you were reading it");
  expect(answer.text).toContain("The price: $25.00 instead of $10.00");
  expect(answer.text).toContain("The length: 1 h instead of 30 min");
  expect(answer.text).toContain("The text was rewritten");
  expect(answer.text).not.toContain("The place:");
  expect(answer.text).toContain("As it is.");
  expect((await stored(kith, on)).request.state).toBe("open");
  expect(answer.text).toContain('name="version" value="2"');
  expect((await accept(on.member, on, id, { version: 2 })).status).toBe(303);
});

test("one proposal of a request is accepted, and what was decided stays decided", async () => {
  const on = await answering(kith);
  const [first, second] = [await proposed(kith, on, 0), await proposed(kith, on, 1)];
  await withdraw(one(on, 1), on, second);
  const gone = await accept(on.member, on, second);
  expect(gone.status).toBe(409);
  expect(gone.text).toContain("withdrawn a moment ago");
  const again = await proposed(kith, on, 1);
  await accept(on.member, on, first);
  const late = await accept(on.member, on, again);
  expect(late.status).toBe(409);
  expect(late.text).toContain("You have accepted another proposal");
  expect((await decline(on.member, on, again)).status).toBe(409);
  expect((await decline(on.member, on, first)).status).toBe(409);
  expect((await stored(kith, on)).proposals.map(({ state }) => state)).toEqual([
    "accepted",
    "withdrawn",
    "not_chosen",
  ]);
});

test("the same click twice is one acceptance with one answer", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0);
  const fields = { version: "1", start: "", key: newId() };
  const path = `${on.base}/proposals/${id}/accept`;
  const both = await Promise.all([on.member.post(path, fields), on.member.post(path, fields)]);
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  expect((await stored(kith, on)).events.map(({ kind }) => kind)).toEqual(["proposed", "accepted"]);
});

test("nobody but the member decides about a proposal", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0);
  const stranger = await kith.signIn(await kith.person(on.scene.community));
  const coordinator = await kith.signIn(await kith.person(on.scene.community, { roles: ["coordinator"] }));
  for (const client of [one(on), one(on, 1), stranger, coordinator]) {
    expect((await accept(client, on, id)).status).toBe(404);
    expect((await decline(client, on, id)).status).toBe(404);
    expect((await client.get(`${on.base}/proposals/${id}/accept`)).status).toBe(404);
    expect((await client.get(`${on.base}/proposals/${id}/decline`)).status).toBe(404);
  }
  for (const client of [one(on, 1), stranger, coordinator, on.member]) {
    expect((await edit(client, on, id, 1)).status).toBe(404);
    expect((await withdraw(client, on, id)).status).toBe(404);
  }
  expect((await stored(kith, on)).proposals[0]).toMatchObject({ state: "open", version: 1 });
  expect((await accept(on.member, on, id)).status).toBe(303);
});

const rounds = 30;

/** Both at once, in either order of sending, so that neither always comes first. */
function atOnce<A, B>(round: number, a: () => Promise<A>, b: () => Promise<B>): Promise<[A, B]> {
  if (round % 2 === 0) return Promise.all([a(), b()]);
  return Promise.all([b(), a()]).then(([second, first]) => [first, second]);
}

test("of two accepts at once one wins, and the other is told", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const on = await answering(kith);
    const [one, two] = [await proposed(kith, on, 0), await proposed(kith, on, 1)];
    const answers = await atOnce(
      round,
      () => accept(on.member, on, one),
      () => accept(on.member, on, two),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(answers.find(({ status }) => status === 409)?.text).toContain(
      "You have accepted another proposal",
    );
    const winner = answers[0].status === 303 ? one : two;
    const { proposals, events } = await stored(kith, on);
    expect(proposals.filter(({ state }) => state === "accepted").map(({ id }) => id)).toEqual([winner]);
    expect(proposals.filter(({ state }) => state === "not_chosen")).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === "accepted")).toHaveLength(1);
  }
}, 120_000);

test("of an accept and an edit at once one wins, and the other is told", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const on = await answering(kith);
    const id = await proposed(kith, on, 0, { price: "10" });
    const [accepted, edited] = await atOnce(
      round,
      () => accept(on.member, on, id),
      () => edit(one(on), on, id, 1, { price: "99" }),
    );
    const { request, proposals } = await stored(kith, on);
    if (accepted.status === 303) {
      expect(edited.text).toContain("This proposal is accepted");
      expect(proposals[0]).toMatchObject({ state: "accepted", price: 1000, version: 1 });
    } else {
      expect([accepted.status, edited.status]).toEqual([409, 303]);
      expect(accepted.text).toContain("The price: $99.00 instead of $10.00");
      expect(proposals[0]).toMatchObject({ state: "open", price: 9900, version: 2 });
    }
    expect(request.state).toBe(accepted.status === 303 ? "accepted" : "open");
  }
}, 120_000);

test("of an accept and a withdrawal at once one wins, and the other is told", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const on = await answering(kith);
    const id = await proposed(kith, on, 0, { times: ["2026-03-05 10:00"] });
    const [accepted, withdrawn] = await atOnce(
      round,
      () => accept(on.member, on, id, { start: "2026-03-05T10:00Z" }),
      () => withdraw(one(on), on, id),
    );
    const { request, proposals, holds, meetings } = await stored(kith, on);
    expect(holds).toEqual([]);
    if (accepted.status === 303) {
      expect(withdrawn.text).toContain("This proposal is accepted");
      expect(proposals[0]?.state).toBe("accepted");
      expect(meetings).toHaveLength(1);
    } else {
      expect([accepted.status, withdrawn.status]).toEqual([409, 303]);
      expect(accepted.text).toContain("withdrawn a moment ago");
      expect(proposals[0]?.state).toBe("withdrawn");
      expect(meetings).toEqual([]);
    }
    expect(request.state).toBe(accepted.status === 303 ? "accepted" : "open");
  }
}, 120_000);
