import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";

let t: TestApp;
beforeEach(async () => {
  t = await testApp();
});
afterEach(() => t.end());

test("an installation with one community leads to it", async () => {
  const community = await t.community();
  expect((await t.visitor().get("/")).location).toBe(community.base);
});

test("a visitor is not led to a community that is for people on its list, but asked to sign in", async () => {
  const community = await t.community({ settings: { visibility: "listed" } });
  const page = await t.visitor().get("/");
  expect(page.status).toBe(200);
  expect(page.text).not.toContain(community.base);
  expect(page.text).toContain('href="/sign-in"');
  expect((await (await t.signIn(await t.person(community))).get("/")).location).toBe(community.base);
});

test("with several, the first page lists those that are open, and no others", async () => {
  const open = await t.community({ name: "Open House" });
  await t.community({ name: "Behind Doors", settings: { visibility: "listed" } });
  const page = await t.visitor().get("/");
  expect(page.status).toBe(200);
  expect(page.text).toContain(open.base);
  expect(page.text).not.toContain("Behind Doors");
});

test("who belongs to one community is led there, who belongs to several may choose", async () => {
  const [first, second] = [await t.community({ name: "First" }), await t.community({ name: "Second" })];
  const person = await t.person(second, { roles: ["member", "provider"] });
  const browser = await t.signIn(person);
  expect((await browser.get("/")).location).toBe(second.base);

  await t.person(first, { email: person.email, account: false });
  expect((await browser.get("/")).location).toBe("/communities");
  const page = await browser.get("/communities");
  expect(page.text).toContain(first.base);
  expect(page.text).toContain("Member, Peer Supporter");
});

test("the communities of one account are not shown to another", async () => {
  const hidden = await t.community({ name: "Behind Doors", settings: { visibility: "listed" } });
  await t.community();
  const insider = await t.signIn(await t.person(hidden));
  const outsider = await t.signIn(await t.account("outsider@elsewhere.example"));
  expect((await insider.get("/communities")).text).toContain("Behind Doors");
  expect((await outsider.get("/communities")).text).not.toContain("Behind Doors");
});

test("only where anybody may book is joining offered", async () => {
  const [free, looking] = [await t.community(), await t.community({ settings: { whoMayBook: "listed" } })];
  const page = await (await t.signIn(await t.account("ana@people.example"))).get("/communities");
  expect(page.text).toContain(`${free.base}/join`);
  expect(page.text).toContain(looking.base);
  expect(page.text).not.toContain(`${looking.base}/join`);
});
