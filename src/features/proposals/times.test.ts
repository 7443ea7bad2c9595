import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Answering,
  accept,
  answering,
  askedFor,
  decline,
  edit,
  proposed,
  stored,
  submit,
  withdraw,
} from "#support/answering.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { keepDeadlines } from "../../deadlines.ts";

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
const starts = async (on: Answering): Promise<string[]> =>
  (await stored(kith, on)).holds.map(({ starts_at }) => starts_at.toString()).sort();

/** Which starts of 5 March somebody else is offered with the first provider. */
async function bookable(on: Answering): Promise<string[]> {
  const client = await kith.signIn(await kith.person(on.scene.community));
  const { format, services } = on.scene;
  const path = `${on.base}/book/${format}/${services[0]}?month=2026-03&day=2026-03-05&view=list`;
  const page = await client.get(path);
  expect(page.status).toBe(200);
  return [...new Set(page.text.match(/2026-03-05T\d{2}:\d{2}Z/g))].map((start) => start.slice(11, 16));
}

test("up to three times are held for the member, and nobody else can book them", async () => {
  const on = await answering(kith);
  expect(await bookable(on)).toContain("10:00");
  const id = await proposed(kith, on, 0, {
    times: ["2026-03-05 10:00", "2026-03-05 14:00", "2026-03-06 09:00"],
  });
  expect(await starts(on)).toEqual(["2026-03-05T10:00:00Z", "2026-03-05T14:00:00Z", "2026-03-06T09:00:00Z"]);
  const held = (await stored(kith, on)).proposals[0]?.held_until;
  expect(held?.toString()).toBe("2026-03-04T09:00:00Z");

  const page = await bookable(on);
  expect(page).not.toContain("10:00");
  expect(page).not.toContain("14:00");
  expect(page).toContain("11:00");
  await withdraw(one(on), on, id);
  expect(await bookable(on)).toContain("10:00");
});

test("times are those of the form's zone", async () => {
  const on = await answering(kith);
  await proposed(kith, on, 0, { times: ["2026-03-05 10:00"], zone: "America/New_York" });
  expect(await starts(on)).toEqual(["2026-03-05T15:00:00Z"]);
});

test("a clash is named beside its time, and everything is kept", async () => {
  const on = await answering(kith);
  await meeting(kith, on.scene, { at: "2026-03-05T10:00Z" });
  const answer = await submit(one(on), on, {
    text: "Still here.",
    times: ["2026-03-05 14:00", "2026-03-05 10:15"],
  });
  expect(answer.status).toBe(422);
  expect(answer.text).toMatch(/id="time2-fault"[\s\S]*?You have something else then: 30 minutes online/);
  expect(answer.text).not.toContain('id="time1-fault"');
  expect(answer.text).toContain("Still here.");
  expect(await stored(kith, on)).toMatchObject({ proposals: [], holds: [] });

  await proposed(kith, on, 0, { times: ["2026-03-05 14:00"] });
  const other = { ...on, request: await askedFor(kith, on.scene, { subject: "Another question" }) };
  const twice = await submit(one(on), other, { times: ["2026-03-05 14:00"] });
  expect(twice.status).toBe(422);
  expect(twice.text).toContain("You offer this time in another proposal: Somebody who knows what panic is");
  expect((await submit(one(on, 1), other, { times: ["2026-03-05 14:00"] })).status).toBe(303);
});

test("an edit lets go of the times it gives up, and keeps those it still offers", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0, { times: ["2026-03-05 10:00", "2026-03-05 14:00"] });
  expect((await edit(one(on), on, id, 1, { times: ["2026-03-05 14:15"] })).status).toBe(303);
  expect(await starts(on)).toEqual(["2026-03-05T14:15:00Z"]);
  await meeting(kith, on.scene, { at: "2026-03-06T10:00Z" });
  expect((await edit(one(on), on, id, 2, { times: ["2026-03-06 10:00"] })).status).toBe(422);
  expect(await starts(on)).toEqual(["2026-03-05T14:15:00Z"]);
});

test("a proposal and one of its times are accepted in one step", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0, { times: ["2026-03-05 10:00", "2026-03-05 14:00"] });
  const other = await proposed(kith, on, 1, { times: ["2026-03-05 10:00"] });
  const answer = await accept(on.member, on, id, { start: "2026-03-05T14:00Z" });
  expect(answer.status).toBe(303);
  const { request, proposals, holds, meetings } = await stored(kith, on);
  expect(request.state).toBe("accepted");
  expect(proposals.map((proposal) => [proposal.id, proposal.state])).toEqual([
    [id, "accepted"],
    [other, "not_chosen"],
  ]);
  expect(holds).toEqual([]);
  expect(meetings).toHaveLength(1);
  expect(meetings[0]).toMatchObject({ proposal_id: id, private: true, state: "final", price: 0 });
  expect(meetings[0]?.starts_at.toString()).toBe("2026-03-05T14:00:00Z");
  expect(meetings[0]?.ends_at.toString()).toBe("2026-03-05T14:30:00Z");
  const page = await on.member.get(`${on.base}/proposals/${id}`);
  expect(page.text).toContain(`${on.base}/meetings/${meetings[0]?.id}`);
  // What was held and not taken is free again.
  expect(await bookable(on)).toContain("10:00");
});

test("a priced one has to be paid before its meeting is final", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0, { times: ["2026-03-05 10:00"], price: "20" });
  expect((await accept(on.member, on, id, { start: "2026-03-05T10:00Z" })).status).toBe(303);
  expect((await stored(kith, on)).meetings[0]).toMatchObject({
    state: "unpaid",
    price: 2000,
    currency: "USD",
  });
});

test("a time that is not to be had any more accepts nothing, and nothing is lost", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0, { times: ["2026-03-05 10:00", "2026-03-05 14:00"] });
  await meeting(kith, on.scene, { at: "2026-03-05T14:15Z", provider: on.people[1]?.id ?? "" });
  const busy = await accept(on.member, on, id, { start: "2026-03-05T14:00Z" });
  expect(busy.status).toBe(409);
  expect(busy.text).toContain("You have something else at that time");
  const made = await accept(on.member, on, id, { start: "2026-03-05T11:00Z" });
  expect(made.status).toBe(409);
  expect(made.text).toContain("That time is not offered any more");

  kith.clock.set("2026-03-04T09:00:00Z");
  await keepDeadlines(kith.platform);
  expect(await starts(on)).toEqual([]);
  const member = await kith.person(on.scene.community);
  await meeting(kith, on.scene, { at: "2026-03-05T10:00Z", member: member.id });
  const taken = await accept(on.member, on, id, { start: "2026-03-05T10:00Z" });
  expect(taken.status).toBe(409);
  expect(taken.text).toContain("That time was taken in the meantime");
  expect(taken.text).toContain("I have been there, and found my way.");
  expect(await stored(kith, on)).toMatchObject({ request: { state: "open" }, meetings: [] });
  expect((await accept(on.member, on, id)).status).toBe(303);
});

test("times are held as long as the community says and not past the first of them; then they may still be free", async () => {
  const on = await answering(kith, { settings: { proposalHoldMinutes: 600 } });
  const id = await proposed(kith, on, 0, { times: ["2026-03-02 12:00", "2026-03-05 10:00"] });
  expect((await stored(kith, on)).proposals[0]?.held_until?.toString()).toBe("2026-03-02T12:00:00Z");
  kith.clock.set("2026-03-02T11:59:00Z");
  await keepDeadlines(kith.platform);
  expect(await starts(on)).toHaveLength(2);
  kith.clock.set("2026-03-02T12:00:00Z");
  await Promise.all([keepDeadlines(kith.platform), keepDeadlines(kith.platform)]);
  const { holds, proposals } = await stored(kith, on);
  expect(holds).toEqual([]);
  expect(proposals[0]).toMatchObject({ state: "open", held_until: null, version: 1 });
  const past = await accept(on.member, on, id, { start: "2026-03-02T12:00Z" });
  expect(past.text).toContain("That time is over");
  expect((await accept(on.member, on, id, { start: "2026-03-05T10:00Z" })).status).toBe(303);
});

test("what is declined, withdrawn, not chosen or accepted without a time holds nothing", async () => {
  const on = await answering(kith, { providers: 4 });
  const at = (hour: number) => ({ times: [`2026-03-05 ${hour}:00`] });
  const ids: string[] = [];
  for (const place of [0, 1, 2, 3]) ids.push(await proposed(kith, on, place, at(10 + place)));
  const [chosen = "", withdrawn = "", declined = ""] = ids;
  expect(await starts(on)).toHaveLength(4);
  await withdraw(one(on, 1), on, withdrawn);
  await decline(on.member, on, declined);
  expect(await starts(on)).toEqual(["2026-03-05T10:00:00Z", "2026-03-05T13:00:00Z"]);
  await accept(on.member, on, chosen);
  expect(await stored(kith, on)).toMatchObject({ holds: [], meetings: [] });
});

test("where nothing is held, times are offered all the same", async () => {
  const on = await answering(kith, { settings: { proposalHoldMinutes: 0 } });
  const id = await proposed(kith, on, 0, { times: ["2026-03-05 10:00"] });
  expect(await stored(kith, on)).toMatchObject({ holds: [], proposals: [{ held_until: null }] });
  expect(await bookable(on)).toContain("10:00");
  expect((await accept(on.member, on, id, { start: "2026-03-05T10:00Z" })).status).toBe(303);
});

test("who was about to book a time that is held meanwhile is told so, and the time stays held", async () => {
  const on = await answering(kith);
  const client = await kith.signIn(await kith.person(on.scene.community));
  const { format, services, location, question, providers } = on.scene;
  const topic = `${on.base}/book/${format}/${services[0]}/2026-03-05T10:00Z/${providers[0]?.id}/${location}`;
  const filled = await client.post(topic, { [`answer-${question}`]: "About the nights" });
  expect(filled.status).toBe(303);
  const review = await client.get(filled.location);
  const fields = [...review.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
    .map(([, name = "", value = ""]) => [name, value] as const)
    .filter(([name]) => name !== "back");

  const id = await proposed(kith, on, 0, { times: ["2026-03-05 10:00"] });
  const lost = await client.post(`${on.base}/book`, Object.fromEntries(fields));
  expect(lost.status).toBe(409);
  expect((await stored(kith, on)).holds).toHaveLength(1);
  await withdraw(one(on), on, id);
  expect((await client.post(`${on.base}/book`, Object.fromEntries(fields))).status).toBe(303);
});
