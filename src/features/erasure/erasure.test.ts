import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { asking } from "#support/acquainted.ts";
import { accept, proposed } from "#support/answering.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { another, ask, gathering, guestsOf, placesOf } from "#support/places.ts";
import { type Programme, programme } from "#support/programme.ts";
import { opened } from "#support/requests.ts";
import { published, review, reviewing, stored } from "#support/reviews.ts";
import { tenantTables } from "../../../tests/blackbox/tenants.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

/** Every row of the community, as one text for each table. */
async function everything({ community }: Pick<Programme, "community">): Promise<Map<string, string>> {
  const tables = await tenantTables(kith.platform.db);
  return kith.inside(community, async (trx) => {
    const all = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await sql<{ text: string }>`
        select coalesce(string_agg(row_to_json(x)::text, e'\n' order by row_to_json(x)::text), '') as text from ${sql.table(name)} x`.execute(
        trx,
      );
      all.set(name, rows[0]?.text ?? "");
    }
    return all;
  });
}

const erase = (client: Client, { community }: Pick<Programme, "community">, sure = "on") =>
  client.post(`${community.base}/erase`, { sure });

const states = ({ community }: Pick<Programme, "community">) =>
  kith.inside(community, async (trx) => ({
    meetings: Object.fromEntries(
      (await trx.selectFrom("meetings").select(["id", "state"]).execute()).map((row) => [row.id, row.state]),
    ),
    occupied: (await trx.selectFrom("occupancy").select("person_id").execute()).map((row) => row.person_id),
    requests: (await trx.selectFrom("support_requests").select("state").execute()).map((row) => row.state),
    proposals: (await trx.selectFrom("proposals").select(["provider_id", "state"]).execute()).map((row) => [
      row.provider_id,
      row.state,
    ]),
  }));

const personOf = ({ community }: Pick<Programme, "community">, id: string) =>
  kith.inside(community, (trx) =>
    trx.selectFrom("people").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
  );

describe("who erases themself", () => {
  test("is asked once more, and leaves nothing that bears their name, their address or their words", async () => {
    kith.clock.set("2026-03-02T09:00:00Z");
    const at = await programme(kith, { providers: 2 });
    const { community } = at;
    const leaver = await kith.person(community, {
      firstName: "Quillon",
      lastName: "Zephyrine",
      email: "quillon@zephyr.example",
    });
    const client = await kith.signIn(leaver);
    const marks = ["Quillon", "Zephyrine", "quillon@zephyr.example", "Xylo"];
    const own = { community_id: community.id };
    const moment = kith.clock.now();
    const provider = at.providers[0]?.id ?? "";
    const past = await meeting(kith, at, { at: "2026-02-20T10:00Z", member: leaver.id });
    const coming = await meeting(kith, at, { at: "2026-03-03T10:00Z", member: leaver.id });
    await opened(client, community.base, { subject: "Xylo subject", description: "Xylo description" });
    const [room, thread, privateThread] = [newId(), newId(), newId()];
    await kith.inside(community, async (trx) => {
      await trx
        .insertInto("rooms")
        .values({ ...own, id: room, name: "Kitchen", by_person: provider, created_at: moment })
        .execute();
      await trx
        .insertInto("threads")
        .values({ ...own, id: thread, room_id: room, last_number: 2 })
        .execute();
      await trx
        .insertInto("threads")
        .values({ ...own, id: privateThread, meeting_id: past, last_number: 1 })
        .execute();
      await trx
        .insertInto("room_members")
        .values({ ...own, room_id: room, person_id: leaver.id, name: "Xylo", state: "in", joined_at: moment })
        .execute();
      const said = { ...own, author_id: leaver.id, created_at: moment };
      await trx
        .insertInto("messages")
        .values({ ...said, thread_id: thread, number: 1, text: "Xylo in the room" })
        .execute();
      await trx
        .insertInto("message_words")
        .values({ ...own, thread_id: thread, word: "Xylo", number: 1 })
        .execute();
      await trx
        .insertInto("messages")
        .values({ ...said, thread_id: privateThread, number: 1, text: "Between the two of us" })
        .execute();
      await trx
        .insertInto("feedback")
        .values({
          ...own,
          meeting_id: past,
          person_id: leaver.id,
          answers: JSON.stringify([{ label: "How?", answer: ["Xylo"] }]),
          created_at: moment,
          changed_at: moment,
        })
        .execute();
      await trx
        .insertInto("answers")
        .values({
          ...own,
          meeting_id: past,
          question_id: at.question,
          position: 0,
          label: "What is it about?",
          answer: ["Xylo"],
        })
        .execute();
      await trx
        .insertInto("connections")
        .values({
          ...own,
          id: newId(),
          asker_id: leaver.id,
          other_id: provider,
          note: "Xylo",
          asked_at: moment,
        })
        .execute();
      await trx
        .insertInto("applications")
        .values({ ...own, id: newId(), person_id: leaver.id, about: "Xylo", zone: "UTC", created_at: moment })
        .execute();
      await trx
        .insertInto("waits")
        .values({
          ...own,
          id: newId(),
          person_id: leaver.id,
          format_id: at.format,
          service_id: at.generic,
          from_at: moment,
          until_at: moment.add({ hours: 200 }),
          created_at: moment,
        })
        .execute();
      await trx
        .insertInto("review_notes")
        .values({
          ...own,
          id: newId(),
          provider_id: provider,
          author_id: leaver.id,
          text: "Xylo",
          created_at: moment,
        })
        .execute();
    });
    await kith.drainMail();
    const before = await everything(at);
    for (const mark of marks) expect([...before.values()].join(), `${mark} is there`).toContain(mark);

    const back = await erase(client, at, "");
    expect([back.status, faultOf(back.text, "sure")]).toEqual([422, "Please tick this if you are sure."]);
    expect(await everything(at)).toEqual(before);
    const answer = await erase(client, at);
    expect([answer.status, answer.location]).toEqual([303, "/communities"]);
    await kith.drainMail();

    const after = await everything(at);
    for (const [table, text] of after)
      expect(
        marks.filter((mark) => text.includes(mark)),
        `${table}: ${text}`,
      ).toEqual([]);
    // What was said to one person stays with that person.
    expect(after.get("messages")).toContain("Between the two of us");
    expect((await states(at)).meetings).toEqual({ [past]: "final", [coming]: "cancelled" });
    expect((await states(at)).occupied.filter((id) => id === leaver.id)).toHaveLength(1);
    expect((await states(at)).requests).toEqual(["closed"]);
    expect(await personOf(at, leaver.id)).toMatchObject({
      first_name: "Somebody who left",
      account_id: null,
      roles: [],
    });

    expect((await client.get(`${community.base}/meetings`)).status).toBe(404);
    expect((await client.get("/communities")).status).toBe(200);
    const talia = await kith.signIn(at.providers[0] as TestPerson);
    expect(textOf((await talia.get(`${community.base}/meetings?which=past`)).text)).toContain(
      "Somebody who left",
    );
  });

  test("lets go of the places they have and wait for, and the next in line has theirs", async () => {
    const at = await gathering(kith, { seats: 1 });
    const full = await another(kith, at, { seats: 1, at: "2026-03-05T10:00Z" });
    const [leaver, second] = await guestsOf(kith, at, 2);
    if (!leaver || !second) throw new Error("there are two");
    await ask(leaver.client, at, "register");
    await ask(second.client, at, "wait");
    await ask(second.client, full, "register");
    await ask(leaver.client, full, "wait");
    const had = await placesOf(kith, at);
    expect(had[leaver.person.id]?.state).toBe("registered");
    expect((await erase(leaver.client, at)).status).toBe(303);
    expect((await placesOf(kith, at))[leaver.person.id]).toMatchObject({ state: "cancelled", busy: false });
    expect((await placesOf(kith, at))[second.person.id]?.state).toBe("offered");
    expect((await placesOf(kith, full))[leaver.person.id]?.state).toBe("cancelled");
    expect((await placesOf(kith, full))[second.person.id]?.state).toBe("registered");
  });

  test("leaves the stars of their reviews; the words go with all that were published beside them", async () => {
    const scene = await reviewing(kith, 4);
    const texts = await published(kith, scene);
    const late = await kith.person(scene.community);
    const [leaver] = scene.clients;
    const page = async () =>
      textOf(
        (await (await kith.signIn(late)).get(`${scene.community.base}/providers/${scene.talia.id}/reviews`))
          .text,
      );
    expect(await page()).toContain(texts[0]);
    const before = await stored(kith, scene);
    if (!leaver) throw new Error("somebody wrote");
    expect((await erase(leaver, scene)).status).toBe(303);
    const after = await stored(kith, scene);
    const starsOf = (rows: typeof after) => Object.fromEntries(rows.map(({ id, stars }) => [id, stars]));
    expect(starsOf(after)).toEqual(starsOf(before));
    expect(after.filter(({ author_id }) => author_id === null)).toEqual([
      expect.objectContaining({ text: "" }),
    ]);
    const shown = await page();
    expect(shown).toContain("4 reviews");
    for (const text of texts) expect(shown).not.toContain(text);
    // The others' words are not lost: they are only shown no more.
    expect(after.map(({ text }) => text).toSorted()).toEqual(["", ...texts.slice(1)]);
    const coordinator = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
    expect(
      (await coordinator.post(`${scene.community.base}/admin/reviews/${after[1]?.id}/show`)).status,
    ).toBe(404);
  });

  test("who has not been published keeps their stars waiting, without words", async () => {
    const scene = await reviewing(kith, 1);
    const [leaver] = scene.clients;
    if (!leaver) throw new Error("somebody wrote");
    await review(leaver, scene, { stars: "2", text: "Soon gone" });
    await erase(leaver, scene);
    expect(await stored(kith, scene)).toEqual([
      expect.objectContaining({ stars: 2, text: "", author_id: null, published_at: null, hidden_at: null }),
    ]);
  });

  test("as a provider has nothing to come, offers nothing and is in no list", async () => {
    const scene = await reviewing(kith, 3);
    await published(kith, scene);
    kith.clock.set("2026-03-02T09:00:00Z");
    const { community, talia } = scene;
    const coming = await meeting(kith, scene, { at: "2026-03-03T10:00Z" });
    const at = { ...scene, other: scene.people[0] ?? talia };
    const open = await proposed(kith, await asking(kith, at), 0, { times: ["2026-03-04 10:00"] });
    const on = await asking(kith, at);
    const chosen = await proposed(kith, on, 0);
    await accept(on.member, on, chosen);
    const member = await kith.signIn(scene.member);
    const places = [`/providers/${talia.id}/reviews`, `/providers/${talia.id}`];
    for (const path of places) expect((await member.get(`${community.base}${path}`)).status, path).toBe(200);

    const client = await kith.signIn(talia);
    expect((await erase(client, scene)).status).toBe(303);
    const left = await states(scene);
    expect(left.meetings[coming]).toBe("cancelled");
    expect(left.proposals.toSorted()).toEqual([
      [talia.id, "accepted"],
      [talia.id, "withdrawn"],
    ]);
    expect(open).not.toBe(chosen);
    for (const path of places) expect((await member.get(`${community.base}${path}`)).status, path).toBe(404);
    expect(await stored(kith, scene)).toEqual([]);
    const rows = await everything(scene);
    expect(rows.get("weekly_hours")).toBe("");
    expect(rows.get("certifications")).toBe("");
    expect(rows.get("services")).not.toContain("Talia");
    // Others keep the letters they got, for as long as letters are kept.
    const named = [...rows].filter(([, text]) => text.includes("Talia")).map(([table]) => table);
    expect(named).toEqual(["mails"]);
  });

  test("as the host of groups ends those to come, and everybody in them is out", async () => {
    const at = await gathering(kith);
    const [guest] = await guestsOf(kith, at, 1);
    if (!guest) throw new Error("there is one");
    await ask(guest.client, at, "register");
    expect((await erase(await kith.signIn(at.host), at)).status).toBe(303);
    expect((await states(at)).meetings).toEqual({ [at.meeting]: "cancelled" });
    expect((await states(at)).occupied).toEqual([]);
    expect((await placesOf(kith, at))[guest.person.id]?.state).toBe("cancelled");
  });
});

describe("erasing somebody", () => {
  test("is done by coordinators too, is the same the second time, and by nobody else", async () => {
    kith.clock.set("2026-03-02T09:00:00Z");
    const at = await programme(kith);
    const { community, member } = at;
    await meeting(kith, at, { at: "2026-03-03T10:00Z" });
    const elsewhere = await programme(kith);
    const path = `${community.base}/admin/members/${member.id}/erase`;
    const before = await everything(at);
    const outsiders = {
      "the provider": at.providers[0],
      "another member": await kith.person(community),
      "a coordinator of another community": await kith.person(elsewhere.community, {
        roles: ["coordinator"],
      }),
    };
    const withOutsiders = await everything(at);
    for (const [who, person] of Object.entries(outsiders)) {
      if (!person) throw new Error(`${who} is missing`);
      const client = await kith.signIn(person);
      expect((await client.get(person.community.base)).status, `${who} is somebody`).toBe(200);
      expect((await client.get(path)).status, who).toBe(404);
      expect((await client.post(path, { sure: "on" })).status, who).toBe(404);
    }
    expect(before.get("meetings")).toBe(withOutsiders.get("meetings"));
    expect(await everything(at)).toEqual(withOutsiders);

    const coordinator = await kith.signIn(await kith.person(community, { roles: ["coordinator"] }));
    expect((await coordinator.get(path)).text).toContain("Mina Alvarez");
    expect((await coordinator.post(path, {})).status).toBe(422);
    expect((await coordinator.post(path, { sure: "on" })).status).toBe(303);
    await kith.drainMail();
    const once = await everything(at);
    expect(once.get("people")).not.toContain("Mina");
    expect((await coordinator.post(path, { sure: "on" })).status).toBe(303);
    await kith.drainMail();
    expect(await everything(at)).toEqual(once);
  });

  test("never takes the last coordinator", async () => {
    const at = await programme(kith);
    const coordinator = await kith.person(at.community, { roles: ["coordinator"] });
    const client = await kith.signIn(coordinator);
    const refused = await erase(client, at);
    expect([refused.status, textOf(refused.text)]).toEqual([
      422,
      expect.stringContaining("last coordinator"),
    ]);
    expect(await personOf(at, coordinator.id)).toMatchObject({
      archived_at: null,
      account_id: coordinator.accountId,
    });
    await kith.person(at.community, { roles: ["coordinator"] });
    expect((await erase(client, at)).status).toBe(303);
  });
});
