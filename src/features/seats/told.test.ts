import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { another, ask, type Gathering, type Guest, gathering, giveUp, guestsOf } from "#support/places.ts";
import { textOf } from "#support/scheduling.ts";
import { keepDeadlinesOf } from "../../deadlines.ts";
import { release, releaseAll } from "./engine.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

/** What somebody was told in the app and by mail, oldest first; everything waiting is written before. */
async function told(at: Gathering, { id }: Pick<TestPerson, "id">) {
  await kith.drainMail();
  return kith.inside(at.community, async (trx) => {
    const bells = await trx
      .selectFrom("notifications")
      .select(["message", "path"])
      .where("person_id", "=", id)
      .orderBy("id")
      .execute();
    const mails = await trx
      .selectFrom("mails")
      .select(["subject", "body_text", "calendar", "kind"])
      .where("person_id", "=", id)
      .orderBy("id")
      .execute();
    return { bells: bells.map(({ message }) => message), mails, paths: bells.map(({ path }) => path) };
  });
}

const methodIn = (calendar: string | null): string | undefined => /METHOD:(\w+)/.exec(calendar ?? "")?.[1];

test("who takes a place and gives it up has a letter for each, with the calendar's entry and nobody else's name", async () => {
  const at = await gathering(kith);
  const [a, b] = (await guestsOf(kith, at, 2)) as [Guest, Guest];
  await ask(b.client, at, "register");
  await ask(a.client, at, "register");
  // Letters are written by jobs side by side: only what was told before comes first for sure.
  await told(at, a.person);
  await giveUp(a.client, at, "registered");
  const { bells, mails } = await told(at, a.person);
  // What they did themselves is not rung.
  expect(bells).toEqual([]);
  expect(mails.map(({ calendar }) => methodIn(calendar))).toEqual(["REQUEST", "CANCEL"]);
  for (const { subject, body_text, calendar } of mails) {
    const all = `${subject} ${body_text} ${calendar}`;
    expect(all).not.toMatch(/Guest1|Guest1 G/);
    expect(all).not.toContain(b.person.email);
  }
  expect((await told(at, at.host)).mails).toEqual([]);
});

test("the first of the line is told of the freed place once, with until when; then what became of it", async () => {
  const at = await gathering(kith, { seats: 1, settings: { offerMinutes: 60 } });
  const [a, b, c] = (await guestsOf(kith, at, 3)) as [Guest, Guest, Guest];
  await ask(a.client, at, "register");
  for (const { client } of [b, c]) await ask(client, at, "wait");
  await giveUp(a.client, at, "registered");
  const first = await told(at, b.person);
  expect([first.bells, first.paths]).toEqual([["seats.offered"], [`/groups/${at.meeting}`]]);
  expect(first.mails.map(({ subject }) => subject)).toEqual(["A place is free for you: Beginning again"]);
  expect(first.mails[0]?.body_text).toContain("until Mon 2 Mar, 10:00");
  expect((await told(at, c.person)).bells).toEqual([]);

  kith.clock.set("2026-03-02T10:00:00Z");
  await keepDeadlinesOf(kith.platform, at.community.id);
  await keepDeadlinesOf(kith.platform, at.community.id);
  expect((await told(at, b.person)).bells).toEqual(["seats.offered", "seats.offerOver"]);
  expect((await told(at, c.person)).bells).toEqual(["seats.offered"]);
  const page = textOf(await c.client.get(`${at.community.base}/notifications`));
  expect(page).toContain("A place in “Beginning again” (Wed 4 Mar, 10:00–11:00) is free for you.");
});

test("who is taken out is told, and not by whom", async () => {
  const at = await gathering(kith, { seats: 1 });
  const [a, b] = (await guestsOf(kith, at, 2)) as [Guest, Guest];
  await ask(a.client, at, "register");
  await ask(b.client, at, "wait");
  await kith.inside(at.community, async (trx) => {
    const out = { communityId: at.community.id, meetingId: at.meeting, by: null, refund: "full" } as const;
    for (const { person } of [b, a])
      await release(trx, kith.platform.jobs, { ...out, personId: person.id, now: kith.clock.now() });
  });
  const [sure, waiting] = [await told(at, a.person), await told(at, b.person)];
  expect([sure.bells, waiting.bells]).toEqual([["groups.removed"], ["seats.out"]]);
  expect(methodIn(sure.mails.at(-1)?.calendar ?? null)).toBe("CANCEL");
  expect(sure.mails.at(-1)?.body_text).not.toContain("Hanna");
});

test("when it is off everybody who had or awaited a place is told, once", async () => {
  const at = await gathering(kith, { seats: 2 });
  const guests = await guestsOf(kith, at, 4);
  const [a, b, c, d] = guests as [Guest, Guest, Guest, Guest];
  await ask(a.client, at, "register");
  await ask(b.client, at, "register");
  await ask(c.client, at, "wait");
  await ask(d.client, at, "wait");
  await giveUp(a.client, at, "registered");
  const off = { communityId: at.community.id, meetingId: at.meeting, by: at.host.id, reason: "Ill." };
  for (let i = 0; i < 2; i++)
    await kith.inside(at.community, (trx) =>
      releaseAll(trx, kith.platform.jobs, { ...off, now: kith.clock.now() }),
    );
  const bells = await Promise.all(guests.map(async ({ person }) => (await told(at, person)).bells));
  expect(bells).toEqual([[], ["groups.cancelled"], ["seats.offered", "seats.off"], ["seats.off"]]);
});

test("nobody who comes finds another's name on the page, and who gives it finds all of them", async () => {
  const first = await gathering(kith);
  const coHost = await kith.person(first.community, { roles: ["provider"] });
  const at = await another(kith, first, { at: "2026-03-05T10:00Z", coHosts: [coHost] });
  const guests = await guestsOf(kith, at, 4);
  const [a, b, c, stranger] = guests as [Guest, Guest, Guest, Guest];
  for (const { client } of [a, b]) await ask(client, at, "register");
  await ask(c.client, at, "wait");
  const seenBy = async ({ client }: Pick<Guest, "client">) => {
    const { status, text } = await client.get(at.path);
    expect(status).toBe(200);
    return guests.map((_, i) => text.includes(`Guest${i}`));
  };
  const nobody = [false, false, false, false];
  const own = [0, 1, 2, 3].map((me) => nobody.map((_, i) => i === me));
  for (const [i, guest] of [a, b, c, stranger].entries()) {
    const seen = await seenBy(guest);
    // One's own name may stand in the frame of the page.
    expect([nobody, own[i]]).toContainEqual(seen);
  }
  for (const host of [at.host, coHost]) {
    const client = await kith.signIn(host);
    expect(await seenBy({ client })).toEqual([true, true, true, false]);
    expect(textOf(await client.get(at.path))).not.toContain("Your place");
  }
});
