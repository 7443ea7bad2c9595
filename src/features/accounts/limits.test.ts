import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { lettersTo } from "#support/letters.ts";
import { createAccount } from "./index.ts";

const password = "a few words in a row";

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ env: { TRUSTED_PROXIES: "" } });
});
afterAll(() => t.end());

let used = 0;
/** A browser at an address of its own. */
function elsewhere() {
  used += 1;
  const browser = t.visitor();
  browser.address = `198.51.${Math.floor(used / 250)}.${(used % 250) + 1}`;
  return browser;
}

test("after ten wrong passwords an e-mail waits, wherever the tries come from, and is told how long", async () => {
  const email = "guessed@people.example";
  await createAccount(t.platform, { email, name: "Guessed", password, verified: true });
  for (let turn = 0; turn < 10; turn += 1) {
    expect((await elsewhere().post("/sign-in", { email, password: `wrong words ${turn}` })).status).toBe(422);
  }
  const answer = await elsewhere().post("/sign-in", { email, password });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(600);
  expect(answer.text).toContain("A little slower, please");
  const other = await createAccount(t.platform, {
    email: "calm@people.example",
    name: "Calm",
    password,
    verified: true,
  });
  expect(other.id).toBeTruthy();
  expect((await elsewhere().post("/sign-in", { email: "calm@people.example", password })).status).toBe(303);
});

test("right passwords do not count", async () => {
  const email = "busy@people.example";
  await createAccount(t.platform, { email, name: "Busy", password, verified: true });
  for (let turn = 0; turn < 12; turn += 1) {
    expect((await elsewhere().post("/sign-in", { email, password })).status).toBe(303);
  }
});

test("one address cannot try many e-mails, and saying that it is another does not help", async () => {
  const browser = elsewhere();
  const statuses: number[] = [];
  for (let turn = 0; turn < 62; turn += 1) {
    const form = { email: `many-${turn}@people.example`, password };
    const answer = await browser.post("/sign-in", form, { "x-forwarded-for": `203.0.113.${turn}` });
    statuses.push(answer.status);
  }
  expect(statuses.slice(0, 60).every((status) => status === 422)).toBe(true);
  expect(statuses.slice(60)).toEqual([429, 429]);
});

test("nobody's mailbox is filled by asking again and again", async () => {
  const email = "flooded@people.example";
  const statuses: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) {
    statuses.push((await elsewhere().post("/sign-in/link", { email })).status);
  }
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429]);
  expect(await lettersTo(t, email)).toHaveLength(5);
});

test("in a flood of sign-ins some are told to come back, none breaks, and other pages are answered meanwhile", async () => {
  let over = false;
  const flood = Promise.all(
    Array.from({ length: 150 }, (_, turn) =>
      elsewhere().post("/sign-in", { email: `flood-${turn}@people.example`, password }),
    ),
  ).finally(() => {
    over = true;
  });
  const waits: number[] = [];
  const meanwhile = t.visitor();
  while (!over) {
    const began = performance.now();
    expect((await meanwhile.get("/sign-up")).status).toBe(200);
    waits.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const answers = await flood;
  const counted = new Map<number, number>();
  for (const { status } of answers) counted.set(status, (counted.get(status) ?? 0) + 1);
  expect([...counted.keys()].sort()).toEqual([422, 503]);
  expect(answers.find(({ status }) => status === 503)?.headers.get("retry-after")).toBe("5");
  expect(waits.length).toBeGreaterThan(3);
});
