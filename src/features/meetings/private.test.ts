import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { type Agreed, agreed, schedule, scheduled, storedMeeting, textOf } from "#support/scheduling.ts";
import { keepDeadlines } from "../../deadlines.ts";
import { cancelBetween, finalise } from "./index.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

const pageOf = (pair: Agreed, id: string) => `${pair.base}/meetings/${id}`;
const pays = (pair: Agreed, id: string) =>
  kith.inside(pair.on.scene.community, (trx) =>
    finalise(trx, kith.platform.jobs, {
      communityId: pair.on.scene.community.id,
      meetingId: id,
      now: kith.clock.now(),
    }),
  );
const cancel = (pair: Agreed, client: Agreed["provider"], id: string, version = 1) =>
  client.post(`${pageOf(pair, id)}/cancel`, { version: String(version), reason: "" });
const settled = async (id: string) => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from jobs.job where name = 'payment.settle' and data ->> 'meetingId' = ${id}
  `.execute(kith.platform.db);
  return rows[0]?.count ?? 0;
};
const lettersTo = (pair: Agreed, email: string) =>
  kith.inside(pair.on.scene.community, (trx) =>
    trx
      .selectFrom("mails")
      .select(["subject", "calendar"])
      .where("to_address", "=", email)
      .orderBy("id")
      .execute(),
  );

describe("a meeting that waits for its payment", () => {
  test("says so to both, and leads the member alone to paying", async () => {
    const pair = await agreed(kith, { price: "20" });
    const id = await scheduled(pair, { price: "20" });
    const [members, providers] = [
      await pair.member.get(pageOf(pair, id)),
      await pair.provider.get(pageOf(pair, id)),
    ];
    expect(textOf(members)).toContain("It is sure as soon as you have paid $20.00.");
    expect(members.text).toContain(`href="${pageOf(pair, id)}/pay"`);
    expect(textOf(providers)).toContain("This waits for Mina Alvarez to pay $20.00.");
    expect(providers.text).not.toContain(`${id}/pay`);
    expect(textOf(await pair.member.get(`${pair.base}/meetings`))).toContain("Waits for payment");
  });

  test("keeps its time from everybody else, and frees it when it was not paid in time, and both are told", async () => {
    const pair = await agreed(kith, { price: "20" });
    const id = await scheduled(pair, { price: "20" });
    kith.clock.set("2026-03-03T09:59:00Z");
    await keepDeadlines(kith.platform);
    expect((await storedMeeting(kith, pair, id)).meeting.state).toBe("unpaid");
    expect((await storedMeeting(kith, pair, id)).occupied).toHaveLength(2);

    kith.clock.set("2026-03-03T10:00:00Z");
    await keepDeadlines(kith.platform);
    await keepDeadlines(kith.platform);
    const { meeting: row, occupied, events } = await storedMeeting(kith, pair, id);
    expect(row).toMatchObject({ state: "cancelled", pay_by: null });
    expect(occupied).toEqual([]);
    expect(events.map(({ kind }) => kind)).toEqual(["scheduled", "expired"]);
    expect(await settled(id)).toBe(1);
    await kith.drainMail();
    for (const email of [pair.on.scene.member.email, pair.on.people[0]?.email ?? ""]) {
      const letters = await lettersTo(pair, email);
      expect(letters.filter(({ subject }) => subject.startsWith("Off: Tue 3 Mar"))).toHaveLength(1);
      expect(letters.every(({ calendar }) => calendar === null)).toBe(true);
    }
    expect(textOf(await pair.member.get(pageOf(pair, id)))).toContain("This was not paid in time.");
  });

  test("is ended although the process slept through its whole time", async () => {
    const pair = await agreed(kith, { price: "20" });
    const id = await scheduled(pair, { price: "20" });
    kith.clock.set("2026-03-05T10:00:00Z");
    await keepDeadlines(kith.platform);
    expect((await storedMeeting(kith, pair, id)).meeting.state).toBe("cancelled");
  });

  test("is final when it is paid, once, and both get it for their calendars", async () => {
    const pair = await agreed(kith, { price: "20" });
    const id = await scheduled(pair, { price: "20" });
    expect([await pays(pair, id), await pays(pair, id)]).toEqual(["final", "already"]);
    const { meeting: row, events } = await storedMeeting(kith, pair, id);
    expect(row).toMatchObject({ state: "final", pay_by: null });
    expect(events.map(({ kind }) => kind)).toEqual(["scheduled", "paid"]);
    await kith.drainMail();
    for (const email of [pair.on.scene.member.email, pair.on.people[0]?.email ?? ""]) {
      const confirmed = (await lettersTo(pair, email)).filter(({ subject }) =>
        subject.startsWith("Confirmed"),
      );
      expect(confirmed).toMatchObject([{ calendar: expect.stringContaining("METHOD:REQUEST") }]);
    }
    kith.clock.set("2026-03-03T10:00:00Z");
    await keepDeadlines(kith.platform);
    expect((await storedMeeting(kith, pair, id)).meeting.state).toBe("final");
  });

  test("that is off stays off when a payment comes after all", async () => {
    const pair = await agreed(kith, { price: "20" });
    const id = await scheduled(pair, { price: "20" });
    await cancel(pair, pair.provider, id);
    expect(await pays(pair, id)).toBe("off");
    expect((await storedMeeting(kith, pair, id)).meeting.state).toBe("cancelled");
  });
});

describe("who cancels reads first what becomes of the money", () => {
  test("all of it goes back when the provider does, or a member early enough; nothing when a member does so late", async () => {
    const settings = { refundMinutes: 600, changeNoticeMinutes: 0 };
    const pair = await agreed(kith, { price: "20", settings });
    const id = await scheduled(pair, { price: "20" });
    const asks = async (client: Agreed["member"]) => textOf(await client.get(`${pageOf(pair, id)}/cancel`));
    expect(await asks(pair.member)).toContain("Nothing has been paid yet");
    await pays(pair, id);
    expect(await asks(pair.member)).toContain("What was paid goes back in full.");
    kith.clock.set("2026-03-03T00:01:00Z");
    expect(await asks(pair.provider)).toContain("What was paid goes back in full.");
    expect(await asks(pair.member)).toContain("the money does not go back when you cancel");
    expect((await cancel(pair, pair.member, id, 2)).status).toBe(303);
    const { events } = await storedMeeting(kith, pair, id);
    expect(events.at(-1)).toMatchObject({ kind: "cancelled", detail: { refund: "none" } });
    expect(await settled(id)).toBe(1);
    expect(textOf(await pair.member.get(pageOf(pair, id)))).toContain("too late for the money to go back");
  });

  test("a meeting that costs nothing has nothing settled", async () => {
    const pair = await agreed(kith);
    const id = await scheduled(pair);
    expect(textOf(await pair.member.get(`${pageOf(pair, id)}/cancel`))).not.toContain("paid");
    await cancel(pair, pair.member, id);
    expect(await settled(id)).toBe(0);
  });
});

describe("of two people who part", () => {
  test("every meeting to come is off, given or received, paid or not, and nobody is named", async () => {
    const pair = await agreed(kith, { price: "20" });
    const paid = await scheduled(pair, { price: "20" });
    await pays(pair, paid);
    const { scene, people } = pair.on;
    const booked = await meeting(kith, scene, { at: "2026-03-04T10:00Z" });
    const past = await meeting(kith, scene, { at: "2026-03-02T08:00Z" });
    const withOther = await meeting(kith, scene, { at: "2026-03-05T10:00Z", provider: people[1]?.id ?? "" });
    await kith.inside(scene.community, (trx) =>
      cancelBetween(trx, kith.platform.jobs, {
        communityId: scene.community.id,
        a: scene.member.id,
        b: people[0]?.id ?? "",
        now: kith.clock.now(),
      }),
    );
    const states = async (ids: string[]) =>
      Promise.all(ids.map(async (id) => (await storedMeeting(kith, pair, id)).meeting.state));
    expect(await states([paid, booked, past, withOther])).toEqual([
      "cancelled",
      "cancelled",
      "final",
      "final",
    ]);
    const { events } = await storedMeeting(kith, pair, paid);
    expect(events.at(-1)).toMatchObject({ kind: "cancelled", by_person: null, detail: { refund: "full" } });
    expect([await settled(paid), await settled(booked)]).toEqual([1, 0]);
  });
});

describe("a private meeting", () => {
  test("has its words on the page of its proposal, and none of its own", async () => {
    const pair = await agreed(kith);
    const id = await scheduled(pair);
    for (const client of [pair.member, pair.provider]) {
      const { text } = await client.get(pageOf(pair, id));
      expect(text).toContain(`href="${pair.base}/proposals/${pair.proposal}#messages"`);
      expect(text).not.toContain(`action="${pageOf(pair, id)}/messages"`);
    }
  });

  test("is found by a coordinator who has its address, without its messages; that is written down, and the two can see it", async () => {
    const pair = await agreed(kith);
    const id = await scheduled(pair);
    const { community } = pair.on.scene;
    const person = await kith.person(community, {
      roles: ["coordinator"],
      firstName: "Cora",
      lastName: "Lin",
    });
    const coordinator = await kith.signIn(person);
    const looked = await coordinator.get(pageOf(pair, id));
    expect(looked.status).toBe(200);
    expect(textOf(looked)).toContain("This is private between two people.");
    expect(looked.text).not.toContain("#messages");
    const looks = () =>
      kith.inside(community, (trx) =>
        trx.selectFrom("staff_looks").selectAll().where("record_id", "=", id).execute(),
      );
    expect(await looks()).toMatchObject([{ person_id: person.id, kind: "meeting" }]);
    for (const client of [pair.member, pair.provider]) {
      expect(textOf(await client.get(pageOf(pair, id)))).toContain(
        "Cora Lin looked at this as a coordinator",
      );
    }
    expect(await looks()).toHaveLength(1);
    expect(textOf(await coordinator.get(pageOf(pair, id)))).not.toContain("Cora Lin looked");
    kith.clock.set("2026-03-02T10:00:00Z");
    await coordinator.get(`${pageOf(pair, id)}/calendar.ics`);
    expect(await looks()).toHaveLength(2);
  });

  test("is for nobody else: not to read, to add to a calendar, to cancel, to move or to write to", async () => {
    const pair = await agreed(kith);
    const id = await scheduled(pair);
    const [, other] = pair.on.providers;
    const outsiders = [other ?? pair.provider, await kith.signIn(await kith.person(pair.on.scene.community))];
    const gets = ["", "/calendar.ics", "/cancel", "/reschedule", "/pay", "/messages", "/files"];
    expect((await pair.member.get(pageOf(pair, id))).status).toBe(200);
    for (const client of outsiders) {
      for (const path of gets) expect((await client.get(pageOf(pair, id) + path)).status, path).toBe(404);
      expect((await cancel(pair, client, id)).status).toBe(404);
      expect((await client.post(`${pageOf(pair, id)}/messages`, { text: "Hello" })).status).toBe(404);
    }
    expect((await storedMeeting(kith, pair, id)).meeting.state).toBe("final");
  });
});

test("somebody who books the time first has it: the one who schedules is told, with what is typed kept", async () => {
  const pair = await agreed(kith);
  await meeting(kith, pair.on.scene, {
    at: "2026-03-03T10:00Z",
    member: (await kith.person(pair.on.scene.community)).id,
  });
  expect((await schedule(pair)).status).toBe(422);
});
