import { afterAll, beforeAll, expect, test } from "vitest";
import { type Acquainted, acquainted, block, fillIn, states, stillToCome } from "#support/acquainted.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

/** Every page on the way to a meeting with Talia, and what it says of her. */
async function wayTo(client: Client, { community, format, services, generic, talia, location }: Acquainted) {
  const at = "2026-03-03T10:00Z";
  const book = `${community.base}/book/${format}`;
  const pages = {
    pick: book,
    search: `${book}?q=Talia`,
    "own list": `${community.base}/services`,
    "own service": `${book}/${services[0]}`,
    "who is free": `${book}/${generic}/${at}`,
    where: `${book}/${generic}/${at}/${talia.id}`,
    topic: `${book}/${generic}/${at}/${talia.id}/${location}`,
    "topic of the own service": `${book}/${services[0]}/${at}/${talia.id}/${location}`,
  };
  const seen: Record<string, boolean> = {};
  for (const [name, path] of Object.entries(pages)) {
    const { status, text } = await client.get(path);
    // The page that asks where speaks of nobody.
    const named = name === "where" || text.includes("Talia K");
    seen[name] = status === 200 && named;
  }
  return seen;
}

const book = async (...args: Parameters<typeof fillIn>) => (await fillIn(...args))();

test.each(["member", "provider"] as const)(
  "two who are kept apart do not find each other on the way to a meeting, when the %s blocked",
  async (who) => {
    const at = await acquainted(kith);
    const member = await kith.signIn(at.member);
    const outsider = await kith.signIn(await kith.person(at.community));
    const everywhere = await wayTo(outsider, at);
    expect(Object.values(everywhere)).toEqual(Object.values(everywhere).map(() => true));
    expect(await wayTo(member, at)).toEqual(everywhere);

    if (who === "member") expect((await block(member, at, at.talia)).status).toBe(303);
    else expect((await block(await kith.signIn(at.talia), at, at.member)).status).toBe(303);
    const nowhere = Object.fromEntries(Object.keys(everywhere).map((page) => [page, false]));
    expect(await wayTo(member, at)).toEqual(nowhere);
    expect(await wayTo(outsider, at)).toEqual(everywhere);
    const { text } = await member.get(
      `${at.community.base}/book/${at.format}/${at.generic}/2026-03-03T10:00Z`,
    );
    expect(text).toContain("Provider1 K");
  },
);

test("two who are kept apart cannot book each other by sending the form itself, and somebody else can", async () => {
  const at = await acquainted(kith);
  const member = await kith.signIn(at.member);
  await block(member, at, at.talia);
  expect((await book(member, at)).status).toBe(409);
  expect((await book(member, at, { service: at.services[0] ?? "" })).status).toBe(404);
  expect(Object.values((await states(kith, at)).meetings)).toEqual(["final"]);
  const outsider = await kith.signIn(await kith.person(at.community));
  expect((await book(outsider, at)).status).toBe(303);
});

test("two who are kept apart have no meeting left to come, and nobody else loses one", async () => {
  const at = await acquainted(kith);
  const past = Object.keys((await states(kith, at)).meetings);
  const coming = await meeting(kith, at, { at: "2026-03-03T10:00Z" });
  const asked = await meeting(kith, at, { at: "2026-03-04T10:00Z", state: "pending" });
  const turned = await meeting(kith, at, {
    at: "2026-03-05T10:00Z",
    provider: at.talia.id,
    member: at.other.id,
  });
  const withOther = await meeting(kith, at, { at: "2026-03-06T10:00Z", provider: at.other.id });
  const member = await kith.signIn(at.member);
  expect((await block(member, at, at.talia)).status).toBe(303);

  const after = await states(kith, at);
  expect(after.meetings).toEqual({
    [past[0] ?? ""]: "final",
    [coming]: "cancelled",
    [asked]: "cancelled",
    [turned]: "final",
    [withOther]: "final",
  });
  expect(after.occupied).not.toContain("2026-03-03T10:00:00Z");
  expect(after.occupied).not.toContain("2026-03-04T10:00:00Z");
  const talia = await kith.signIn(at.talia);
  const page = textOf((await talia.get(`${at.community.base}/meetings/${coming}`)).text);
  expect(page).toContain("cancelled");
  expect(page).toMatch(/: cancelled\b/);
  expect(page).not.toContain("cancelled by");
  await kith.drainMail();
  const mails = await kith.inside(at.community, (trx) => trx.selectFrom("mails").selectAll().execute());
  expect(mails.map((mail) => mail.to_address).sort()).toEqual(
    [at.member.email, at.member.email, at.talia.email, at.talia.email].sort(),
  );
  for (const { body_text } of mails) expect(body_text).not.toMatch(/block|cancelled by/i);
});

test("two who are kept apart stay apart when one books while the other blocks, whoever comes first", async () => {
  const at = await acquainted(kith);
  for (let round = 0; round < 16; round += 1) {
    const person = await kith.person(at.community);
    const earlier = Temporal.Instant.from("2026-02-01T10:00Z").add({ hours: 24 * round });
    await meeting(kith, at, { at: earlier.toString(), member: person.id });
    const [member, talia] = [await kith.signIn(person), await kith.signIn(at.talia)];
    const last = await fillIn(member, at, { at: "2026-03-03T12:00Z" });
    const [, stopped] = await Promise.all([last(), block(talia, at, person)]);
    expect(stopped.status).toBe(303);
    expect(await stillToCome(kith, at)).toEqual([]);
  }
});
