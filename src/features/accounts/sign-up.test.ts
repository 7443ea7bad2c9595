import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { lettersTo, linkIn, tokenIn } from "#support/letters.ts";

const password = "a few words in a row";

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.end());

const accountOf = (email: string) =>
  t.platform.db.selectFrom("accounts").selectAll().where("email", "=", email).executeTakeFirst();

const confirm = async (browser: Client, email: string) =>
  browser.post("/sign-up/confirm", { token: tokenIn(await linkIn(t, email)) });

test("who signs up and confirms the address is the person that a list named", async () => {
  const community = await t.community({ settings: { visibility: "listed" } });
  const email = "ana@people.example";
  const person = await t.person(community, { email, account: false });
  const browser = t.visitor();

  const sent = await browser.post("/sign-up", { name: "Ana", email: " Ana@People.example ", password });
  expect(sent.status).toBe(303);
  expect((await browser.follow(sent)).text).toContain(email);
  expect((await browser.get("/communities")).location).toContain("/sign-in");

  const confirmed = await confirm(browser, email);
  expect(confirmed.status).toBe(303);
  const home = await browser.get("/communities");
  expect(home.text).toContain(community.base);
  await browser.get(`${community.base}/meetings`);
  const row = await t.inside(community, (trx) =>
    trx.selectFrom("people").select("account_id").where("id", "=", person.id).executeTakeFirstOrThrow(),
  );
  expect(row.account_id).toBe((await accountOf(email))?.id);
});

test("an account whose address is not confirmed can sign in, and is not taken for the person on the list", async () => {
  const community = await t.community({ settings: { visibility: "listed" } });
  const email = "ben@people.example";
  const person = await t.person(community, { email, account: false });
  const browser = t.visitor();
  await browser.post("/sign-up", { name: "Ben", email, password });
  const entered = await browser.post("/sign-in", { email, password, next: `${community.base}/meetings` });
  expect(entered.location).toBe(`${community.base}/meetings`);
  await browser.follow(entered);

  expect((await browser.get("/account")).text).toContain("Not confirmed yet");
  const row = await t.inside(community, (trx) =>
    trx.selectFrom("people").select("account_id").where("id", "=", person.id).executeTakeFirstOrThrow(),
  );
  expect(row.account_id).toBeNull();
  expect((await browser.get("/communities")).text).not.toContain(community.base);
});

test("signing up with a known address answers as with an unknown one, and changes nothing", async () => {
  const known = "cleo@people.example";
  await t.account(known, "Cleo");
  const before = await accountOf(known);
  const answers = await Promise.all(
    [known, "nobody-yet@people.example"].map(async (email) => {
      const browser = t.visitor();
      const answer = await browser.post("/sign-up", { name: "Somebody", email, password });
      const page = await browser.follow(answer);
      return { status: answer.status, location: answer.location, text: page.text.replaceAll(email, "EMAIL") };
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(await accountOf(known)).toEqual(before);
  expect(await lettersTo(t, known)).toEqual(["Your link to sign in"]);
  expect((await t.visitor().post("/sign-in", { email: known, password })).status).toBe(422);
});

test("an address is not confirmed by a careless click in another browser, only with the password too", async () => {
  const email = "dana@people.example";
  const stranger = t.visitor();
  await stranger.post("/sign-up", { name: "Not Dana", email, password });
  const owner = t.visitor();
  const answer = await confirm(owner, email);
  expect(answer.location).toMatch(/^\/sign-in\?next=/);
  expect((await accountOf(email))?.email_verified).toBe(false);

  await owner.post("/sign-in", { email, password });
  expect((await confirm(owner, email)).location).toBe("/");
  expect((await accountOf(email))?.email_verified).toBe(true);
});

test("the owner of an address who comes by link takes the account from who signed up before them", async () => {
  const email = "eli@people.example";
  const stranger = t.visitor();
  await stranger.post("/sign-up", { name: "Not Eli", email, password });
  await stranger.post("/sign-in", { email, password });
  expect((await stranger.get("/account")).status).toBe(200);

  const owner = t.visitor();
  await owner.post("/sign-in/link", { email });
  await owner.post("/sign-in/with-link", { token: tokenIn(await linkIn(t, email)) });
  expect((await owner.get("/account")).text).toContain("Confirmed");
  expect((await stranger.get("/account")).status).toBe(303);
  expect((await t.visitor().post("/sign-in", { email, password })).status).toBe(422);
});

test("a confirmation that was made up confirms nothing", async () => {
  const email = "fay@people.example";
  const browser = t.visitor();
  await browser.post("/sign-up", { name: "Fay", email, password });
  const [head, , tail] = tokenIn(await linkIn(t, email)).split(".");
  const forged = Buffer.from(JSON.stringify({ email, exp: 4_000_000_000 })).toString("base64url");
  expect((await browser.post("/sign-up/confirm", { token: `${head}.${forged}.${tail}` })).status).toBe(422);
  expect((await accountOf(email))?.email_verified).toBe(false);
});

test("what is wrong with a form stands beside the field, and what was typed is kept", async () => {
  const answer = await t.visitor().post("/sign-up", { name: "Gus", email: "gus@", password: "short" });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('value="gus@"');
  expect(answer.text).toContain("email-fault");
  expect(answer.text).toContain("password-fault");
  expect(answer.text).not.toContain("short");
});
