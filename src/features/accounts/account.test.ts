import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { createAccount } from "./index.ts";

const password = "a few words in a row";

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.end());

let count = 0;
/** An account with a password, and as many browsers in which it is signed in. */
async function signedIn(browsers: number): Promise<{ email: string; browsers: Client[] }> {
  count += 1;
  const email = `owner-${count}@people.example`;
  await createAccount(t.platform, { email, name: "Owner", password, verified: true });
  const signed = await Promise.all(
    Array.from({ length: browsers }, async () => {
      const browser = t.visitor();
      await browser.post(
        "/sign-in",
        { email, password },
        { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0" },
      );
      return browser;
    }),
  );
  return { email, browsers: signed };
}

const isIn = async (browser: Client | undefined) => (await browser?.get("/account"))?.status === 200;

test("the account's page names every device, and which one this is", async () => {
  const { browsers } = await signedIn(2);
  const page = await browsers[0]?.get("/account");
  expect(page?.text.match(/Firefox on Linux/g)?.length).toBeGreaterThanOrEqual(2);
  expect(page?.text.match(/This device/g)).toHaveLength(1);
});

test("a session that is ended elsewhere stops working at once", async () => {
  const { browsers } = await signedIn(2);
  const [here, elsewhere] = browsers;
  const page = await here?.get("/account");
  const session = /name="session" value="([^"]+)"/.exec(page?.text ?? "")?.[1] ?? "";
  await here?.post("/account/sessions/end", { session });
  expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false]);
});

test("signing out everywhere else leaves this device alone in", async () => {
  const { browsers } = await signedIn(3);
  const [here, ...others] = browsers;
  await here?.post("/account/sessions/end-others");
  expect(await isIn(here)).toBe(true);
  for (const other of others) expect(await isIn(other)).toBe(false);
});

test("nobody ends a session of somebody else", async () => {
  const [mine, theirs] = [await signedIn(1), await signedIn(1)];
  const { id } = await t.platform.db
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.id", "sessions.account_id")
    .select("sessions.id")
    .where("email", "=", theirs.email)
    .executeTakeFirstOrThrow();
  await mine.browsers[0]?.post("/account/sessions/end", { session: id });
  expect(await isIn(theirs.browsers[0])).toBe(true);
});

test("who signs out is out, also with a copy of the cookie", async () => {
  const { browsers } = await signedIn(1);
  const copy = t.visitor();
  for (const [name, value] of browsers[0]?.cookies ?? []) copy.cookies.set(name, value);
  expect(await isIn(copy)).toBe(true);
  await browsers[0]?.post("/sign-out");
  expect([await isIn(browsers[0]), await isIn(copy)]).toEqual([false, false]);
});

test("changing the password needs the present one, and ends every other session", async () => {
  const { email, browsers } = await signedIn(2);
  const [here, elsewhere] = browsers;
  const fresh = "quite other words this time";
  const wrong = await here?.post("/account/password", { current: "not my words at all", password: fresh });
  expect(wrong?.status).toBe(422);
  expect(wrong?.text).toContain("current-fault");

  expect((await here?.post("/account/password", { current: password, password: fresh }))?.status).toBe(303);
  expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false]);
  expect((await t.visitor().post("/sign-in", { email, password: fresh })).status).toBe(303);
});

test("who has no password can add one", async () => {
  const email = "bare@people.example";
  const browser = await t.signIn(await t.account(email, "Bare"));
  expect((await browser.get("/account")).text).not.toContain('name="current"');
  expect((await browser.post("/account/password", { password })).status).toBe(303);
  expect((await t.visitor().post("/sign-in", { email, password })).status).toBe(303);
});

test("name and time zone are kept with the account; a zone that is none is refused beside the field", async () => {
  const { email, browsers } = await signedIn(1);
  const [browser] = browsers;
  await browser?.post("/account/name", { name: "  Olivia Owner " });
  await browser?.post("/zone", { zone: "America/New_York", back: "/account" });
  const wrong = await browser?.post("/zone", { zone: "Mars/Crater", back: "/account" });
  expect(wrong?.status).toBe(422);
  expect(wrong?.text).toContain("zone-fault");

  const row = await t.platform.db
    .selectFrom("accounts")
    .select(["name", "zone"])
    .where("email", "=", email)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ name: "Olivia Owner", zone: "America/New_York" });
  const [again] = [t.visitor()];
  await again.post("/sign-in", { email, password });
  expect((await again.get("/zone")).text).toContain('value="America/New_York"');
});

test("a visitor's time zone is kept in the browser", async () => {
  const visitor = t.visitor();
  const answer = await visitor.post("/zone", { zone: "Asia/Kolkata", back: "/sign-in" });
  expect(answer.location).toBe("/sign-in");
  expect((await visitor.get("/zone")).text).toContain('value="Asia/Kolkata"');
});

test("a session that is used is prolonged once a day, in the database and in the browser", async () => {
  const { email, browsers } = await signedIn(1);
  const [browser] = browsers;
  const session = () =>
    t.platform.db
      .selectFrom("sessions")
      .innerJoin("accounts", "accounts.id", "sessions.account_id")
      .select(["sessions.id", "sessions.expires_at", "sessions.updated_at"])
      .where("email", "=", email)
      .executeTakeFirstOrThrow();
  const { id, expires_at } = await session();
  expect((await browser?.get("/account"))?.headers.getSetCookie()).toEqual([]);
  expect((await session()).expires_at.equals(expires_at)).toBe(true);

  await sql`update sessions set updated_at = now() - interval '2 days', expires_at = now() + interval '1 day' where id = ${id}`.execute(
    t.platform.db,
  );
  const [line] = (await browser?.get("/account"))?.headers.getSetCookie() ?? [];
  expect(line).toMatch(/^kith\.session_token=.*Max-Age=2592000/);
  expect((await session()).expires_at.since(expires_at).total("hours")).toBeGreaterThanOrEqual(0);
  expect((await browser?.get("/account"))?.headers.getSetCookie()).toEqual([]);
});

test("a session that ran out opens nothing, and neither does a cookie without our signature", async () => {
  const { email, browsers } = await signedIn(1);
  const [browser] = browsers;
  const forged = t.visitor();
  const cookie = browser?.cookies.get("kith.session_token") ?? "";
  const { token } = await t.platform.db
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.id", "sessions.account_id")
    .select("token")
    .where("email", "=", email)
    .executeTakeFirstOrThrow();
  expect(decodeURIComponent(cookie).startsWith(`${token}.`)).toBe(true);
  forged.cookies.set("kith.session_token", encodeURIComponent(`${token}.${"A".repeat(43)}=`));
  expect([await isIn(browser), await isIn(forged)]).toEqual([true, false]);

  await sql`update sessions set expires_at = now() - interval '1 second' where token = ${token}`.execute(
    t.platform.db,
  );
  expect(await isIn(browser)).toBe(false);
});

test("behind https the cookie is secure and keeps its name", async () => {
  const secure = await testApp({ env: { BASE_URL: "https://kith.test" } });
  try {
    await createAccount(secure.platform, { email: "s@people.example", name: "S", password, verified: true });
    const browser = secure.visitor();
    const answer = await browser.post("/sign-in", { email: "s@people.example", password });
    const [line] = answer.headers.getSetCookie();
    expect(line).toMatch(/^kith\.session_token=/);
    expect(line).toMatch(/; Secure/i);
    expect(line).toMatch(/; HttpOnly/i);
    expect((await browser.get("/account")).status).toBe(200);
  } finally {
    await secure.end();
  }
});
