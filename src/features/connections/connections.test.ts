import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectionCount, contactsOf } from "#features/connections/queries.ts";
import { newId } from "#platform/ids.ts";
import { acquainted, block } from "#support/acquainted.ts";
import { type TestApp, type TestCommunity, type TestPerson, testApp } from "#support/app.ts";
import { askToConnect, connected, connectionsOf } from "#support/connecting.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";
import { programme } from "#support/programme.ts";

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

const bellOf = ({ id, community }: TestPerson) =>
  kith.inside(community, (trx) =>
    trx.selectFrom("notifications").select(["message", "path"]).where("person_id", "=", id).execute(),
  );

const mailTo = ({ email, community }: TestPerson) =>
  kith.inside(community, (trx) =>
    trx.selectFrom("mails").select(["subject", "body_text"]).where("to_address", "=", email).execute(),
  );

const actorOf = ({ id, community }: TestPerson) => ({
  communityId: community.id,
  id,
  roles: new Set(["member"] as const),
});

/** A programme of two providers, and a member who met neither. */
async function scene() {
  const made = await programme(kith, { providers: 2 });
  const [talia, other] = made.providers;
  if (!talia || !other) throw new Error("a programme has providers");
  const { community, member } = made;
  return {
    ...made,
    talia,
    other,
    base: community.base,
    mina: await kith.signIn(member),
    provider: await kith.signIn(talia),
  };
}

const tieIn = async (community: TestCommunity) => {
  const [tie] = await connectionsOf(kith, community);
  if (!tie) throw new Error("somebody asked");
  return tie;
};

test("a member asks a provider of the directory, who is told, reads the words and says yes", async () => {
  const at = await scene();
  const form = await at.mina.get(`${at.base}/people/${at.talia.id}/connect?from=providers/${at.talia.id}`);
  expect(textOf(form.text)).toContain("Who can read this: Talia K alone.");
  const asked = await askToConnect(at.mina, at.community, at.talia, { note: " We met at the fair. " });
  expect(asked.location).toBe(`${at.base}/connections`);
  const tie = await tieIn(at.community);
  expect(tie).toMatchObject({
    asker_id: at.member.id,
    other_id: at.talia.id,
    state: "asked",
    note: "We met at the fair.",
  });
  await kith.drainMail();
  expect(await bellOf(at.talia)).toEqual([{ message: "connections.asked", path: "/connections" }]);
  const [letter] = await mailTo(at.talia);
  expect(letter?.subject).toBe("Mina Alvarez would like to connect with you");
  expect(letter?.body_text).not.toContain("fair");

  const page = await at.provider.get(`${at.base}/connections`);
  expect(textOf(page.text)).toContain("Mina Alvarez Asked on Mon 2 Mar We met at the fair.");
  const accepted = await at.provider.follow(
    await at.provider.post(`${at.base}/connections/${tie.id}/accept`),
  );
  expect(textOf(accepted.text)).toContain("You are connected now.");
  expect(textOf(accepted.text)).toContain("1 connection");
  expect((await tieIn(at.community)).state).toBe("accepted");
  expect(textOf((await at.mina.get(`${at.base}/connections`)).text)).toContain("Talia K Connected since");
  await kith.drainMail();
  expect(await bellOf(at.member)).toEqual([{ message: "connections.accepted", path: "/connections" }]);
});

test("who is declined sees what they would see without an answer, and is not told", async () => {
  const at = await scene();
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
  const tie = await tieIn(at.community);
  const declined = await at.provider.follow(
    await at.provider.post(`${at.base}/connections/${tie.id}/decline`),
  );
  expect(textOf(declined.text)).toContain("Declined. Nobody is told.");
  expect(textOf(declined.text)).not.toContain("Mina");
  expect((await tieIn(at.community)).state).toBe("declined");
  expect(await seen()).toEqual(before);
  await kith.drainMail();
  expect([...(await bellOf(at.member)), ...(await mailTo(at.member))]).toEqual([]);

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
  const at = await scene();
  await askToConnect(at.mina, at.community, at.talia);
  const { id } = await tieIn(at.community);
  later(90);
  expect((await at.provider.get(`${at.base}/connections`)).text).not.toContain("Mina");
  expect((await at.mina.get(`${at.base}/connections`)).text).not.toContain("Talia");
  const late = await at.provider.follow(await at.provider.post(`${at.base}/connections/${id}/accept`));
  expect(textOf(late.text)).toContain("This can no longer be answered.");
  expect((await tieIn(at.community)).state).toBe("asked");
});

test("who declined and thinks again asks, and that is a yes", async () => {
  const at = await scene();
  await meeting(kith, at, { at: "2026-02-20T10:00Z" });
  await askToConnect(at.mina, at.community, at.talia);
  const { id } = await tieIn(at.community);
  await at.provider.post(`${at.base}/connections/${id}/decline`);
  await askToConnect(at.provider, at.community, at.member);
  expect(await connectionsOf(kith, at.community)).toMatchObject([{ id, state: "accepted" }]);
});

test("two who ask each other at once are connected once, whoever comes first", async () => {
  const at = await scene();
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
  const at = await scene();
  const key = newId();
  for (const _click of [1, 2]) await askToConnect(at.mina, at.community, at.talia, { key });
  await askToConnect(at.mina, at.community, at.talia);
  expect(await connectionsOf(kith, at.community)).toHaveLength(1);
  await kith.drainMail();
  expect(await bellOf(at.talia)).toHaveLength(1);
});

test("at most twenty who can still answer are asked, and taking one back makes room for another", async () => {
  const at = await scene();
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

test("only providers of the directory can be asked by everybody, others by whom they met", async () => {
  const at = await scene();
  const fellow = await kith.person(at.community, { firstName: "Omar", lastName: "Vance" });
  const away = await scene();
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
  const at = await scene();
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
  const [at, away] = [await scene(), await scene()];
  await askToConnect(at.mina, at.community, at.talia);
  const { id } = await tieIn(at.community);
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
  expect((await tieIn(at.community)).state).toBe("asked");
  expect((await at.provider.post(`${path}/accept`)).status).toBe(303);
});

test("either of the two ends it, after a last look; the other is not told", async () => {
  const at = await scene();
  const id = await connected(kith, at.community, [at.member, at.talia]);
  const path = `${at.base}/connections/${id}/end`;
  expect(textOf((await at.provider.get(path)).text)).toContain("Remove Mina Alvarez from your connections?");
  expect((await tieIn(at.community)).state).toBe("accepted");
  expect((await at.provider.post(path)).status).toBe(303);
  expect((await at.provider.post(path)).status).toBe(303);
  expect((await tieIn(at.community)).state).toBe("ended");
  expect((await at.mina.get(`${at.base}/connections`)).text).not.toContain("Connected since");
  await kith.drainMail();
  expect([...(await bellOf(at.member)), ...(await mailTo(at.member))]).toEqual([]);
});

test("a block ends it, and taking the block back does not bring it back", async () => {
  const at = await scene();
  await connected(kith, at.community, [at.member, at.talia]);
  expect((await block(at.mina, at, at.talia)).status).toBe(303);
  expect((await tieIn(at.community)).state).toBe("ended");
  await at.mina.post(`${at.base}/people/${at.talia.id}/unblock`);
  expect((await at.mina.get(`${at.base}/connections`)).text).not.toContain("Connected since");
});

test("contacts are counted as they are shown: without who left or is kept apart", async () => {
  const at = await scene();
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
  const at = await scene();
  const desk = await kith.signIn(await kith.person(at.community, { roles: ["coordinator"] }));
  await askToConnect(at.mina, at.community, at.talia, { note: "You owe me an answer, or else." });
  expect((await at.provider.get(`${at.base}/connections`)).text).toContain(`/report/person/${at.member.id}`);
  await at.provider.post(`${at.base}/connections/${(await tieIn(at.community)).id}/decline`);
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
