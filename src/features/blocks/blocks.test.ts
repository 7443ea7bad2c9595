import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { proposal, supportRequest } from "#support/pairs.ts";
import { textOf } from "#support/panel.ts";
import { type Programme, programme } from "#support/programme.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

interface Scene extends Programme {
  /** The first provider, whom the member knows from a meeting that was. */
  talia: TestPerson;
  other: TestPerson;
}

async function scene(): Promise<Scene> {
  const made = await programme(kith, { providers: 2 });
  const [talia, other] = made.providers;
  if (!talia || !other) throw new Error("a programme has providers");
  await meeting(kith, made, { at: "2026-02-20T10:00Z" });
  return { ...made, talia, other };
}

const block = async (client: Client, { community }: Programme, { id }: TestPerson) =>
  client.post(`${community.base}/people/${id}/block`);

const blocksOf = ({ community }: Programme) =>
  kith.inside(community, (trx) => trx.selectFrom("blocks").select(["person_id", "blocked_id"]).execute());

const states = ({ community }: Programme) =>
  kith.inside(community, async (trx) => ({
    meetings: Object.fromEntries(
      (await trx.selectFrom("meetings").select(["id", "state"]).execute()).map(({ id, state }) => [
        id,
        state,
      ]),
    ),
    proposals: Object.fromEntries(
      (await trx.selectFrom("proposals").select(["id", "state"]).execute()).map(({ id, state }) => [
        id,
        state,
      ]),
    ),
    occupied: (await trx.selectFrom("occupancy").select("starts_at").execute()).map(({ starts_at }) =>
      starts_at.toString(),
    ),
  }));

/** Every page on the way to a meeting with Talia, and what it says of her. */
async function wayTo(client: Client, { community, format, services, generic, talia, location }: Scene) {
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

/** Fills in the topic, and gives what the button on the last page sends. */
async function fill(
  client: Client,
  { community, format, generic, talia, location, question }: Scene,
  { service = generic, at = "2026-03-03T10:00Z" } = {},
) {
  const topic = `${community.base}/book/${format}/${service}/${at}/${talia.id}/${location}`;
  const filled = await client.post(topic, { [`answer-${question}`]: "Starting over" });
  const draft = new URL(filled.location || topic, "http://kith.test").searchParams.get("draft") ?? "";
  const minute = minuteOf(Temporal.Instant.from(at));
  const form = { format, service, at: String(minute), provider: talia.id, location, draft };
  return () => client.post(`${community.base}/book`, { ...form, key: draft || newId() });
}

const book = async (...args: Parameters<typeof fill>) => (await fill(...args))();

describe("two people between whom a block stands", () => {
  test.each(["member", "provider"] as const)(
    "do not find each other on the way to a meeting, when the %s blocked",
    async (who) => {
      const at = await scene();
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

  test("cannot book each other by sending the form itself, and somebody else can", async () => {
    const at = await scene();
    const member = await kith.signIn(at.member);
    await block(member, at, at.talia);
    expect((await book(member, at)).status).toBe(409);
    expect((await book(member, at, { service: at.services[0] ?? "" })).status).toBe(404);
    expect(Object.values((await states(at)).meetings)).toEqual(["final"]);
    const outsider = await kith.signIn(await kith.person(at.community));
    expect((await book(outsider, at)).status).toBe(303);
  });

  test("have no meeting left to come, and nobody else loses one", async () => {
    const at = await scene();
    const past = Object.keys((await states(at)).meetings);
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

    const after = await states(at);
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

  test("have no open proposal left and the times it held are free; who is not part of it keeps theirs", async () => {
    const at = await scene();
    const { id: talia } = at.talia;
    const open = await proposal(kith, at, { provider: talia, held: "2026-03-04T10:00Z" });
    const accepted = await proposal(kith, at, { provider: talia, state: "accepted" });
    const others = await proposal(kith, at, { provider: at.other.id, held: "2026-03-04T11:00Z" });
    await block(await kith.signIn(at.talia), at, at.member);
    const after = await states(at);
    expect(after.proposals).toEqual({
      [open.proposal]: "not_chosen",
      [accepted.proposal]: "accepted",
      [others.proposal]: "open",
    });
    expect(after.occupied).not.toContain("2026-03-04T10:00:00Z");
    expect(after.occupied).toContain("2026-03-04T11:00:00Z");
    const told = await kith.inside(at.community, async (trx) => ({
      notices: await trx.selectFrom("notifications").select("message").execute(),
      events: await trx.selectFrom("request_events").select(["kind", "by_person"]).execute(),
    }));
    expect(told).toEqual({ notices: [], events: [{ kind: "not_chosen", by_person: null }] });
  });

  test("neither read nor answer each other's requests, and others do", async () => {
    const at = await scene();
    const { base } = at.community;
    const request = await supportRequest(kith, at, at.member.id);
    const [talia, other] = [await kith.signIn(at.talia), await kith.signIn(at.other)];
    const page = async (client: Client) => (await client.get(`${base}/requests/${request}`)).status;
    const listed = async (client: Client) => (await client.get(`${base}/requests`)).text.includes(request);
    expect([await page(talia), await listed(talia)]).toEqual([200, true]);
    await block(await kith.signIn(at.member), at, at.talia);
    expect([await page(talia), await listed(talia)]).toEqual([404, false]);
    expect([await page(other), await listed(other)]).toEqual([200, true]);
    const offer = { key: newId(), text: "I know it.", minutes: "30", format: at.format, price: "0" };
    expect((await talia.post(`${base}/requests/${request}/propose`, offer)).status).toBe(404);
    expect((await states(at)).proposals).toEqual({});
  });

  test("stay apart when one books while the other blocks, whoever comes first", async () => {
    const at = await scene();
    for (let round = 0; round < 16; round += 1) {
      const person = await kith.person(at.community);
      const earlier = Temporal.Instant.from("2026-02-01T10:00Z").add({ hours: 24 * round });
      await meeting(kith, at, { at: earlier.toString(), member: person.id });
      const [member, talia] = [await kith.signIn(person), await kith.signIn(at.talia)];
      const last = await fill(member, at, { at: "2026-03-03T12:00Z" });
      const [, stopped] = await Promise.all([last(), block(talia, at, person)]);
      expect(stopped.status).toBe(303);
      const coming = await kith.inside(at.community, (trx) =>
        trx
          .selectFrom("meetings")
          .select("state")
          .where("starts_at", ">", kith.clock.now())
          .where("state", "<>", "cancelled")
          .execute(),
      );
      expect(coming).toEqual([]);
    }
  });
});

describe("blocking", () => {
  test("says first what it does, and where one came from stays one click away", async () => {
    const at = await scene();
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

  test("is one quiet link on the page of a meeting, for its own people alone", async () => {
    const at = await scene();
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

  test("is there for people who share a meeting or a proposal, and for nobody else", async () => {
    const at = await scene();
    const stranger = await kith.person(at.community);
    const away = await programme(kith);
    const member = await kith.signIn(at.member);
    const can = async (client: Client, id: string) =>
      (await client.get(`${at.community.base}/people/${id}/block`)).status === 200;
    expect(await can(member, at.talia.id)).toBe(true);
    expect(await can(await kith.signIn(at.talia), at.member.id)).toBe(true);
    expect(await can(member, at.other.id)).toBe(false);
    await proposal(kith, at, { provider: at.other.id });
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

  test("tells a provider no name that the request did not", async () => {
    const at = await scene();
    await proposal(kith, at, { provider: at.other.id });
    const other = await kith.signIn(at.other);
    const { text } = await other.get(`${at.community.base}/people/${at.member.id}/block`);
    expect(text).toContain("Block this person?");
    expect(text).not.toContain("Mina");
    const list = await other.follow(await block(other, at, at.member));
    expect(list.text).toContain("this person");
    expect(list.text).not.toContain("Mina");
  });

  test("twice is once, and both can do it without seeing that the other did", async () => {
    const at = await scene();
    const [member, talia] = [await kith.signIn(at.member), await kith.signIn(at.talia)];
    await block(member, at, at.talia);
    expect((await block(member, at, at.talia)).status).toBe(303);
    expect((await member.get(`${at.community.base}/people/${at.talia.id}/block`)).location).toBe(
      `${at.community.base}/blocked`,
    );
    expect((await talia.get(`${at.community.base}/people/${at.member.id}/block`)).status).toBe(200);
    expect(textOf((await talia.get(`${at.community.base}/blocked`)).text)).toContain(
      "You have blocked nobody",
    );
    expect((await block(talia, at, at.member)).status).toBe(303);
    expect(await blocksOf(at)).toHaveLength(2);
  });

  test("is taken back by the one who did it alone, brings nothing back, and lets them find each other again", async () => {
    const at = await scene();
    const id = await meeting(kith, at, { at: "2026-03-03T10:00Z" });
    const [member, talia] = [await kith.signIn(at.member), await kith.signIn(at.talia)];
    const page = await member.follow(await block(member, at, at.talia));
    expect(textOf(page.text)).toContain("Talia K Since Mon 2 Mar");
    expect((await talia.post(`${at.community.base}/people/${at.member.id}/unblock`)).status).toBe(404);
    expect((await book(member, at)).status).toBe(409);

    expect((await member.post(`${at.community.base}/people/${at.talia.id}/unblock`)).status).toBe(303);
    expect(await blocksOf(at)).toEqual([]);
    expect((await states(at)).meetings[id]).toBe("cancelled");
    expect((await book(member, at)).status).toBe(303);
  });

  test("holds until both have taken it back", async () => {
    const at = await scene();
    const [member, talia] = [await kith.signIn(at.member), await kith.signIn(at.talia)];
    await block(member, at, at.talia);
    await block(talia, at, at.member);
    await member.post(`${at.community.base}/people/${at.talia.id}/unblock`);
    expect((await book(member, at)).status).toBe(409);
    await talia.post(`${at.community.base}/people/${at.member.id}/unblock`);
    expect((await book(member, at)).status).toBe(303);
  });
});
