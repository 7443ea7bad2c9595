import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { type Gathering, gathering, plan, planned, sendPlan } from "#support/planning.ts";

let kith: TestApp;
let here: Gathering;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());
beforeEach(async () => {
  here = await gathering(kith);
});

interface Row {
  id: string;
  name: string;
  starts: string;
  seats: number;
  price: number;
  private: boolean;
  link: string | null;
  booked_by: string;
  provider_id: string;
  series_id: string | null;
  room: string;
  hosts: string[];
  occupied: string[];
  events: string[];
}

/** Everything of the community's groups, first to last. */
async function stored(): Promise<Row[]> {
  const { rows } = await kith.inside(here.scene.community, (trx) =>
    sql<Row>`
      select m.id, m.name, to_char(m.starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as starts, m.seats, m.price, m.private, m.link,
        m.booked_by, m.provider_id, m.series_id, m.room,
        array(select person_id from co_hosts h where h.meeting_id = m.id) as hosts,
        array(select person_id from occupancy o where o.meeting_id = m.id and o.starts_at = m.starts_at and o.ends_at = m.ends_at
          order by person_id) as occupied,
        array(select kind || ' ' || (by_person = m.booked_by) from meeting_events e where e.meeting_id = m.id) as events
      from meetings m where m.seats is not null order by m.starts_at`.execute(trx),
  );
  return rows;
}

describe("a provider plans a group meeting", () => {
  test("with everything that was typed, and takes their own and their co-hosts' time", async () => {
    const answer = await sendPlan(here.asHost, here, {
      coHosts: [here.second.id],
      seats: "12",
      price: "4.50",
      private: "on",
      where: "link",
      link: "https://meet.example/abc",
    });
    expect(answer.status).toBe(303);
    const [row, ...more] = await stored();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      name: "Finding your feet",
      starts: "2026-03-10 18:00",
      seats: 12,
      private: true,
      link: "https://meet.example/abc",
      provider_id: here.host.id,
      booked_by: here.host.id,
      hosts: [here.second.id],
      series_id: null,
      occupied: [here.host.id, here.second.id].toSorted(),
      events: ["planned true"],
    });
    expect(Number(row?.price)).toBe(450);
    expect(row?.room).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.location).toBe(`${here.base}/groups/${row?.id}`);
  });

  test("once, however often the form is sent", async () => {
    const fields = planned(here);
    const answers = await Promise.all(
      [1, 2, 3].map(() => here.asHost.post(`${here.base}/groups/new`, fields)),
    );
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    expect(await stored()).toHaveLength(1);
  });

  test("not when they or a co-host have something else then, and nothing that was typed is lost", async () => {
    await meeting(kith, here.scene, { at: "2026-03-10T18:30Z", provider: here.second.id });
    const busy = await sendPlan(here.asSecond, here);
    expect(busy.status).toBe(422);
    expect(busy.text).toContain("Who gives it has something else then.");
    const together = await sendPlan(here.asHost, here, { coHosts: [here.second.id] });
    expect(together.status).toBe(422);
    expect(together.text).toContain("One of them has something else then.");
    for (const typed of [
      "Finding your feet",
      "For everybody who is new.",
      "First term",
      'value="2026-03-10"',
    ])
      expect(together.text).toContain(typed);
    expect(together.text).toMatch(new RegExp(`value="${here.second.id}" checked`));
    expect(await stored()).toEqual([]);
    expect((await sendPlan(here.asHost, here)).status).toBe(303);
  });

  test.each([
    ["in the past", { date: "2026-03-01" }, "This is in the past."],
    ["without a name", { name: " " }, "Please fill this in."],
    ["for nobody", { seats: "0" }, "Please give a whole number from 1 to 1,000."],
    ["where no place is", { where: newId() }, "Please fill this in."],
    ["elsewhere without saying where", { where: "link" }, "Please fill this in."],
    [
      "at an address that is not safe",
      { where: "link", link: "http://meet.example" },
      "begins with https://",
    ],
    ["for a price that is none", { price: "much" }, "Please write an amount"],
    ["for more than a year of weeks", { weeks: "54" }, "from 1 to 53"],
  ])("not %s", async (_what, fields, words) => {
    const answer = await sendPlan(here.asHost, here, fields);
    expect([answer.status, answer.text.includes(words)]).toEqual([422, true]);
    expect(await stored()).toEqual([]);
  });

  test("when the community is closed only after saying that it is meant", async () => {
    await kith.inside(here.scene.community, (trx) =>
      sql`insert into closings (community_id, id, name, from_date, until_date)
        values (${here.scene.community.id}, ${newId()}, 'Spring break', '2026-03-10', '2026-03-10')`.execute(
        trx,
      ),
    );
    const closed = await sendPlan(here.asHost, here);
    expect(closed.status).toBe(422);
    expect(closed.text).toContain("Spring break");
    expect((await sendPlan(here.asHost, here, { anyway: "on" })).status).toBe(303);
  });

  test("in a room that is not full then", async () => {
    const room = newId();
    await kith.inside(here.scene.community, (trx) =>
      trx
        .insertInto("locations")
        .values({
          community_id: here.scene.community.id,
          id: room,
          name: "Room 1",
          way: "in_person",
          capacity: 1,
        })
        .execute(),
    );
    expect((await sendPlan(here.asHost, here, { where: room })).status).toBe(303);
    const full = await sendPlan(here.asSecond, here, { where: room, time: "18:30" });
    expect([full.status, full.text.includes("This place is full then.")]).toEqual([422, true]);
  });

  test("is not told in advance by a look at the time, and nothing is held by it", async () => {
    await meeting(kith, here.scene, { at: "2026-03-10T18:30Z", provider: here.second.id });
    const look = (client: typeof here.asHost) =>
      client.get(`${here.base}/groups/new?date=2026-03-10&time=18:00&minutes=60&where=room&weeks=1`);
    expect((await look(here.asHost)).text).toContain("This time is free.");
    expect((await look(here.asSecond)).text).toContain("You have something else then.");
    expect(await stored()).toEqual([]);
  });
});

describe("every week", () => {
  test("at the same time on the wall clock, also when the clocks are put forward in between", async () => {
    const id = await plan(here, { date: "2026-03-17", weeks: "4" });
    const rows = await stored();
    expect(rows.map(({ starts }) => starts)).toEqual([
      "2026-03-17 18:00",
      "2026-03-24 18:00",
      "2026-03-31 17:00",
      "2026-04-07 17:00",
    ]);
    expect(rows[0]?.id).toBe(id);
    expect(new Set(rows.map(({ series_id }) => series_id)).size).toBe(1);
    expect(new Set(rows.map(({ room }) => room)).size).toBe(4);
    const page = await here.asHost.get(`${here.base}/groups/${rows[2]?.id}`);
    expect(page.text).toContain("Number 3 of 4, once a week");
  });

  test("where not all weeks are free it is said which, and only those that are free are planned when that is chosen", async () => {
    await meeting(kith, here.scene, { at: "2026-03-24T18:30Z" });
    const refused = await sendPlan(here.asHost, here, { weeks: "10" });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("9 of 10 are free");
    expect(refused.text).toContain("Plan the 9 that are free");
    expect(await stored()).toEqual([]);
    const without = /name="without" value="([^"]+)"/.exec(refused.text)?.[1] ?? "";
    expect(without).not.toBe("");
    expect((await sendPlan(here.asHost, here, { weeks: "10", without })).status).toBe(303);
    const starts = (await stored()).map((row) => row.starts);
    expect(starts).toHaveLength(9);
    expect(starts).not.toContain("2026-03-24 18:00");
  });

  test("what was taken meanwhile is said again, and nothing is planned behind anybody's back", async () => {
    await meeting(kith, here.scene, { at: "2026-03-24T18:30Z" });
    const refused = await sendPlan(here.asHost, here, { weeks: "3" });
    const without = /name="without" value="([^"]+)"/.exec(refused.text)?.[1] ?? "";
    await meeting(kith, here.scene, { at: "2026-03-17T18:00Z" });
    const again = await sendPlan(here.asHost, here, { weeks: "3", without });
    expect(again.status).toBe(422);
    expect(again.text).toContain("1 of 3 is free");
    expect(await stored()).toEqual([]);
  });

  test("two series that overlap are planned one after the other: one has all of it, the other nothing", async () => {
    const both = await Promise.all(
      ["18:00", "18:30"].map((time) => sendPlan(here.asHost, here, { time, weeks: "6" })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(await stored()).toHaveLength(6);
  });
});

describe("for somebody else", () => {
  test("a coordinator plans it, and it is written down that they did", async () => {
    const answer = await sendPlan(here.asCoordinator, here, { hostId: here.host.id });
    expect(answer.status).toBe(303);
    const [row] = await stored();
    expect(row).toMatchObject({
      provider_id: here.host.id,
      booked_by: here.coordinator.id,
      events: ["planned true"],
    });
  });

  test("nobody else does: not another provider, and no member at all", async () => {
    const other = await sendPlan(here.asSecond, here, { hostId: here.host.id });
    expect(other.status).toBe(422);
    expect((await here.asMember.get(`${here.base}/groups/new`)).status).toBe(404);
    expect((await sendPlan(here.asMember, here, { hostId: here.host.id })).status).toBe(404);
    expect(await stored()).toEqual([]);
    expect((await sendPlan(here.asHost, here)).status).toBe(303);
  });

  test("those whom a block keeps apart do not give it together", async () => {
    await kith.inside(here.scene.community, (trx) =>
      sql`insert into blocks (community_id, person_id, blocked_id, at)
        values (${here.scene.community.id}, ${here.second.id}, ${here.host.id}, ${kith.clock.now()})`.execute(
        trx,
      ),
    );
    const answer = await sendPlan(here.asCoordinator, here, {
      hostId: here.host.id,
      coHosts: [here.second.id],
    });
    expect(answer.status).toBe(422);
    const own = await here.asHost.get(`${here.base}/groups/new`);
    expect(own.text).not.toContain(`value="${here.second.id}"`);
    expect(await stored()).toEqual([]);
  });
});

test("where the community has no groups there is nothing to plan and nothing to find", async () => {
  const off = await gathering(kith, { settings: { modules: { groups: false } } });
  expect((await off.asHost.get(`${off.base}/groups`)).status).toBe(404);
  expect((await off.asHost.get(`${off.base}/groups/new`)).status).toBe(404);
  expect((await sendPlan(off.asHost, off)).status).toBe(404);
  expect((await off.asHost.get(`${off.base}/meetings`)).text).not.toContain(`${off.base}/groups`);
});
