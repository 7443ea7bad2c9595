import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { erase, everything, personOf, states } from "#support/erasing.ts";
import { meeting } from "#support/meetings.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { another, ask, gathering, guestsOf, placesOf } from "#support/places.ts";
import { programme } from "#support/programme.ts";
import { opened } from "#support/requests.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

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
    const before = await everything(kith, at);
    for (const mark of marks) expect([...before.values()].join(), `${mark} is there`).toContain(mark);

    const back = await erase(client, at, "");
    expect([back.status, faultOf(back.text, "sure")]).toEqual([422, "Please tick this if you are sure."]);
    expect(await everything(kith, at)).toEqual(before);
    const answer = await erase(client, at);
    expect([answer.status, answer.location]).toEqual([303, "/communities"]);
    await kith.drainMail();

    const after = await everything(kith, at);
    for (const [table, text] of after)
      expect(
        marks.filter((mark) => text.includes(mark)),
        `${table}: ${text}`,
      ).toEqual([]);
    // What was said to one person stays with that person.
    expect(after.get("messages")).toContain("Between the two of us");
    expect((await states(kith, at)).meetings).toEqual({ [past]: "final", [coming]: "cancelled" });
    expect((await states(kith, at)).occupied.filter((id) => id === leaver.id)).toHaveLength(1);
    expect((await states(kith, at)).requests).toEqual(["closed"]);
    expect(await personOf(kith, at, leaver.id)).toMatchObject({
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
});

describe("erasing somebody", () => {
  test("is done by coordinators too, is the same the second time, and by nobody else", async () => {
    kith.clock.set("2026-03-02T09:00:00Z");
    const at = await programme(kith);
    const { community, member } = at;
    await meeting(kith, at, { at: "2026-03-03T10:00Z" });
    const elsewhere = await programme(kith);
    const path = `${community.base}/admin/members/${member.id}/erase`;
    const before = await everything(kith, at);
    const outsiders = {
      "the provider": at.providers[0],
      "another member": await kith.person(community),
      "a coordinator of another community": await kith.person(elsewhere.community, {
        roles: ["coordinator"],
      }),
    };
    const withOutsiders = await everything(kith, at);
    for (const [who, person] of Object.entries(outsiders)) {
      if (!person) throw new Error(`${who} is missing`);
      const client = await kith.signIn(person);
      expect((await client.get(person.community.base)).status, `${who} is somebody`).toBe(200);
      expect((await client.get(path)).status, who).toBe(404);
      expect((await client.post(path, { sure: "on" })).status, who).toBe(404);
    }
    expect(before.get("meetings")).toBe(withOutsiders.get("meetings"));
    expect(await everything(kith, at)).toEqual(withOutsiders);

    const coordinator = await kith.signIn(await kith.person(community, { roles: ["coordinator"] }));
    expect((await coordinator.get(path)).text).toContain("Mina Alvarez");
    expect((await coordinator.post(path, {})).status).toBe(422);
    expect((await coordinator.post(path, { sure: "on" })).status).toBe(303);
    await kith.drainMail();
    const once = await everything(kith, at);
    expect(once.get("people")).not.toContain("Mina");
    expect((await coordinator.post(path, { sure: "on" })).status).toBe(303);
    await kith.drainMail();
    expect(await everything(kith, at)).toEqual(once);
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
    expect(await personOf(kith, at, coordinator.id)).toMatchObject({
      archived_at: null,
      account_id: coordinator.accountId,
    });
    await kith.person(at.community, { roles: ["coordinator"] });
    expect((await erase(client, at)).status).toBe(303);
  });
});
