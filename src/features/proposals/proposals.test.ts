import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import {
  type Answering,
  accept,
  answering,
  askedFor,
  decline,
  edit,
  offered,
  proposed,
  stored,
  submit,
  told,
  withdraw,
} from "#support/answering.ts";
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

test("a provider answers a request: the proposal stands in place, and its member is told once", async () => {
  const on = await answering(kith);
  const form = await one(on).get(`${on.base}/requests/${on.request}/propose`);
  expect(form.status).toBe(200);
  expect(form.text).toContain("How and why are you a good fit?");

  const key = newId();
  const answer = await submit(one(on), on, { text: "I know the nights.", price: "12.50", key });
  expect(answer.status).toBe(303);
  expect(answer.location).toBe(`${on.base}/requests/${on.request}`);
  expect((await submit(one(on), on, { text: "I know the nights.", price: "12.50", key })).status).toBe(303);

  const { request, proposals, events } = await stored(kith, on);
  expect(proposals).toHaveLength(1);
  expect(proposals[0]).toMatchObject({
    text: "I know the nights.",
    minutes: 30,
    price: 1250,
    currency: "USD",
    location_id: null,
    state: "open",
    version: 1,
  });
  expect(request).toEqual({ state: "open", answer_by: null });
  expect(events.map(({ kind }) => kind)).toEqual(["proposed"]);
  expect(await told(kith, on, on.scene.member)).toEqual(["proposals.new"]);

  const own = await one(on).get(`${on.base}/proposals/${proposals[0]?.id}`);
  expect(own.text).toContain("I know the nights.");
  expect(own.text).toContain("$12.50");
});

test("a pop-up gets the form alone, and the page below it says that it was taken", async () => {
  const on = await answering(kith);
  const path = `${on.base}/requests/${on.request}/propose`;
  const popup = { "turbo-frame": "popup" };
  const form = await one(on).get(path, popup);
  expect(form.text).toMatch(/^<turbo-frame id="popup">/);
  expect(form.text).not.toContain("<html");
  const faulty = await one(on).post(path, offered(on, { text: " " }), popup);
  expect(faulty.status).toBe(422);
  expect(faulty.text).toMatch(/^<turbo-frame id="popup">/);
  const taken = await one(on).post(path, offered(on), popup);
  expect(taken.status).toBe(200);
  expect(taken.headers.get("content-type")).toContain("text/vnd.turbo-stream.html");
  expect(taken.text).toBe("");
  expect((await one(on).get(`${on.base}/requests/${on.request}`)).text).toContain(
    "Your proposal is submitted.",
  );
});

test("what does not fit comes back with everything kept and a word beside each field", async () => {
  const on = await answering(kith);
  const answer = await submit(one(on), on, {
    text: "Kept as it is.",
    minutes: "7.5",
    price: "1.000,00",
    times: ["2026-03-01 10:00", "2026-03-05 10:00", "2026-03-29 01:30"],
  });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain("Kept as it is.");
  expect(answer.text).toContain('value="7.5"');
  expect(answer.text).toContain('value="1.000,00"');
  expect(answer.text).toContain('value="2026-03-05"');
  expect(answer.text).toContain("Please give whole minutes from 5 to 480.");
  expect(answer.text).toContain("Please write an amount as in the example");

  const times = await submit(one(on), on, {
    times: ["2026-03-01 10:00", "2026-03-05 10:00", "2026-03-05 10:15"],
  });
  expect(times.text).toMatch(/id="time1-fault"[\s\S]*?This time is over/);
  expect(times.text).toMatch(/id="time3-fault"[\s\S]*?overlaps another time/);
  const skipped = await submit(one(on), on, { times: ["2026-03-29 01:30"] });
  expect(skipped.text).toMatch(/id="time1-fault"[\s\S]*?a time that there is on that day/);
  expect((await stored(kith, on)).proposals).toEqual([]);
});

test("a place has to fit the format, and what is archived or for groups cannot be offered", async () => {
  const on = await answering(kith);
  const ids = { room: newId(), group: newId(), old: newId() };
  await kith.inside(on.scene.community, async (trx) => {
    const own = { community_id: on.scene.community.id };
    await trx
      .insertInto("locations")
      .values({ ...own, id: ids.room, name: "Room 7", way: "in_person" })
      .execute();
    const format = { ...own, minutes: 45, ways: ["online"] };
    await trx
      .insertInto("formats")
      .values([
        { ...format, id: ids.group, name: "Circle", size: "group" },
        { ...format, id: ids.old, name: "Old one", archived_at: kith.clock.now() },
      ])
      .execute();
  });
  const form = await one(on).get(`${on.base}/requests/${on.request}/propose`);
  for (const name of ["Room 7", "Circle", "Old one"]) expect(form.text).not.toContain(name);
  expect(form.text).toContain("Video room");
  expect((await submit(one(on), on, { locationId: ids.room })).status).toBe(422);
  expect((await submit(one(on), on, { formatId: ids.group })).status).toBe(422);
  expect((await submit(one(on), on, { formatId: ids.old })).status).toBe(422);
  expect((await submit(one(on), on, { locationId: on.scene.location })).status).toBe(303);
});

test("amounts are read in the community's currency, and are nothing where nothing is paid", async () => {
  const yen = await answering(kith, { settings: { currency: "JPY" } });
  expect((await submit(one(yen), yen, { price: "12.50" })).status).toBe(422);
  expect((await submit(one(yen), yen, { price: "1200" })).status).toBe(303);
  expect((await stored(kith, yen)).proposals[0]).toMatchObject({ price: 1200, currency: "JPY" });

  const dinar = await answering(kith, { settings: { currency: "KWD" } });
  expect((await submit(one(dinar), dinar, { price: "3.5" })).status).toBe(303);
  expect((await stored(kith, dinar)).proposals[0]).toMatchObject({ price: 3500, currency: "KWD" });

  const free = await answering(kith, { settings: { modules: { payments: false } } });
  expect((await one(free).get(`${free.base}/requests/${free.request}/propose`)).text).not.toContain(
    "Price in",
  );
  expect((await submit(one(free), free, { price: "9.00" })).status).toBe(303);
  expect((await stored(kith, free)).proposals[0]).toMatchObject({ price: 0 });
});

test("a provider has one live proposal on a request, also with two clicks at once", async () => {
  const on = await answering(kith);
  const both = await Promise.all([submit(one(on), on), submit(one(on), on)]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  const refused = both.find(({ status }) => status === 409);
  expect(refused?.text).toContain("You have a proposal on this request already");
  expect(refused?.text).toContain("I have been there, and found my way.");
  expect((await stored(kith, on)).proposals).toHaveLength(1);
  const again = await one(on).get(`${on.base}/requests/${on.request}/propose`);
  expect(again.text).toContain("You have a proposal on this request already");
});

test("nobody answers their own request, one that is over, or anything while paused", async () => {
  const on = await answering(kith);
  const [host] = on.people;
  if (!host) throw new Error("there is a provider");
  const own = { ...on, request: await askedFor(kith, on.scene, { member: host.id }) };
  expect((await one(on).get(`${on.base}/requests/${own.request}/propose`)).status).toBe(404);
  const answer = await submit(one(on), own);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain("your own request");
  expect((await submit(one(on, 1), own)).status).toBe(303);

  await kith.inside(on.scene.community, (trx) =>
    trx.updateTable("support_requests").set({ state: "closed" }).where("id", "=", on.request).execute(),
  );
  expect((await submit(one(on), on)).status).not.toBe(303);

  const open = { ...on, request: await askedFor(kith, on.scene) };
  await kith.inside(on.scene.community, (trx) =>
    trx
      .updateTable("providers")
      .set({ paused_at: kith.clock.now() })
      .where("person_id", "=", host.id)
      .execute(),
  );
  const paused = await submit(one(on), open);
  expect(paused.status).toBe(409);
  expect(paused.text).toContain("You are paused");
  expect((await submit(one(on, 1), open)).status).toBe(303);
  for (const request of [on.request, own.request, open.request]) {
    const { proposals } = await stored(kith, { ...on, request });
    expect(proposals.filter(({ provider_id }) => provider_id === host.id)).toEqual([]);
  }
});

test("a proposal is edited until it is accepted; each edit is another version", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0);
  const form = await one(on).get(`${on.base}/proposals/${id}/edit`);
  expect(form.text).toContain("I have been there, and found my way.");
  expect((await edit(one(on), on, id, 1, { text: "Better said.", minutes: "45" })).status).toBe(303);
  expect((await stored(kith, on)).proposals[0]).toMatchObject({
    text: "Better said.",
    minutes: 45,
    version: 2,
  });

  const stale = await edit(one(on), on, id, 1, { text: "From another window." });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain("From another window.");
  expect(stale.text).toContain("another window");

  expect((await accept(on.member, on, id, { version: 2 })).status).toBe(303);
  const late = await edit(one(on), on, id, 2, { text: "Too late." });
  expect(late.status).toBe(409);
  expect(late.text).toContain("This proposal is accepted");
  const back = await withdraw(one(on), on, id);
  expect(back.status).toBe(409);
  expect(back.text).toContain("This proposal is accepted");
  const { proposals, events } = await stored(kith, on);
  expect(proposals[0]).toMatchObject({ text: "Better said.", state: "accepted" });
  expect(events.map(({ kind }) => kind)).toEqual(["proposed", "edited", "accepted"]);
});

test("who edits again and again is not announced each time", async () => {
  const on = await answering(kith);
  const id = await proposed(kith, on, 0);
  for (const version of [1, 2, 3]) await edit(one(on), on, id, version, { text: `Version ${version + 1}` });
  expect(await told(kith, on, on.scene.member)).toEqual(["proposals.new", "proposals.edited"]);
  kith.clock.set("2026-03-02T11:30:00Z");
  await edit(one(on), on, id, 4, { text: "Later" });
  expect(await told(kith, on, on.scene.member)).toEqual([
    "proposals.new",
    "proposals.edited",
    "proposals.edited",
  ]);
});

test("a price is in the community's own minor units, and one that no card can pay is said so beside it", async () => {
  const on = await answering(kith, { settings: { currency: "KWD" } });
  const odd = await submit(one(on), on, { price: "3.505" });
  expect(odd.status).toBe(422);
  expect(odd.text).toContain("the last digit of a price has to be 0");
  expect(odd.text).toContain('value="3.505"');
  expect((await submit(one(on), on, { price: "3.50" })).status).toBe(303);
  const { proposals } = await stored(kith, on);
  expect(proposals).toMatchObject([{ price: 3_500, currency: "KWD" }]);
});

test("who was not chosen writes anew when the request is opened again", async () => {
  const on = await answering(kith);
  await proposed(kith, on, 0);
  const path = `${on.base}/requests/${on.request}`;
  expect((await on.member.post(`${path}/close`)).status).toBe(303);
  expect((await one(on).get(path)).text).not.toContain(`id="propose-${on.request}"`);
  expect((await on.member.post(`${path}/reopen`)).status).toBe(303);

  expect((await one(on).get(path)).text).toContain(`id="propose-${on.request}"`);
  expect((await one(on).get(`${path}/propose`)).text).toContain("How and why are you a good fit?");
  await proposed(kith, on, 0, { text: "Still here." });
  const { proposals } = await stored(kith, on);
  expect(proposals.map(({ state }) => state)).toEqual(["not_chosen", "open"]);
});

test("a withdrawn proposal leaves room for another one, a declined one does not", async () => {
  const on = await answering(kith);
  const first = await proposed(kith, on, 0);
  expect((await withdraw(one(on), on, first)).status).toBe(303);
  expect((await edit(one(on), on, first, 1)).status).toBe(409);
  const second = await proposed(kith, on, 0, { text: "Another try." });
  expect((await decline(on.member, on, second)).status).toBe(303);
  const { request, proposals } = await stored(kith, on);
  expect(request.state).toBe("open");
  expect(proposals.map(({ state }) => state)).toEqual(["withdrawn", "declined"]);
  const [host] = on.people;
  if (host) expect(await told(kith, on, host)).toContain("proposals.declined");

  const again = await submit(one(on), on);
  expect(again.status).toBe(409);
  expect(again.text).toContain("did not fit");
  expect((await decline(on.member, on, second)).status).toBe(409);
  expect((await submit(one(on, 1), on)).status).toBe(303);
});

test("where requests are switched off there is nothing to propose", async () => {
  const on = await answering(kith, { settings: { modules: { requests: false } } });
  expect((await one(on).get(`${on.base}/requests/${on.request}/propose`)).status).toBe(404);
  expect((await submit(one(on), on)).status).toBe(404);
});
