import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { another, gathering } from "#support/places.ts";
import { programme } from "#support/programme.ts";
import { meet, published, review, reviewing } from "#support/reviews.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const read = async (client: Client, base: string) => (await client.get(`${base}/dashboard`)).text;

/** The figure that stands beside these words. */
function figure(html: string, words: string): string | undefined {
  const [, after = ""] = html.split(`${words}<`);
  return /<dd[^>]*>([^<]*)</.exec(after)?.[1];
}

test("the dashboard is the providers' alone", async () => {
  const { community, providers, member } = await programme(kith);
  const coordinator = await kith.person(community, { roles: ["coordinator"] });
  const elsewhere = await programme(kith);
  const path = `${community.base}/dashboard`;
  const statuses = [];
  for (const person of [providers[0], member, coordinator, elsewhere.providers[0]])
    statuses.push(person && (await (await kith.signIn(person)).get(path)).status);
  expect(statuses).toEqual([200, 404, 404, 404]);
  expect((await kith.visitor().get(path)).location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  const home = (person: typeof member) =>
    kith.signIn(person).then(async (client) => (await client.get(community.base)).text);
  expect(await home(member)).not.toContain(`href="${path}"`);
  if (providers[0]) expect(await home(providers[0])).toContain(`href="${path}"`);
});

test("only published reviews count, and the number of them leads to them", async () => {
  const here = await reviewing(kith, 4);
  const talia = await kith.signIn(here.talia);
  const link = `${here.community.base}/providers/${here.talia.id}/reviews`;
  await review(here.clients[0], here, { stars: "1", text: "Not yet" });
  expect(await read(talia, here.community.base)).not.toContain(link);
  await published(kith, here);
  const html = await read(talia, here.community.base);
  expect(html).toMatch(new RegExp(`href="${link}\\?from=dashboard"[^>]*>\\(4\\)`));
  expect((await talia.get(`${link}?from=dashboard`)).text).toContain(
    `href="${here.community.base}/dashboard"`,
  );
});

test("what was given counts for everybody who gave it, when it is over and was not called off", async () => {
  const made = await programme(kith, { providers: 2 });
  const [talia, other] = made.providers as [TestPerson, TestPerson];
  const { community } = made;
  const guest = await kith.person(community);
  await meet(kith, made, made.member, "2026-02-24T10:00Z");
  await meet(kith, made, made.member, "2026-02-25T10:00Z");
  await meet(kith, made, guest, "2026-02-26T10:00Z", { attendance: "no_show" });
  await meeting(kith, made, { at: "2026-02-27T10:00Z", state: "cancelled" });
  await meeting(kith, made, { at: "2026-03-06T10:00Z" });
  // Hanna gives a group with Talia, over; another to come; and one by herself.
  const over = await gathering(kith, { community, at: "2026-02-28T10:00Z", coHosts: [talia] });
  await another(kith, over, { at: "2026-03-05T10:00Z", coHosts: [talia] });
  await another(kith, over, { at: "2026-02-28T12:00Z" });
  await kith.inside(community, async (trx) => {
    const came = { community_id: community.id, meeting_id: over.meeting, attendance: "attended" };
    await trx
      .insertInto("registrations")
      .values({ ...came, person_id: guest.id })
      .execute();
    for (const [name, role, state, archived_at] of [
      ["One", "moderator", "in", null],
      ["Two", "moderator", "left", null],
      ["Three", "member", "in", null],
      ["Four", "moderator", "in", kith.clock.now()],
    ] as const) {
      const id = newId();
      const room = {
        community_id: community.id,
        id,
        name,
        by_person: talia.id,
        created_at: kith.clock.now(),
      };
      await trx
        .insertInto("rooms")
        .values({ ...room, archived_at })
        .execute();
      await trx
        .insertInto("room_members")
        .values({ community_id: community.id, room_id: id, person_id: talia.id, name: "T", role, state })
        .execute();
    }
  });
  const html = await read(await kith.signIn(talia), community.base);
  const shown = [
    "People met",
    "Attended",
    "Group Meetings hosted",
    "Chat rooms moderated",
    "1:1 Meetings facilitated",
  ];
  expect(shown.map((words) => [words, figure(html, words)])).toEqual([
    ["People met", "2"],
    ["Attended", "3"],
    ["Group Meetings hosted", "1"],
    ["Chat rooms moderated", "1"],
    ["1:1 Meetings facilitated", "3"],
  ]);
  expect(html.indexOf("Thu 5 Mar")).toBeGreaterThan(0);
  expect(html.indexOf("Fri 6 Mar")).toBeGreaterThan(html.indexOf("Thu 5 Mar"));
  expect(html).not.toContain("Fri 27 Feb");

  const hanna = await read(await kith.signIn(over.host), community.base);
  expect([figure(hanna, "Group Meetings hosted"), figure(hanna, "1:1 Meetings facilitated")]).toEqual([
    "2",
    "0",
  ]);
  const nobody = await read(await kith.signIn(other), community.base);
  expect(shown.map((words) => figure(nobody, words))).toEqual(["0", "0", "0", "0", "0"]);
  expect(nobody).toContain("Nothing is planned");
});

test("what a provider receives as a member is not among what they give", async () => {
  const made = await programme(kith, { providers: 2 });
  const [talia, other] = made.providers as [TestPerson, TestPerson];
  await meet(kith, made, talia, "2026-02-24T10:00Z", { provider: other.id });
  await meeting(kith, made, { at: "2026-03-06T10:00Z", provider: other.id, member: talia.id });
  const html = await read(await kith.signIn(talia), made.community.base);
  expect(figure(html, "1:1 Meetings facilitated")).toBe("0");
  expect(html).not.toContain("Fri 6 Mar");
});
