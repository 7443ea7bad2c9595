import { generateSignedCookie } from "hono/cookie";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { sessionCookie } from "./session.ts";

let kith: TestApp;
let person: TestPerson;
beforeAll(async () => {
  kith = await testApp();
  person = await kith.person(await kith.community());
});
afterAll(() => kith?.end());

/** Whether somebody with this cookie is let in where only people who belong are. */
async function isLetIn(cookie: string): Promise<boolean> {
  const client = kith.visitor();
  client.cookies.set(sessionCookie, cookie);
  return (await client.get(`${person.community.base}/meetings`)).status === 200;
}

const cookieOf = async (): Promise<string> => (await kith.signIn(person)).cookies.get(sessionCookie) ?? "";

test("a session cookie lets in with this installation's signature alone", async () => {
  const cookie = await cookieOf();
  expect(await isLetIn(cookie)).toBe(true);
  const [token = "", signature = ""] = decodeURIComponent(cookie).split(".");
  const elsewhere = await generateSignedCookie(sessionCookie, token, "the secret of another installation");
  const forged = [
    token,
    `${token}.`,
    `${token}.${signature.slice(0, -8)}`,
    `${token}x.${signature}`,
    `.${signature}`,
    decodeURIComponent(elsewhere.slice(elsewhere.indexOf("=") + 1).split(";")[0] ?? ""),
    "",
  ];
  for (const text of forged) expect([text, await isLetIn(encodeURIComponent(text))]).toEqual([text, false]);
});

test("the signature of one session is no other's", async () => {
  const [one, other] = [decodeURIComponent(await cookieOf()), decodeURIComponent(await cookieOf())];
  const mixed = `${one.split(".")[0]}.${other.split(".")[1]}`;
  expect(await isLetIn(encodeURIComponent(mixed))).toBe(false);
});
