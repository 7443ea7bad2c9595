import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestCommunity, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { erase } from "#support/erasing.ts";
import { faultOf, rowsOf, textOf } from "#support/panel.ts";
import { toldOf } from "#support/requests.ts";
import { keepHouse } from "../housekeeping/jobs.ts";
import { exportHelp } from "./exporting.ts";
import { tooOften } from "./pace.ts";
import { pace } from "./rules.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

interface Scene {
  readonly community: TestCommunity;
  readonly base: string;
  readonly member: TestPerson;
  readonly coordinator: TestPerson;
  readonly asker: Client;
  readonly staff: Client;
}

async function scene(settings: object = {}): Promise<Scene> {
  const community = await kith.community({ settings });
  const member = await kith.person(community, { firstName: "Mina", lastName: "Alvarez" });
  const coordinator = await kith.person(community, {
    roles: ["coordinator"],
    firstName: "Cora",
    lastName: "Vale",
  });
  const [asker, staff] = [await kith.signIn(member), await kith.signIn(coordinator)];
  return { community, base: community.base, member, coordinator, asker, staff };
}

const question = {
  text: "The calendar stays empty.",
  name: "Mina Alvarez",
  email: "mina@people.example",
  phone: "01632 960001",
  browser: "Firefox 140",
  device: "Android",
};

const ask = (client: Client, base: string, fields: Record<string, string | File> = {}) =>
  client.post(`${base}/help/ask?from=dashboard`, { ...question, key: newId(), ...fields });

const answer = (at: Scene, number: number, text: string, seen = 1) =>
  at.staff.post(`${at.base}/admin/help/${number}`, { text, seen: String(seen) });

const stored = (at: Scene) =>
  kith.inside(at.community, (trx) =>
    trx.selectFrom("help_questions").selectAll().orderBy("number").execute(),
  );

const letters = (at: Scene, kind: string) =>
  kith.inside(at.community, (trx) =>
    trx.selectFrom("mails").select(["to_address", "subject", "body_text"]).where("kind", "=", kind).execute(),
  );

describe("asking", () => {
  test("the form knows who asks and with what, and goes back to where it was opened", async () => {
    const at = await scene();
    const agent =
      "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";
    const { text } = await at.asker.get(`${at.base}/help/ask`, { "user-agent": agent });
    for (const known of ["Mina Alvarez", at.member.email, "Chrome 142", "Android"])
      expect(text).toContain(`value="${known}"`);
    const sent = await ask(at.asker, at.base);
    expect([sent.status, sent.location]).toEqual([303, `${at.base}/dashboard`]);
    expect(textOf((await at.asker.get(`${at.base}/help`)).text)).toContain(
      "Your question has the number #1. You find it, and the answer, under Help.",
    );
  });

  test("gives each question of a community the next number, once for a second click", async () => {
    const [at, away] = [await scene(), await scene()];
    const key = newId();
    for (const _click of [1, 2]) expect((await ask(at.asker, at.base, { key })).status).toBe(303);
    await ask(at.asker, at.base, { text: "Another." });
    await ask(away.asker, away.base);
    expect((await stored(at)).map(({ number, state, messages }) => [number, state, messages])).toEqual([
      [1, "open", 1],
      [2, "open", 1],
    ]);
    expect((await stored(away)).map(({ number }) => number)).toEqual([1]);
    const { text: _text, ...about } = question;
    expect((await stored(at))[0]).toMatchObject({ ...about, person_id: at.member.id });
  });

  test("says beside the field what is missing, keeps what was typed, and stores nothing", async () => {
    const at = await scene();
    const { status, text } = await ask(at.asker, at.base, { text: " ", email: "mina", name: "" });
    expect(status).toBe(422);
    expect([faultOf(text, "text"), faultOf(text, "email"), faultOf(text, "name")]).toEqual([
      "Please fill this in.",
      "This does not look right. Please check it.",
      "Please fill this in.",
    ]);
    expect(text).toContain('value="01632 960001"');
    expect((await ask(at.asker, at.base, { text: "x".repeat(5_001) })).status).toBe(422);
    expect(await stored(at)).toEqual([]);
  });

  test("is for everybody who belongs, and for nobody else", async () => {
    const at = await scene();
    const provider = await kith.signIn(await kith.person(at.community, { roles: ["provider"] }));
    expect((await ask(provider, at.base)).status).toBe(303);
    const away = await scene();
    expect((await away.asker.get(`${away.base}/help`)).status).toBe(200);
    expect((await away.asker.get(`${at.base}/help`)).status).toBe(404);
    expect((await ask(away.asker, at.base)).status).toBe(404);
    expect((await kith.visitor().get(`${at.base}/help/ask`)).location).toMatch(/^\/sign-in/);
    expect(await stored(at)).toHaveLength(1);
  });

  test("too much in an hour is not taken, and what was typed stays", async () => {
    const at = await scene();
    for (let turn = 1; turn < pace.times; turn += 1) await tooOften(kith.platform.db, at.member.id);
    expect((await ask(at.asker, at.base, { text: " " })).status).toBe(422);
    const { status, text } = await ask(at.asker, at.base);
    expect([status, textOf(text)]).toEqual([429, expect.stringContaining("You have sent a lot")]);
    expect(text).toContain(question.text);
    expect(await stored(at)).toEqual([]);
    const other = await kith.signIn(await kith.person(at.community));
    expect((await ask(other, at.base)).status).toBe(303);
  });
});

describe("a question and its answer", () => {
  test("belong to the one who asked and to the coordinators: for everybody else there is nothing", async () => {
    const at = await scene();
    await ask(at.asker, at.base);
    await answer(at, 1, "Please look again.");
    const [own, staff] = [`${at.base}/help/1`, `${at.base}/admin/help/1`];
    for (const [client, path] of [
      [at.asker, own],
      [at.staff, staff],
    ] as const) {
      const { status, text } = await client.get(path);
      expect([status, text.includes(question.text), text.includes("Please look again.")]).toEqual([
        200,
        true,
        true,
      ]);
    }
    const other = await kith.person(at.community);
    const provider = await kith.person(at.community, { roles: ["provider", "member"] });
    const away = await scene();
    for (const person of [other, provider, away.member, away.coordinator]) {
      const client = await kith.signIn(person);
      expect((await client.get(`${person.community.base}/help`)).status, "is somebody").toBe(200);
      for (const path of [own, staff, `${at.base}/admin/help`])
        expect((await client.get(path)).status).toBe(404);
      expect((await client.post(own, { text: "Mine too." })).status).toBe(404);
      expect((await client.post(staff, { text: "No.", seen: "2" })).status).toBe(404);
      expect((await client.get(`${person.community.base}/help`)).text).not.toContain(question.text);
    }
    // A coordinator reads it in the inbox, not as their own; the asker not in the inbox.
    expect((await at.staff.get(own)).status).toBe(404);
    expect((await at.asker.get(staff)).status).toBe(404);
    expect((await stored(at))[0]).toMatchObject({ state: "answered", messages: 2 });
  });

  test("are told in the app and by a letter without their words, in the ways that were chosen", async () => {
    const at = await scene();
    await ask(at.asker, at.base);
    await kith.drainMail();
    expect(await toldOf(kith, at.coordinator)).toEqual(["help.asked /admin/help/1"]);
    expect((await answer(at, 1, "It is the filter on top.")).status).toBe(303);
    await kith.drainMail();
    expect(await toldOf(kith, at.member)).toEqual(["help.answered /help/1"]);
    const sent = await letters(at, "help");
    expect(sent.map(({ to_address, subject }) => [to_address, subject])).toEqual([
      [at.coordinator.email, "Help inbox: question #1"],
      [at.member.email, "An answer to your question #1"],
    ]);
    expect(sent.some(({ body_text }) => /calendar|filter/.test(body_text))).toBe(false);

    await at.asker.post(`${at.base}/notifications/choices`, { bell: "help" });
    await answer(at, 1, "And there is a button.", 2);
    await kith.drainMail();
    expect(await toldOf(kith, at.member)).toHaveLength(2);
    expect(await letters(at, "help")).toHaveLength(2);
  });

  test("reach somebody discreet without saying what it is", async () => {
    const at = await scene();
    await kith.inside(at.community, (trx) =>
      trx.updateTable("people").set({ discreet: true }).where("id", "=", at.member.id).execute(),
    );
    await ask(at.asker, at.base);
    await answer(at, 1, "It is the filter.");
    await kith.drainMail();
    const letter = (await letters(at, "help")).find(({ to_address }) => to_address === at.member.email);
    expect(letter?.subject).toBe("You have a new message in Kith");
    expect(letter?.body_text).not.toMatch(/question|answer|help|Riverside|#1/i);
  });

  test("reach the support address with the question and a way to the inbox; coordinators then hear of it in the app", async () => {
    const at = await scene({ supportEmail: "desk@riverside.example" });
    await ask(at.asker, at.base);
    await kith.drainMail();
    const [letter, ...others] = await letters(at, "help.question");
    expect([letter?.to_address, letter?.subject, others]).toEqual([
      "desk@riverside.example",
      "Help inbox: question #1",
      [],
    ]);
    expect(letter?.body_text).toContain(question.text);
    expect(letter?.body_text).toContain(
      "From Mina Alvarez, mina@people.example. Phone: 01632 960001. With Firefox 140, Android.",
    );
    expect(letter?.body_text).toContain(`${at.base}/admin/help/1`);
    expect(await letters(at, "help")).toEqual([]);
    expect(await toldOf(kith, at.coordinator)).toEqual(["help.asked /admin/help/1"]);
  });

  test("can go on: written in again it waits again, and nobody answers past what they have not read", async () => {
    const at = await scene();
    await ask(at.asker, at.base);
    await answer(at, 1, "Please look again.");
    expect((await at.asker.post(`${at.base}/help/1`, { text: "Still empty.", key: newId() })).status).toBe(
      303,
    );
    expect((await stored(at))[0]).toMatchObject({ state: "open", messages: 3 });
    await kith.drainMail();
    expect(await toldOf(kith, at.coordinator)).toContain("help.more /admin/help/1");

    const unread = await answer(at, 1, "Then restart it.", 2);
    expect([unread.status, textOf(unread.text)]).toEqual([
      422,
      expect.stringContaining("Something was written here after you opened it."),
    ]);
    expect(unread.text).toContain("Then restart it.");
    expect(unread.text).toContain("Still empty.");
    expect((await answer(at, 1, " ", 3)).status).toBe(422);
    expect((await answer(at, 1, "Then restart it.", 3)).status).toBe(303);
    expect((await stored(at))[0]).toMatchObject({ state: "answered", messages: 4 });
    expect((await at.staff.post(`${at.base}/admin/help/9`, { text: "Hm", seen: "0" })).status).toBe(404);
  });

  test("stand in the inbox, those that wait longest first, and are found by number, name and words", async () => {
    const at = await scene();
    for (const text of ["The first.", "Pale zebra.", "The third."]) {
      kith.clock.set(kith.clock.now().add({ minutes: 1 }).toString());
      await ask(at.asker, at.base, { text });
    }
    await answer(at, 3, "Done.");
    const rows = async (query = "") =>
      rowsOf((await at.staff.get(`${at.base}/admin/help${query}`)).text).map(([number, text]) => [
        number,
        text,
      ]);
    const [one, two, three] = [
      ["#1", "The first."],
      ["#2", "Pale zebra."],
      ["#3", "The third."],
    ];
    expect(await rows()).toEqual([one, two]);
    expect(await rows("?show=answered")).toEqual([three]);
    expect(await rows("?q=ZEBRA")).toEqual([two]);
    expect(await rows("?q=%231")).toEqual([one]);
    expect(await rows("?q=alvarez")).toEqual([one, two]);
    expect(await rows("?q=100%25")).toEqual([]);
  });
});

describe("what is kept", () => {
  test("is given out with somebody's data, and gone when they are forgotten, letters included", async () => {
    const at = await scene({ supportEmail: "desk@riverside.example" });
    const other = await kith.signIn(await kith.person(at.community));
    await ask(at.asker, at.base);
    await ask(other, at.base, { text: "Not theirs." });
    await answer(at, 1, "Please look again.");
    await kith.drainMail();
    const owner = { personId: at.member.id, accountId: at.member.accountId };
    const theirs = await kith.inside(at.community, (trx) =>
      Promise.all(exportHelp.map(async ({ rows }) => (await sql`${rows(owner)}`.execute(trx)).rows)),
    );
    expect(theirs.flat()).toMatchObject([
      {
        number: 1,
        email: question.email,
        messages: [
          { text: question.text, from: "you" },
          { text: "Please look again.", from: "the coordinators" },
        ],
      },
    ]);

    expect((await erase(at.asker, at)).status).toBe(303);
    expect((await stored(at)).map(({ number }) => number)).toEqual([2]);
    const left = await letters(at, "help.question");
    expect(left.map(({ subject, body_text }) => [subject, body_text.includes("Not theirs.")])).toEqual(
      expect.arrayContaining([
        ["", false],
        ["Help inbox: question #2", true],
      ]),
    );
    expect(await toldOf(kith, at.coordinator)).toEqual(["help.asked /admin/help/2"]);
    // The number is not given again.
    await ask(other, at.base);
    expect((await stored(at)).map(({ number }) => number)).toEqual([2, 3]);
  });

  test("goes two years after the last word of what was answered, and never while somebody waits", async () => {
    const at = await scene();
    for (const _question of [1, 2, 3]) await ask(at.asker, at.base);
    await answer(at, 1, "Old.");
    await answer(at, 2, "Fresh.");
    const age = (number: number, days: number) =>
      kith.inside(at.community, (trx) =>
        trx
          .updateTable("help_questions")
          .set({ wrote_at: Temporal.Now.instant().subtract({ hours: 24 * days }) })
          .where("number", "=", number)
          .execute(),
      );
    await age(1, 800);
    await age(2, 700);
    await age(3, 800);
    await keepHouse(kith.platform);
    expect((await stored(at)).map(({ number }) => number)).toEqual([2, 3]);
  });
});
