import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Answer, Client } from "#support/client.ts";
import { type Appointment, appointment, circle, marks, onlineMeeting } from "#support/coming.ts";
import { textOf } from "#support/panel.ts";
import { ask, guestsOf } from "#support/places.ts";
import { statementsDuring } from "#support/statements.ts";
import { currentCommunity } from "../communities/load.ts";
import { pausedUntil } from "./pauses.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const read = ({ text }: Answer) => textOf(text);
const rule = { times: 2, withinDays: 30, pauseDays: 14 };
const contact = "Call Cora on 01632 960 001.";

/** A meeting of Tuesday, 3 March and one of the day after, both missed and both over: with the rule, a pause until 18 March, 10:30. */
async function missedTwo(settings: object = { noShowRule: rule, contact }) {
  const pair = await appointment(kith, { settings });
  const second = await onlineMeeting(kith, pair.scene, "2026-03-04T10:00Z");
  kith.clock.set("2026-03-04T12:00:00Z");
  const paths = [pair.path, `${pair.scene.community.base}/meetings/${second.id}`];
  for (const path of paths) await mark(pair, path, "no_show");
  return { ...pair, paths };
}

const mark = (by: Appointment, path: string, is: string, was = "", client: Client = by.provider) =>
  client.post(`${path}/attendance`, marks({ [by.scene.member.id]: [was, is] }));

/** Books the provider's own service at this time, through the form that the last page sends. */
function book({ scene, member, host }: Appointment, at: string): Promise<Answer> {
  const minute = Math.floor(Temporal.Instant.from(at).epochMilliseconds / 60_000);
  return member.post(`${scene.community.base}/book`, {
    format: scene.format,
    service: scene.services[0] ?? "",
    provider: host.id,
    location: scene.location,
    at: String(minute),
    draft: "",
    key: newId(),
  });
}

const withoutQuestions = ({ scene }: Appointment) =>
  kith.inside(scene.community, (trx) => trx.deleteFrom("questions").execute());

const meetingsIn = ({ scene }: Appointment) =>
  kith.inside(scene.community, (trx) => trx.selectFrom("meetings").select(["id", "state"]).execute());

describe("who misses as many as the rule says", () => {
  test("books nothing until the pause is over, is told until when and whom to ask, and keeps what is booked", async () => {
    const pair = await missedTwo();
    const kept = await onlineMeeting(kith, pair.scene, "2026-03-10T10:00Z");
    await withoutQuestions(pair);
    const before = await meetingsIn(pair);
    const refused = await book(pair, "2026-03-12T10:00Z");
    expect(refused.status).toBe(409);
    expect(read(refused)).toContain("Booking is paused until Wed 18 Mar, 10:30");
    expect(read(refused)).toContain(contact);
    expect(await meetingsIn(pair)).toEqual(before);
    expect(before.find(({ id }) => id === kept.id)?.state).toBe("final");
    expect(read(await pair.member.get(pair.scene.community.base))).toContain(
      "Booking is paused until Wed 18 Mar, 10:30",
    );
    kith.clock.set("2026-03-18T10:30:00Z");
    expect(read(await pair.member.get(pair.scene.community.base))).not.toContain("paused");
    expect((await book(pair, "2026-03-20T10:00Z")).status).toBe(303);
    expect(await meetingsIn(pair)).toHaveLength(before.length + 1);
  });

  test("is free again at once when a coordinator corrects one, from the page of that member", async () => {
    const pair = await missedTwo();
    await withoutQuestions(pair);
    const page = await pair.coordinator.get(
      `${pair.scene.community.base}/admin/members/${pair.scene.member.id}`,
    );
    expect(read(page)).toContain("Booking is paused until Wed 18 Mar, 10:30");
    expect(read(page)).toContain("Tue 3 Mar, 10:00–10:30");
    const [path = ""] = pair.paths;
    expect(page.text).toContain(`href="${path}/attendance"`);
    expect((await pair.coordinator.get(`${path}/attendance`)).status).toBe(200);
    await mark(pair, path, "attended", "no_show", pair.coordinator);
    expect((await book(pair, "2026-03-12T10:00Z")).status).toBe(303);
    const corrected = await pair.coordinator.get(
      `${pair.scene.community.base}/admin/members/${pair.scene.member.id}`,
    );
    expect(read(corrected)).not.toContain("paused");
    expect(read(corrected)).toContain("Wed 4 Mar, 10:00–10:30");
  });

  test("of a private one that was missed, that page says nothing but that it is there", async () => {
    const pair = await missedTwo();
    await kith.inside(pair.scene.community, (trx) =>
      trx
        .updateTable("meetings")
        .set({ private: true, name: "Zephyr quill" })
        .where("id", "=", pair.id)
        .execute(),
    );
    const address = `${pair.scene.community.base}/admin/members/${pair.scene.member.id}`;
    const page = await pair.coordinator.get(address);
    expect(read(page)).toContain("A private Meeting");
    expect(read(page)).not.toContain("Tue 3 Mar");
    expect(page.text).not.toContain("Zephyr");
    const looks = () =>
      kith.inside(pair.scene.community, (trx) => trx.selectFrom("staff_looks").select("record_id").execute());
    expect(await looks()).toEqual([]);
    await pair.coordinator.get(`${pair.path}/attendance`);
    expect(await looks()).toEqual([{ record_id: pair.id }]);
  });

  test("takes no place in a group either", async () => {
    const settings = { noShowRule: { ...rule, times: 1 }, contact };
    const made = await circle(kith, 1, { settings });
    const [missing] = made.guests;
    const [other] = await guestsOf(kith, made, 1);
    if (!missing || !other) throw new Error("two guests came");
    const later = { ...made, ...(await laterCircle(made)) };
    kith.clock.set("2026-03-04T12:00:00Z");
    const form = marks({ [missing.person.id]: ["", "no_show"] });
    expect((await made.hosting.post(`${made.door}/attendance`, form)).status).toBe(303);
    const refused = await ask(missing.client, later, "register");
    expect(refused.status).not.toBe(303);
    expect(read(refused)).toContain("Wed 18 Mar");
    expect((await ask(other.client, later, "register")).status).toBe(303);
  });
});

/** A group meeting of the same host a week later. */
async function laterCircle(made: Awaited<ReturnType<typeof circle>>) {
  const meeting = newId();
  await kith.inside(made.community, async (trx) => {
    const { said: _derived, ...row } = await trx
      .selectFrom("meetings")
      .selectAll()
      .where("id", "=", made.meeting)
      .executeTakeFirstOrThrow();
    const days = { hours: 24 * 7 };
    await trx
      .insertInto("meetings")
      .values({
        ...row,
        id: meeting,
        starts_at: row.starts_at.add(days),
        ends_at: row.ends_at.add(days),
      })
      .execute();
  });
  return { meeting, path: `${made.community.base}/groups/${meeting}` };
}

describe("nobody is paused", () => {
  test("for fewer than the rule's number, nor for what is too long ago", async () => {
    const pair = await missedTwo({ noShowRule: { ...rule, times: 3 } });
    await withoutQuestions(pair);
    expect((await book(pair, "2026-03-12T10:00Z")).status).toBe(303);
    const far = await missedTwo({ noShowRule: { ...rule, withinDays: 1, pauseDays: 366 } });
    await withoutQuestions(far);
    // A day and no more lies between the two, so these are within the rule's one day.
    expect((await book(far, "2026-03-12T10:00Z")).status).toBe(409);
    await kith.inside(far.scene.community, (trx) =>
      trx
        .updateTable("meetings")
        .set({
          starts_at: Temporal.Instant.from("2026-03-03T09:00Z"),
          ends_at: Temporal.Instant.from("2026-03-03T09:30Z"),
        })
        .where("id", "=", far.id)
        .execute(),
    );
    expect((await book(far, "2026-03-12T10:00Z")).status).toBe(303);
  });

  test("for what was cancelled after all", async () => {
    const pair = await missedTwo();
    await withoutQuestions(pair);
    await kith.inside(pair.scene.community, (trx) =>
      trx.updateTable("meetings").set({ state: "cancelled" }).where("id", "=", pair.id).execute(),
    );
    expect((await book(pair, "2026-03-12T10:00Z")).status).toBe(303);
  });

  test("where there is no rule, and then a booking asks nothing more because of it", async () => {
    const pair = await missedTwo({});
    await withoutQuestions(pair);
    const asked = await statementsDuring(() => book(pair, "2026-03-12T10:00Z"));
    expect(asked.filter((text) => text.includes("no_show"))).toHaveLength(1);
    expect(await meetingsIn(pair)).toHaveLength(3);
    const home = await statementsDuring(() => pair.member.get(pair.scene.community.base));
    expect(home.filter((text) => text.includes("no_show"))).toEqual([]);
    await kith.inside(pair.scene.community, async (trx) => {
      const community = await currentCommunity(trx, pair.scene.community.id);
      const nothing = await statementsDuring(async () =>
        expect(await pausedUntil(trx, pair.scene.member.id, community, kith.clock.now())).toBeNull(),
      );
      expect(nothing).toEqual([]);
    });
  });
});
