import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestApp, type TestCommunity, testApp } from "#support/app.ts";
import { TestPostOffice } from "#support/smtp.ts";
import { queueAccountMail, queueMail } from "./index.ts";

const words = { subject: "Hello", text: "Plain words", html: "<p>Marked-up words</p>" };

let t: TestApp;
let community: TestCommunity;
let office: TestPostOffice;
let url: string;

beforeAll(async () => {
  office = new TestPostOffice();
  url = await office.open();
  t = await testApp({ env: { SMTP_URL: url, MAIL_FROM: "Kith <kith@riverside.example>" } });
  community = await t.community();
});
afterAll(async () => {
  await t.end();
  await office.close();
});
beforeEach(() => {
  office.received.length = 0;
});
afterEach(() => {
  office.verdicts.length = 0;
});

const queue = (to: string, more: object = {}) =>
  t.inside(community, (trx) =>
    queueMail(trx, t.platform.jobs, {
      ...words,
      communityId: community.id,
      personId: null,
      kind: "test",
      to,
      ...more,
    }),
  );

const stored = (to: string) =>
  t.inside(community, (trx) =>
    trx.selectFrom("mails").selectAll().where("to_address", "=", to).executeTakeFirstOrThrow(),
  );

test("a mail that is queued arrives once, with both texts, and is noted as sent", async () => {
  await queue("ana@people.example");
  await t.drainMail();

  expect(office.received).toHaveLength(1);
  const [mail] = office.received;
  expect(mail?.to).toEqual(["ana@people.example"]);
  expect(mail?.raw).toContain("Plain words");
  expect(mail?.raw).toContain("<p>Marked-up words</p>");
  const row = await stored("ana@people.example");
  expect(mail?.messageId).toBe(`<${row.message_id}@riverside.example>`);
  expect(row).toMatchObject({ state: "sent", attempts: 1, last_error: null });
});

test("a mail queued in a transaction that rolls back is never sent", async () => {
  const failing = t.inside(community, async (trx) => {
    const mail = {
      ...words,
      communityId: community.id,
      personId: null,
      kind: "test",
      to: "ghost@people.example",
    };
    await queueMail(trx, t.platform.jobs, mail);
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  await queue("witness@people.example");
  await t.drainMail();
  expect(office.received.flatMap(({ to }) => to)).toEqual(["witness@people.example"]);
});

test("when the line drops after the message was taken, the second copy carries the same Message-ID", async () => {
  office.verdicts.push("hang up");
  await queue("ben@people.example");
  await t.drainMail();

  expect(office.received).toHaveLength(2);
  expect(new Set(office.received.map(({ messageId }) => messageId)).size).toBe(1);
  expect(await stored("ben@people.example")).toMatchObject({ state: "sent", attempts: 2 });
});

test("an address that the other side refuses is given up at once, and the reason is kept", async () => {
  await queue("nobody@people.example");
  await t.drainMail();
  const mail = await stored("nobody@people.example");
  expect(mail).toMatchObject({ state: "failed", attempts: 1, sent_at: null });
  expect(mail.last_error).toContain("no such mailbox");
});

test("mail waits for a server that is down and is sent when it is back", async () => {
  await office.close();
  await queue("cleo@people.example");
  await t.startWorkers();
  await expect.poll(async () => (await stored("cleo@people.example")).attempts, { timeout: 10_000 }).toBe(1);
  expect(await stored("cleo@people.example")).toMatchObject({ state: "queued" });
  expect((await stored("cleo@people.example")).last_error).toContain("ECONNREFUSED");

  office = new TestPostOffice();
  await office.open(Number(new URL(url).port));
  await t.drainMail();
  expect(office.received.flatMap(({ to }) => to)).toEqual(["cleo@people.example"]);
  expect(await stored("cleo@people.example")).toMatchObject({ state: "sent", last_error: null });
});

test("a letter of an account takes the same way", async () => {
  await queueAccountMail(t.platform, { ...words, to: "dana@people.example" });
  await t.drainMail();
  expect(office.received.flatMap(({ to }) => to)).toEqual(["dana@people.example"]);
  const row = await t.platform.db.selectFrom("account_mails").selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ state: "sent", attempts: 1 });
});

test("an invitation travels as a calendar part with its method", async () => {
  const calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR";
  await queue("eli@people.example", { calendar, calendarMethod: "REQUEST" });
  await t.drainMail();
  expect(office.received[0]?.raw).toMatch(/Content-Type: text\/calendar;.*method=REQUEST/is);
});
