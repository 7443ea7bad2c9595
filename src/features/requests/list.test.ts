import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Programme, programme } from "#support/programme.ts";
import { opened, optionIds, tells } from "#support/requests.ts";
import { statementsDuring } from "#support/statements.ts";

let kith: TestApp;
let scene: Programme;
let base: string;
let member: Client;
let talia: TestPerson;
let provider: Client;

beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());
beforeEach(async () => {
  kith.clock.set("2026-03-02T09:00:00Z");
  // Everybody is open every day from 9 to 17 in London.
  scene = await programme(kith, { zone: "Europe/London" });
  base = scene.community.base;
  member = await kith.signIn(scene.member);
  const [first] = scene.providers;
  if (!first) throw new Error("there is a provider");
  talia = first;
  provider = await kith.signIn(talia);
});

/** The subjects of a page, in its order. */
const subjects = (text: string): string[] =>
  [...text.matchAll(/<h2 class="wrap-anywhere"><a [^>]*>([^<]*)<\/a>/g)].map(([, subject]) => subject ?? "");

test("a provider reads everything of a request but who asks", async () => {
  const [grief, woman] = await optionIds(kith, scene.community, "Grief and loss", "Woman");
  const id = await opened(member, base, {
    subject: "After a loss",
    description: "My sister died in spring.",
    times: ["2026-03-05 10:00 12:00", "2026-03-06 20:00 22:00"],
    zone: "America/New_York",
    timeNote: "A walk would be nice",
    experiences: [grief ?? ""],
    gender: woman ?? "",
    age: "31",
  });
  for (const path of ["/requests", `/requests/${id}`]) {
    const { status, text } = await provider.get(`${base}${path}`);
    expect(status, path).toBe(200);
    for (const said of [
      "After a loss",
      "My sister died in spring.",
      "Thu 5 Mar, 15:00–17:00",
      "Sat 7 Mar, 01:00–03:00",
      "A walk would be nice",
      "Grief and loss",
      "Woman",
      "31",
      "No proposals yet",
      `${base}/requests/${id}/propose`,
    ])
      expect(text, said).toContain(said);
    for (const secret of ["Mina", "Alvarez", scene.member.email, scene.member.id])
      expect(text, secret).not.toContain(secret);
  }
  // The same times on another provider's clock.
  await provider.post("/zone", { zone: "Asia/Tokyo", back: base });
  const { text } = await provider.get(`${base}/requests`);
  expect(text).toContain("Fri 6 Mar, 00:00–02:00");
});

test("those that suit best come first, and say why", async () => {
  const [grief, money] = await optionIds(kith, scene.community, "Grief and loss", "Money worries");
  await tells(kith, talia, { experiences: [grief ?? "", money ?? ""] });
  await opened(member, base, { subject: "At night", times: ["2026-03-05 02:00 03:00"] });
  await opened(member, base, { subject: "By day", times: ["2026-03-05 16:30 18:00"] });
  await opened(member, base, { subject: "One", experiences: [money ?? ""] });
  await opened(member, base, { subject: "Both", experiences: [grief ?? "", money ?? ""] });
  const { text } = await provider.get(`${base}/requests`);
  expect(subjects(text)).toEqual(["Both", "One", "By day", "At night"]);
  expect(text).toContain("You share: Grief and loss, Money worries");
  expect(text).toContain("You are free in one of the wished times");
});

test("words and a lived experience narrow the list, and say when nothing is left", async () => {
  const [grief] = await optionIds(kith, scene.community, "Grief and loss");
  await opened(member, base, { subject: "100% sure", experiences: [grief ?? ""] });
  await opened(member, base, { subject: "Not so sure" });
  const found = async (query: string) => subjects((await provider.get(`${base}/requests?${query}`)).text);
  expect(await found("q=SURE")).toEqual(["100% sure", "Not so sure"]);
  expect(await found("q=100%25")).toEqual(["100% sure"]);
  expect(await found(`experience=${grief}`)).toEqual(["100% sure"]);
  expect(await found(`experience=${grief}&q=not`)).toEqual([]);
  expect(await found("experience=nonsense&after=nonsense")).toHaveLength(2);
  expect((await provider.get(`${base}/requests?q=zzz`)).text).toContain("Nothing was found");
});

test("one's own, closed ones, those of people who left or were blocked either way are not there", async () => {
  await opened(member, base, { subject: "To be seen" });
  const leaving = await kith.person(scene.community);
  await opened(await kith.signIn(leaving), base, { subject: "Of one who left" });
  const [blocker, blockee] = [await kith.person(scene.community), await kith.person(scene.community)];
  const seen = await opened(await kith.signIn(blocker), base, { subject: "Of one who blocked" });
  await opened(await kith.signIn(blockee), base, { subject: "Of one who is blocked" });
  const both = await kith.person(scene.community, { roles: ["provider", "member"] });
  const client = await kith.signIn(both);
  await opened(client, base, { subject: "My own" });
  expect(subjects((await client.get(`${base}/requests`)).text)).toHaveLength(4);
  expect((await client.get(`${base}/requests/${seen}`)).status).toBe(200);

  await kith.inside(scene.community, async (trx) => {
    await trx
      .updateTable("people")
      .set({ archived_at: kith.clock.now() })
      .where("id", "=", leaving.id)
      .execute();
    const at = kith.clock.now();
    const own = { community_id: scene.community.id, at };
    await trx
      .insertInto("blocks")
      .values([
        { ...own, person_id: blocker.id, blocked_id: both.id },
        { ...own, person_id: both.id, blocked_id: blockee.id },
      ])
      .execute();
  });
  const { text } = await client.get(`${base}/requests`);
  expect(subjects(text)).toEqual(["To be seen"]);
  expect(text).toContain("One open request");
  expect((await client.get(`${base}/requests/${seen}`)).status).toBe(404);
  expect((await client.get(`${base}/requests/mine`)).text).toContain("My own");
});

test("a member sees their own alone, and who both asks and answers has both", async () => {
  await opened(member, base, { subject: "Of Mina" });
  const other = await kith.signIn(await kith.person(scene.community));
  await opened(other, base, { subject: "Of somebody else" });
  for (const path of ["/requests", "/requests/mine"]) {
    const { text } = await member.get(`${base}${path}`);
    expect(text).toContain("Of Mina");
    expect(text).not.toContain("Of somebody else");
    expect(text).not.toContain("Open requests");
  }
  expect((await provider.get(`${base}/requests/mine`)).status).toBe(404);
  expect((await provider.get(`${base}/requests/new`)).status).toBe(404);
  const coordinator = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
  expect((await coordinator.get(`${base}/requests`)).status).toBe(404);
  const abroad = await kith.community();
  const elsewhere = await kith.signIn(await kith.person(abroad, { roles: ["provider"] }));
  expect(subjects((await elsewhere.get(`${abroad.base}/requests`)).text)).toEqual([]);
});

test("the pages of the list hold every request once, with as many statements for one as for many", async () => {
  const list = (query = "") => provider.get(`${base}/requests${query}`);
  await opened(member, base);
  await list();
  const few = await statementsDuring(() => list());
  await kith.inside(scene.community, (trx) =>
    sql`insert into support_requests (community_id, id, member_id, subject, description, flexible, zone, expires_at, created_at, changed_at)
      select ${scene.community.id}::uuid, gen_random_uuid(), ${scene.member.id}::uuid, 'Request ' || i, 'Text', i % 3 = 0, 'UTC',
        '2026-06-01', '2026-03-01', '2026-03-01' from generate_series(1, 59) i`.execute(trx),
  );
  const many = await statementsDuring(() => list());
  expect(many.length).toBe(few.length);

  const seen: string[] = [];
  for (let query: string | undefined = ""; query !== undefined; ) {
    const { text }: { text: string } = await list(query);
    expect(text).toContain("60 open requests");
    seen.push(...subjects(text));
    query = /href="[^"?]*(\?after=[^"]*)"[^>]*rel="next"/.exec(text)?.[1];
  }
  expect(seen).toHaveLength(60);
  expect(new Set(seen).size).toBe(60);
});
