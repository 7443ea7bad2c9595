import { afterAll, beforeAll, expect, test } from "vitest";
import { acquainted, asking, block, fillIn, states } from "#support/acquainted.ts";
import { proposed } from "#support/answering.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";
import { type Programme, programme } from "#support/programme.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

const book = async (...args: Parameters<typeof fillIn>) => (await fillIn(...args))();

const blocksOf = ({ community }: Programme) =>
  kith.inside(community, (trx) => trx.selectFrom("blocks").select(["person_id", "blocked_id"]).execute());

test("blocking says first what it does, and where one came from stays one click away", async () => {
  const at = await acquainted(kith);
  const id = await meeting(kith, at, { at: "2026-03-03T10:00Z" });
  const member = await kith.signIn(at.member);
  const path = `${at.community.base}/people/${at.talia.id}/block`;
  const { status, text } = await member.get(`${path}?from=meetings/${id}`);
  expect(status).toBe(200);
  expect(textOf(text)).toContain("Block Talia K? You need no reason for it");
  expect(text).toContain(`href="${at.community.base}/meetings/${id}"`);
  expect((await member.get(`${path}?from=//elsewhere.example`)).text).not.toContain('href="//elsewhere');
  expect(await blocksOf(at)).toEqual([]);
});

test("blocking is one quiet link on the page of a meeting, for its own people alone", async () => {
  const at = await acquainted(kith);
  const id = await meeting(kith, at, { at: "2026-03-03T10:00Z" });
  const linkTo = (person: TestPerson) =>
    `href="${at.community.base}/people/${person.id}/block?from=meetings/${id}"`;
  const page = async (person: TestPerson) =>
    (await (await kith.signIn(person)).get(`${at.community.base}/meetings/${id}`)).text;
  expect(await page(at.member)).toContain(linkTo(at.talia));
  expect(await page(at.talia)).toContain(linkTo(at.member));
  const coordinator = await page(await kith.person(at.community, { roles: ["coordinator"] }));
  expect(coordinator).toContain("Talia K");
  expect(coordinator).not.toContain("/block?");
});

test("blocking is there for people who share a meeting or a proposal, and for nobody else", async () => {
  const at = await acquainted(kith);
  await kith.inside(at.community, (trx) =>
    trx.updateTable("providers").set({ in_directory: false }).execute(),
  );
  const stranger = await kith.person(at.community);
  const away = await programme(kith);
  const member = await kith.signIn(at.member);
  const can = async (client: Client, id: string) =>
    (await client.get(`${at.community.base}/people/${id}/block`)).status === 200;
  expect(await can(member, at.talia.id)).toBe(true);
  expect(await can(await kith.signIn(at.talia), at.member.id)).toBe(true);
  expect(await can(member, at.other.id)).toBe(false);
  await proposed(kith, await asking(kith, at), 1);
  expect(await can(member, at.other.id)).toBe(true);
  expect(await can(await kith.signIn(at.other), at.member.id)).toBe(true);

  const outsiders = {
    "a member they never met": [stranger, at.talia],
    "a coordinator who never met them": [
      await kith.person(at.community, { roles: ["coordinator", "member"] }),
      at.talia,
    ],
    "somebody of another community": [away.member, at.talia],
    "a person of another community": [at.member, away.member],
    "a fellow member": [at.member, stranger],
    oneself: [at.member, at.member],
  } as const;
  for (const [who, [actor, target]] of Object.entries(outsiders)) {
    const client = await kith.signIn(actor);
    expect(await can(client, target.id), who).toBe(false);
    expect((await block(client, at, target)).status, who).toBe(404);
    expect((await client.post(`${at.community.base}/people/${target.id}/unblock`)).status, who).toBe(404);
  }
  expect((await member.post(`${at.community.base}/people/nobody/block`)).status).toBe(404);
  const visitor = kith.visitor();
  expect((await block(visitor, at, at.talia)).location).toMatch(/^\/sign-in/);
  expect((await visitor.get(`${at.community.base}/blocked`)).location).toMatch(/^\/sign-in/);
  expect(await blocksOf(at)).toEqual([]);
});

test("whom the directory shows can be blocked by everybody who finds them there, and is found no more", async () => {
  const at = await acquainted(kith);
  const stranger = await kith.signIn(await kith.person(at.community));
  const path = `${at.community.base}/people/${at.other.id}/block`;
  const { text } = await stranger.get(`${path}?from=providers/${at.other.id}`);
  expect(text).toContain("Block Provider1 K?");
  expect(text).toContain(`href="${at.community.base}/providers/${at.other.id}"`);
  const list = await stranger.follow(await block(stranger, at, at.other));
  expect(list.text).toContain("Provider1 K");
  expect((await stranger.get(`${at.community.base}/providers/${at.other.id}`)).status).toBe(404);
});

test("blocking tells a provider no name that the request did not", async () => {
  const at = await acquainted(kith);
  await proposed(kith, await asking(kith, at), 1);
  const other = await kith.signIn(at.other);
  const { text } = await other.get(`${at.community.base}/people/${at.member.id}/block`);
  expect(text).toContain("Block this person?");
  expect(text).not.toContain("Mina");
  const list = await other.follow(await block(other, at, at.member));
  expect(list.text).toContain("this person");
  expect(list.text).not.toContain("Mina");
});

test("blocking twice is once, and both can do it without seeing that the other did", async () => {
  const at = await acquainted(kith);
  const [member, talia] = [await kith.signIn(at.member), await kith.signIn(at.talia)];
  await block(member, at, at.talia);
  expect((await block(member, at, at.talia)).status).toBe(303);
  expect((await member.get(`${at.community.base}/people/${at.talia.id}/block`)).location).toBe(
    `${at.community.base}/blocked`,
  );
  expect((await talia.get(`${at.community.base}/people/${at.member.id}/block`)).status).toBe(200);
  expect(textOf((await talia.get(`${at.community.base}/blocked`)).text)).toContain("You have blocked nobody");
  expect((await block(talia, at, at.member)).status).toBe(303);
  expect(await blocksOf(at)).toHaveLength(2);
});

test("blocking is taken back by the one who did it alone, brings nothing back, and lets them find each other again", async () => {
  const at = await acquainted(kith);
  const id = await meeting(kith, at, { at: "2026-03-03T10:00Z" });
  const [member, talia] = [await kith.signIn(at.member), await kith.signIn(at.talia)];
  const page = await member.follow(await block(member, at, at.talia));
  expect(textOf(page.text)).toContain("Talia K Since Mon 2 Mar");
  expect((await talia.post(`${at.community.base}/people/${at.member.id}/unblock`)).status).toBe(404);
  expect((await book(member, at)).status).toBe(409);

  expect((await member.post(`${at.community.base}/people/${at.talia.id}/unblock`)).status).toBe(303);
  expect(await blocksOf(at)).toEqual([]);
  expect((await states(kith, at)).meetings[id]).toBe("cancelled");
  expect((await book(member, at)).status).toBe(303);
});

test("a block holds until both have taken it back", async () => {
  const at = await acquainted(kith);
  const [member, talia] = [await kith.signIn(at.member), await kith.signIn(at.talia)];
  await block(member, at, at.talia);
  await block(talia, at, at.member);
  await member.post(`${at.community.base}/people/${at.talia.id}/unblock`);
  expect((await book(member, at)).status).toBe(409);
  await talia.post(`${at.community.base}/people/${at.member.id}/unblock`);
  expect((await book(member, at)).status).toBe(303);
});
