import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { agreed, reschedule, scheduled, storedMeeting, textOf } from "#support/scheduling.ts";
import { finalise } from "../meetings/finality.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

describe("the provider moves it", () => {
  test("to another time and place, and the member is told", async () => {
    const pair = await agreed(kith);
    const id = await scheduled(pair);
    const page = await pair.provider.get(`${pair.base}/meetings/${id}/reschedule`);
    expect(page.text).toContain('value="2026-03-03"');
    expect(page.text).toContain('value="10:00"');
    expect((await reschedule(pair, id, 1, { time: "10:15", locationId: "" })).status).toBe(303);
    const { meeting: row, occupied, events } = await storedMeeting(kith, pair, id);
    expect(row).toMatchObject({ version: 2, location_id: null, state: "final" });
    expect(row.starts_at.toString()).toBe("2026-03-03T10:15:00Z");
    expect(occupied.every(({ starts_at }) => starts_at.equals(row.starts_at))).toBe(true);
    expect(occupied).toHaveLength(2);
    expect(events.map(({ kind }) => kind)).toEqual(["scheduled", "moved"]);
    await kith.drainMail();
    const letters = await kith.inside(pair.on.scene.community, (trx) =>
      trx.selectFrom("mails").select("to_address").where("subject", "like", "New time:%10:15%").execute(),
    );
    expect(letters.map(({ to_address }) => to_address)).toContain(pair.on.scene.member.email);
  });

  test("what is paid stays paid, and what is not waits until the new start at most", async () => {
    const pair = await agreed(kith, { price: "20" });
    const id = await scheduled(pair, { price: "20" });
    await reschedule(pair, id, 1, { date: "2026-03-04" });
    const waiting = await storedMeeting(kith, pair, id);
    expect(waiting.meeting).toMatchObject({ state: "unpaid", price: 2000 });
    expect(waiting.meeting.pay_by?.toString()).toBe("2026-03-04T10:00:00Z");
    await kith.inside(pair.on.scene.community, (trx) =>
      finalise(trx, kith.platform.jobs, {
        communityId: pair.on.scene.community.id,
        meetingId: id,
        now: kith.clock.now(),
      }),
    );
    expect((await reschedule(pair, id, 3, { date: "2026-03-05" })).status).toBe(303);
    expect((await storedMeeting(kith, pair, id)).meeting).toMatchObject({ state: "final", pay_by: null });
  });

  test("not over what somebody else did meanwhile, and not into what is taken", async () => {
    const pair = await agreed(kith);
    const id = await scheduled(pair);
    await meeting(kith, pair.on.scene, {
      at: "2026-03-03T14:00Z",
      member: (await kith.person(pair.on.scene.community, { firstName: "Ben", lastName: "Okri" })).id,
    });
    const taken = await reschedule(pair, id, 1, { time: "14:00" });
    expect(taken.status).toBe(422);
    expect(textOf(taken)).toContain("with Ben Okri then");
    await reschedule(pair, id, 1, { time: "11:00" });
    const late = await reschedule(pair, id, 1, { time: "12:00" });
    expect(textOf(await pair.provider.follow(late))).toContain("Somebody changed this in the meantime.");
    const { meeting: row, occupied } = await storedMeeting(kith, pair, id);
    expect(row.starts_at.toString()).toBe("2026-03-03T11:00:00Z");
    expect(occupied).toHaveLength(2);
  });

  test("nobody else does, and it is not offered free times, since it is of no service", async () => {
    const pair = await agreed(kith);
    const id = await scheduled(pair);
    const paths = {
      page: `${pair.base}/meetings/${id}`,
      reschedule: `${pair.base}/meetings/${id}/reschedule`,
    };
    expect((await pair.provider.get(paths.page)).text).toContain(paths.reschedule);
    const coordinator = await kith.signIn(
      await kith.person(pair.on.scene.community, { roles: ["coordinator"] }),
    );
    for (const client of [pair.member, coordinator]) {
      expect((await client.get(paths.page)).text).not.toContain("reschedule");
      expect((await client.get(paths.reschedule)).status).toBe(404);
    }
    for (const client of [pair.member, pair.provider]) {
      expect((await client.get(`${paths.page}/move`)).status).toBe(404);
      expect((await client.get(`${paths.page}/move/2026-03-05T10:00Z`)).status).toBe(404);
      expect((await client.get(paths.page)).text).not.toContain(`${id}/move`);
      const moved = { version: "1", at: "29541240", location: "none" };
      expect((await client.post(`${paths.page}/move`, moved)).status).toBe(404);
    }
  });
});
