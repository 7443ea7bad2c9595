import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, type TestCommunity, testApp } from "#support/app.ts";
import { nameParts } from "./rules.ts";

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.end());

const peopleOf = (community: TestCommunity) =>
  t.inside(community, (trx) =>
    trx.selectFrom("people").select(["email", "first_name", "last_name", "roles", "account_id"]).execute(),
  );

test("an account joins an open community as a member, once, however often it clicks", async () => {
  const community = await t.community();
  const accountId = await t.account("ana@people.example", "Ana María López");
  const browser = await t.signIn(accountId);
  const clicks = await Promise.all([1, 2, 3].map(() => browser.post(`${community.base}/join`)));
  expect(clicks.map(({ status, location }) => [status, location])).toEqual(
    Array.from({ length: 3 }, () => [303, community.base]),
  );
  expect(await peopleOf(community)).toEqual([
    {
      email: "ana@people.example",
      first_name: "Ana",
      last_name: "María López",
      roles: ["member"],
      account_id: accountId,
    },
  ]);
  expect((await browser.get("/communities")).text).toContain(community.base);
});

test("a community for people on the list lets nobody in by itself", async () => {
  const community = await t.community({ settings: { visibility: "listed" } });
  const browser = await t.signIn(await t.account("ben@people.example"));
  expect((await browser.post(`${community.base}/join`)).location).toBe("/communities");
  expect(await peopleOf(community)).toEqual([]);
});

test("an address that is not confirmed cannot take the place a list keeps for it", async () => {
  const community = await t.community();
  await t.person(community, { email: "cleo@people.example", account: false });
  const accountId = await t.account("cleo@people.example");
  await t.platform.db
    .updateTable("accounts")
    .set({ email_verified: false })
    .where("id", "=", accountId)
    .execute();
  const browser = await t.signIn(accountId);
  expect((await browser.post(`${community.base}/join`)).location).toBe("/account");
  expect((await peopleOf(community)).map(({ account_id }) => account_id)).toEqual([null]);

  await t.platform.db
    .updateTable("accounts")
    .set({ email_verified: true })
    .where("id", "=", accountId)
    .execute();
  expect((await browser.post(`${community.base}/join`)).location).toBe(community.base);
  expect((await peopleOf(community)).map(({ account_id }) => account_id)).toEqual([accountId]);
});

test("who was taken off the list does not come back by joining", async () => {
  const community = await t.community();
  const person = await t.person(community);
  await t.inside(community, (trx) =>
    trx.updateTable("people").set({ archived_at: t.clock.now() }).where("id", "=", person.id).execute(),
  );
  const browser = await t.signIn(person);
  expect((await browser.post(`${community.base}/join`)).location).toBe("/communities");
});

test("a visitor signs in first", async () => {
  const community = await t.community();
  const answer = await t.visitor().post(`${community.base}/join`);
  expect(answer.location).toBe(`/sign-in?next=${encodeURIComponent(community.base)}`);
  expect(await peopleOf(community)).toEqual([]);
});

test.each([
  ["Ana María López", "Ana", "María López"],
  ["  Prince ", "Prince", ""],
  ["", "", ""],
])("the name “%s” is “%s” and “%s” on a list", (name, firstName, lastName) => {
  expect(nameParts(name)).toEqual({ firstName, lastName });
});

test("where booking is for people on the list, looking around is open and joining is not", async () => {
  const community = await t.community({ settings: { whoMayBook: "listed" } });
  const browser = await t.signIn(await t.account("dora@people.example"));
  const home = await browser.get(community.base);
  expect(home.status).toBe(200);
  expect(home.text).toContain("put you on their list first");
  expect((await browser.post(`${community.base}/join`)).location).toBe("/communities");
  expect(await peopleOf(community)).toEqual([]);
});
