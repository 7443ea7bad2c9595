import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionCount, contactsOf } from "#features/connections/queries.ts";
import { newId } from "#platform/ids.ts";
import { block } from "#support/acquainted.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { askToConnect, connected, strangers, tieIn, toldTo } from "#support/connecting.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

const actorOf = ({ id, community }: TestPerson) => ({
  communityId: community.id,
  id,
  roles: new Set(["member"] as const),
});

test("only providers of the directory can be asked by everybody, others by whom they met", async () => {
  const at = await strangers(kith);
  const fellow = await kith.person(at.community, { firstName: "Omar", lastName: "Vance" });
  const away = await strangers(kith);
  const can = async (who: TestPerson, whom: TestPerson) => {
    const client = await kith.signIn(who);
    const { status } = await client.get(`${at.base}/people/${whom.id}/connect`);
    const sent = await askToConnect(client, at.community, whom);
    expect([status, sent.status], "the page and the form agree").toEqual(
      status === 200 ? [200, 303] : [404, 404],
    );
    return status === 200;
  };
  expect(await can(at.member, fellow), "a fellow member").toBe(false);
  expect(await can(at.talia, at.member), "a provider who never met the member").toBe(false);
  expect(await can(at.member, away.talia), "a provider of another community").toBe(false);
  expect(await can(away.member, at.talia), "somebody of another community").toBe(false);
  expect(await can(at.talia, at.talia), "oneself").toBe(false);
  expect(await can(at.talia, at.other), "a colleague").toBe(true);
  await kith.inside(at.community, (trx) =>
    trx.updateTable("providers").set({ in_directory: false }).execute(),
  );
  expect(await can(at.member, at.talia), "a provider whom the directory does not show").toBe(false);
  await meeting(kith, at, { at: "2026-02-20T10:00Z", state: "cancelled" });
  expect(await can(at.member, at.talia), "after a cancelled meeting").toBe(false);
  await meeting(kith, at, { at: "2026-02-21T10:00Z" });
  expect(await can(at.talia, at.member), "after a meeting").toBe(true);
  expect(await can(at.member, at.talia), "after a meeting, though not in the directory").toBe(true);
  await kith.inside(at.community, (trx) =>
    trx.updateTable("people").set({ archived_at: kith.clock.now() }).where("id", "=", at.member.id).execute(),
  );
  expect(await can(at.talia, at.member), "who has left").toBe(false);
});

test("a group's host and who has a place can ask each other, those who share it cannot", async () => {
  const at = await strangers(kith);
  const fellow = await kith.person(at.community);
  const waiting = await kith.person(at.community);
  await kith.inside(at.community, async (trx) => {
    const own = { community_id: at.community.id };
    await trx.updateTable("providers").set({ in_directory: false }).execute();
    const id = newId();
    await trx
      .insertInto("meetings")
      .values({
        ...own,
        id,
        format_id: at.format,
        provider_id: at.talia.id,
        starts_at: Temporal.Instant.from("2026-03-01T10:00Z"),
        ends_at: Temporal.Instant.from("2026-03-01T11:00Z"),
        state: "final",
        seats: 2,
        name: "Finding your feet",
        booked_by: at.talia.id,
      })
      .execute();
    await trx
      .insertInto("co_hosts")
      .values({ ...own, meeting_id: id, person_id: at.other.id })
      .execute();
    const places = [at.member, fellow].map((person, i) => ({
      ...own,
      meeting_id: id,
      person_id: person.id,
      state: "registered",
      seat: i + 1,
    }));
    await trx.insertInto("registrations").values(places).execute();
    const turn = { ...own, meeting_id: id, person_id: waiting.id, state: "waiting", turn: 1 };
    await trx.insertInto("registrations").values(turn).execute();
  });
  const can = async (who: TestPerson, whom: TestPerson) =>
    (await (await kith.signIn(who)).get(`${at.base}/people/${whom.id}/connect`)).status === 200;
  expect(await can(at.talia, at.member)).toBe(true);
  expect(await can(at.other, at.member)).toBe(true);
  expect(await can(at.member, at.other)).toBe(true);
  expect(await can(at.member, fellow)).toBe(false);
  expect(await can(at.talia, waiting)).toBe(false);
  expect(await can(waiting, at.talia)).toBe(false);
  const page = await at.mina.get(`${at.base}/connections`);
  expect(textOf(page.text)).toContain("People you met");
  expect(page.text).toContain(`/people/${at.talia.id}/connect`);
  expect(page.text).not.toContain(fellow.id);
});

test("nobody but the two sees, answers or ends what is between them", async () => {
  const [at, away] = [await strangers(kith), await strangers(kith)];
  await askToConnect(at.mina, at.community, at.talia);
  const { id } = await tieIn(kith, at.community);
  const path = `${at.base}/connections/${id}`;
  const outsiders = {
    "another member": await kith.signIn(await kith.person(at.community)),
    "another provider": await kith.signIn(at.other),
    "a coordinator": await kith.signIn(await kith.person(at.community, { roles: ["coordinator"] })),
    "somebody of another community": away.mina,
  };
  for (const [who, client] of Object.entries(outsiders)) {
    for (const verb of ["accept", "decline", "end"]) {
      expect((await client.post(`${path}/${verb}`)).status, `${who}: ${verb}`).toBe(404);
    }
    expect((await client.get(`${path}/end`)).status, who).toBe(404);
  }
  for (const verb of ["accept", "decline"]) {
    expect((await at.mina.post(`${path}/${verb}`)).status, "who asked does not answer").toBe(404);
  }
  expect((await at.provider.post(`${path}/end`)).status, "who is asked answers").toBe(404);
  expect((await kith.visitor().get(`${at.base}/connections`)).location).toMatch(/^\/sign-in/);
  expect((await tieIn(kith, at.community)).state).toBe("asked");
  expect((await at.provider.post(`${path}/accept`)).status).toBe(303);
});

test("either of the two ends it, after a last look; the other is not told", async () => {
  const at = await strangers(kith);
  const id = await connected(kith, at.community, [at.member, at.talia]);
  const path = `${at.base}/connections/${id}/end`;
  expect(textOf((await at.provider.get(path)).text)).toContain("Remove Mina Alvarez from your connections?");
  expect((await tieIn(kith, at.community)).state).toBe("accepted");
  expect((await at.provider.post(path)).status).toBe(303);
  expect((await at.provider.post(path)).status).toBe(303);
  expect((await tieIn(kith, at.community)).state).toBe("ended");
  expect((await at.mina.get(`${at.base}/connections`)).text).not.toContain("Connected since");
  await kith.drainMail();
  expect(await toldTo(kith, at.member)).toEqual({ bell: [], mail: [] });
});

test("a block ends it, and taking the block back does not bring it back", async () => {
  const at = await strangers(kith);
  await connected(kith, at.community, [at.member, at.talia]);
  expect((await block(at.mina, at, at.talia)).status).toBe(303);
  expect((await tieIn(kith, at.community)).state).toBe("ended");
  await at.mina.post(`${at.base}/people/${at.talia.id}/unblock`);
  expect((await at.mina.get(`${at.base}/connections`)).text).not.toContain("Connected since");
});

test("contacts are counted as they are shown: without who left or is kept apart", async () => {
  const at = await strangers(kith);
  const [left, apart] = [await kith.person(at.community), await kith.person(at.community)];
  for (const person of [at.member, left, apart]) await connected(kith, at.community, [person, at.talia]);
  await kith.inside(at.community, async (trx) => {
    await trx
      .updateTable("people")
      .set({ archived_at: kith.clock.now() })
      .where("id", "=", left.id)
      .execute();
    const one = { community_id: at.community.id, person_id: apart.id, blocked_id: at.talia.id };
    await trx
      .insertInto("blocks")
      .values({ ...one, at: kith.clock.now() })
      .execute();
  });
  await kith.inside(at.community, async (trx) => {
    const contacts = await contactsOf(trx, actorOf(at.talia));
    expect(contacts.map(({ name }) => name)).toEqual(["Mina Alvarez"]);
    expect(await connectionCount(trx, at.talia.id)).toBe(1);
    expect(await connectionCount(trx, at.other.id)).toBe(0);
  });
});

test("who asks can be reported for what they wrote, also after a no", async () => {
  const at = await strangers(kith);
  const desk = await kith.signIn(await kith.person(at.community, { roles: ["coordinator"] }));
  await askToConnect(at.mina, at.community, at.talia, { note: "You owe me an answer, or else." });
  expect((await at.provider.get(`${at.base}/connections`)).text).toContain(`/report/person/${at.member.id}`);
  await at.provider.post(`${at.base}/connections/${(await tieIn(kith, at.community)).id}/decline`);
  const path = `${at.base}/report/person/${at.member.id}`;
  const reported = await at.provider.post(path, { reason: "harassment", words: "", key: newId() });
  expect(reported.status).toBe(303);
  const rows = await kith.inside(at.community, (trx) =>
    trx.selectFrom("reports").select(["id", "evidence"]).execute(),
  );
  expect(rows.map(({ evidence }) => evidence)).toEqual([
    { kind: "person", bio: "", asked: "You owe me an answer, or else." },
  ]);
  const page = await desk.get(`${at.base}/admin/reports/${rows[0]?.id}`);
  expect(textOf(page.text)).toContain("What they wrote when they asked to connect You owe me an answer");
});
