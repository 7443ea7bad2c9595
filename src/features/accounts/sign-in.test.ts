import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { lettersTo, linkIn, tokenIn } from "#support/letters.ts";
import { createAccount } from "./index.ts";

const password = "a few words in a row";

let t: TestApp;
let known: string;
beforeAll(async () => {
  t = await testApp();
  known = "known@people.example";
  await createAccount(t.platform, { email: known, name: "Known", password, verified: true });
});
afterAll(() => t.end());

test("a right password opens the account and leads on", async () => {
  const browser = t.visitor();
  const answer = await browser.post("/sign-in", {
    email: "KNOWN@people.example",
    password,
    next: "/account",
  });
  expect([answer.status, answer.location]).toEqual([303, "/account"]);
  expect((await browser.follow(answer)).text).toContain(known);
  expect((await browser.get("/sign-in")).location).toBe("/");
});

test("a wrong password says so, keeps the e-mail that was typed, and never the password", async () => {
  const answer = await t.visitor().post("/sign-in", { email: known, password: "wrong words in a row" });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`value="${known}"`);
  expect(answer.text).toContain("do not go together");
  expect(answer.text).not.toContain("wrong words");
});

test("an unknown e-mail is answered like a wrong password", async () => {
  const texts = await Promise.all(
    [known, "unknown@people.example"].map(async (email) => {
      const answer = await t.visitor().post("/sign-in", { email, password: "wrong words in a row" });
      return `${answer.status} ${answer.text.replaceAll(email, "EMAIL")}`;
    }),
  );
  expect(texts[0]).toBe(texts[1]);
});

test.each([
  { what: "a link", path: "/sign-in/link" },
  { what: "a new password", path: "/password/forgotten" },
])(
  "asking for $what answers alike for known and unknown addresses, and both get a letter",
  async ({ path }) => {
    const unknown = `unknown${path.replaceAll("/", "-")}@people.example`;
    const before = (await lettersTo(t, known)).length;
    const answers = await Promise.all(
      [known, unknown].map(async (email) => {
        const browser = t.visitor();
        const answer = await browser.post(path, { email });
        const page = await browser.follow(answer);
        return [answer.status, answer.location, page.text.replaceAll(email, "EMAIL")];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(303);
    expect((await lettersTo(t, known)).length).toBe(before + 1);
    expect((await lettersTo(t, unknown)).length).toBe(1);
  },
);

test("a link signs in once, by its button alone", async () => {
  const email = "linked@people.example";
  const browser = t.visitor();
  await browser.post("/sign-in/link", { email, next: "/communities" });
  const link = await linkIn(t, email);

  expect((await browser.get(link)).text).toContain("/sign-in/with-link");
  expect((await browser.get("/account")).status).toBe(303);

  const form = { token: tokenIn(link), next: "/communities" };
  const [first, second] = await Promise.all([
    t.visitor().post("/sign-in/with-link", form),
    t.visitor().post("/sign-in/with-link", form),
  ]);
  expect([first?.status, second?.status].sort()).toEqual([303, 422]);
  const again = await browser.post("/sign-in/with-link", form);
  expect(again.status).toBe(422);
  expect(again.text).toContain("does not work any more");
});

test("a link makes an account for an address that has none, and the address is proven", async () => {
  const email = "fresh@people.example";
  const browser = t.visitor();
  await browser.post("/sign-in/link", { email });
  const used = await browser.post("/sign-in/with-link", { token: tokenIn(await linkIn(t, email)) });
  expect(used.status).toBe(303);
  const account = await browser.get("/account");
  expect(account.text).toContain(email);
  expect(account.text).not.toContain("Not confirmed yet");
});

test("no link is kept in the database in a form that could be used", async () => {
  const email = "stolen@people.example";
  await t.visitor().post("/sign-in/link", { email });
  const token = tokenIn(await linkIn(t, email));
  const rows = await t.platform.db.selectFrom("verifications").selectAll().execute();
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("a new password can be chosen with the link, once, and ends every session", async () => {
  const email = "reset@people.example";
  await createAccount(t.platform, { email, name: "Reset", password, verified: true });
  const elsewhere = t.visitor();
  await elsewhere.post("/sign-in", { email, password });
  const browser = t.visitor();
  await browser.post("/password/forgotten", { email });
  const token = tokenIn(await linkIn(t, email));
  expect((await browser.post("/password/new", { token, password: "short" })).status).toBe(422);

  const fresh = "quite other words this time";
  expect((await browser.post("/password/new", { token, password: fresh })).location).toBe("/sign-in");
  expect((await browser.post("/password/new", { token, password: fresh })).status).toBe(422);
  expect((await elsewhere.get("/account")).status).toBe(303);
  expect((await browser.post("/sign-in", { email, password })).status).toBe(422);
  expect((await browser.post("/sign-in", { email, password: fresh })).status).toBe(303);
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "javascript:alert(1)",
])("nobody is led away from here by next=%s", async (next) => {
  const answer = await t.visitor().post("/sign-in", { email: known, password, next });
  expect([answer.status, answer.location]).toEqual([303, "/"]);
  const page = await t.visitor().get(`/sign-in?next=${encodeURIComponent(next)}`);
  expect(page.text).toContain('name="next" value="/"');
});

test("a form from another site is not taken", async () => {
  const form = { email: known, password };
  const answer = await t.visitor().post("/sign-in", form, { origin: "https://evil.example" });
  expect(answer.status).toBe(403);
});

test("the demo's guests exist in the demo alone", async () => {
  expect((await t.visitor().get("/sign-in")).text).not.toContain("/sign-in/demo");
  expect((await t.visitor().post("/sign-in/demo", { as: "coordinator" })).status).toBe(404);
});
