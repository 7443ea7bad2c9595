import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { acquainted, block } from "#support/acquainted.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { askToConnect, connectionsOf, strangers, tieIn, toldTo } from "#support/connecting.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";

const today = "2026-03-02T09:00:00Z";
let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: today, demo: true });
});
beforeEach(() => kith.clock.set(today));
afterAll(() => kith.end());

const later = (days: number) =>
  kith.clock.set(
    Temporal.Instant.from(today)
      .add({ hours: 24 * days })
      .toString(),
  );

test("a member asks a provider of the directory, who is told, reads the words and says yes", async () => {
  const at = await strangers(kith);
  const form = await at.mina.get(`${at.base}/people/${at.talia.id}/connect?from=providers/${at.talia.id}`);
  expect(textOf(form.text)).toContain("Who can read this: Talia K alone.");
  const asked = await askToConnect(at.mina, at.community, at.talia, { note: " We met at the fair. " });
  expect(asked.location).toBe(`${at.base}/connections`);
  const tie = await tieIn(kith, at.community);
  expect(tie).toMatchObject({
    asker_id: at.member.id,
    other_id: at.talia.id,
    state: "asked",
    note: "We met at the fair.",
  });
  await kith.drainMail();
  expect((await toldTo(kith, at.talia)).bell).toEqual([
    { message: "connections.asked", path: "/connections" },
  ]);
  const [letter] = (await toldTo(kith, at.talia)).mail;
  expect(letter?.subject).toBe("Mina Alvarez would like to connect with you");
  expect(letter?.body_text).not.toContain("fair");

  const page = await at.provider.get(`${at.base}/connections`);
  expect(textOf(page.text)).toContain("Mina Alvarez Asked on Mon 2 Mar We met at the fair.");
  const accepted = await at.provider.follow(
    await at.provider.post(`${at.base}/connections/${tie.id}/accept`),
  );
  expect(textOf(accepted.text)).toContain("You are connected now.");
  expect(textOf(accepted.text)).toContain("1 connection");
  expect((await tieIn(kith, at.community)).state).toBe("accepted");
  expect(textOf((await at.mina.get(`${at.base}/connections`)).text)).toContain("Talia K Connected since");
  await kith.drainMail();
  expect((await toldTo(kith, at.member)).bell).toEqual([
    { message: "connections.accepted", path: "/connections" },
  ]);
});

test("who is declined sees what they would see without an answer, and is not told", async () => {
  const at = await strangers(kith);
  await askToConnect(at.mina, at.community, at.talia);
  const paths = ["/connections", `/providers/${at.talia.id}`, `/people/${at.talia.id}/connect`];
  const seen = async () => {
    const pages = [];
    for (const path of paths) {
      const { status, text } = await at.mina.get(`${at.base}${path}`);
      pages.push([status, /<main[\s\S]*<\/main>/.exec(text)?.[0]]);
    }
    return pages;
  };
  await at.mina.get(at.base); // reads what the form's page said once
  const before = await seen();
  const tie = await tieIn(kith, at.community);
  const declined = await at.provider.follow(
    await at.provider.post(`${at.base}/connections/${tie.id}/decline`),
  );
  expect(textOf(declined.text)).toContain("Declined. Nobody is told.");
  expect(textOf(declined.text)).not.toContain("Mina");
  expect((await tieIn(kith, at.community)).state).toBe("declined");
  expect(await seen()).toEqual(before);
  await kith.drainMail();
  expect(await toldTo(kith, at.member)).toEqual({ bell: [], mail: [] });

  expect((await askToConnect(at.mina, at.community, at.talia)).status).toBe(303);
  later(179);
  const again = await askToConnect(at.mina, at.community, at.talia);
  expect([again.status, textOf(again.text).includes("Please wait with asking again")]).toEqual([422, true]);
  expect(await connectionsOf(kith, at.community)).toHaveLength(1);
  later(180);
  expect((await askToConnect(at.mina, at.community, at.talia)).status).toBe(303);
  expect((await connectionsOf(kith, at.community)).map(({ state }) => state)).toEqual(["ended", "asked"]);
});

test("an asking that nobody answered is over after its time, and can be answered no more", async () => {
  const at = await strangers(kith);
  await askToConnect(at.mina, at.community, at.talia);
  const { id } = await tieIn(kith, at.community);
  later(90);
  expect((await at.provider.get(`${at.base}/connections`)).text).not.toContain("Mina");
  expect((await at.mina.get(`${at.base}/connections`)).text).not.toContain("Talia");
  const late = await at.provider.follow(await at.provider.post(`${at.base}/connections/${id}/accept`));
  expect(textOf(late.text)).toContain("This can no longer be answered.");
  expect((await tieIn(kith, at.community)).state).toBe("asked");
});

test("who declined and thinks again asks, and that is a yes", async () => {
  const at = await strangers(kith);
  await meeting(kith, at, { at: "2026-02-20T10:00Z" });
  await askToConnect(at.mina, at.community, at.talia);
  const { id } = await tieIn(kith, at.community);
  await at.provider.post(`${at.base}/connections/${id}/decline`);
  await askToConnect(at.provider, at.community, at.member);
  expect(await connectionsOf(kith, at.community)).toMatchObject([{ id, state: "accepted" }]);
});

test("two who ask each other at once are connected once, whoever comes first", async () => {
  const at = await strangers(kith);
  for (let round = 0; round < 10; round += 1) {
    const [one, two] = [
      await kith.person(at.community, { roles: ["provider"] }),
      await kith.person(at.community, { roles: ["provider"] }),
    ];
    const [first, second] = [await kith.signIn(one), await kith.signIn(two)];
    const answers = await Promise.all([
      askToConnect(first, at.community, two),
      askToConnect(second, at.community, one),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const between = (await connectionsOf(kith, at.community)).filter(({ asker_id, other_id }) =>
      [asker_id, other_id].includes(one.id),
    );
    expect(between.map(({ state }) => state)).toEqual(["accepted"]);
  }
});

test("who asks while the other blocks them stays apart, whoever comes first", async () => {
  const at = await acquainted(kith);
  for (let round = 0; round < 10; round += 1) {
    const person = await kith.person(at.community);
    const earlier = Temporal.Instant.from("2026-01-01T10:00Z").add({ hours: 24 * round });
    await meeting(kith, at, { at: earlier.toString(), member: person.id });
    const [asker, blocker] = [await kith.signIn(person), await kith.signIn(at.talia)];
    const [, blocked] = await Promise.all([
      askToConnect(asker, at.community, at.talia),
      block(blocker, at, person),
    ]);
    expect(blocked.status).toBe(303);
    const states = (await connectionsOf(kith, at.community)).map(({ state }) => state);
    expect(states.filter((state) => state !== "ended")).toEqual([]);
  }
});

test("a second click asks once, and asking again while it is open changes nothing", async () => {
  const at = await strangers(kith);
  const key = newId();
  for (const _click of [1, 2]) await askToConnect(at.mina, at.community, at.talia, { key });
  await askToConnect(at.mina, at.community, at.talia);
  expect(await connectionsOf(kith, at.community)).toHaveLength(1);
  await kith.drainMail();
  expect((await toldTo(kith, at.talia)).bell).toHaveLength(1);
});

test("at most twenty who can still answer are asked, and taking one back makes room for another", async () => {
  const at = await strangers(kith);
  for (let i = 0; i < 20; i += 1) {
    const provider = await kith.person(at.community, { roles: ["provider"] });
    expect((await askToConnect(at.mina, at.community, provider)).status).toBe(303);
  }
  const refused = await askToConnect(at.mina, at.community, at.talia, { note: "And you?" });
  expect([refused.status, refused.text.includes("And you?")]).toEqual([422, true]);
  expect(textOf(refused.text)).toContain("You asked many people who have not answered yet.");
  const [first] = await connectionsOf(kith, at.community);
  await kith.inside(at.community, (trx) =>
    trx
      .updateTable("connections")
      .set({ state: "declined" })
      .where("id", "=", first?.id ?? "")
      .execute(),
  );
  expect((await askToConnect(at.mina, at.community, at.talia)).status, "a no makes no room").toBe(422);
  await at.mina.post(`${at.base}/connections/${first?.id}/end`);
  expect((await askToConnect(at.mina, at.community, at.talia)).status).toBe(303);
});
