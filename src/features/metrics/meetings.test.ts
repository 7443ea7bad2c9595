import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { figuresOn, leave, seat } from "#support/metrics.ts";
import { another, type Gathering, gathering, guestsOf } from "#support/places.ts";
import { textOf } from "#support/scheduling.ts";

let kith: TestApp;
let first: Gathering;
let evening: Gathering;
let off: Gathering;
let coHost: TestPerson;
let people: TestPerson[];
let host: Client;
beforeAll(async () => {
  kith = await testApp();
  first = await gathering(kith, { seats: 9 });
  coHost = await kith.person(first.community, { roles: ["provider"], firstName: "Cleo", lastName: "B" });
  evening = await another(kith, first, { at: "2026-03-10T23:30Z", seats: 9, coHosts: [coHost] });
  off = await another(kith, first, { at: "2026-03-12T10:00Z" });
  people = (await guestsOf(kith, first, 4)).map(({ person }) => person);
  await kith.inside(first.community, async (trx) => {
    const named = { name: "Walking talk", topic: "Sleep", focus: "Habits" };
    await trx.updateTable("meetings").set(named).where("id", "=", evening.meeting).execute();
  });
  await seat(kith, first, people.slice(0, 3), "attended");
  await seat(kith, first, people.slice(3), "no_show");
  await seat(kith, evening, people.slice(0, 1), "attended");
  await leave(kith, off, "cancelled");
  kith.clock.set("2026-03-20T09:00:00Z");
  host = await kith.signIn(first.host);
});
afterAll(() => kith.end());

const path = () => `${first.community.base}/dashboard/metrics/meetings`;

/** The ids of the meetings in the list, in its order. */
async function listed(query = "", client = host): Promise<string[]> {
  const { status, text } = await client.get(path() + query);
  expect(status).toBe(200);
  return [...text.matchAll(/<th scope="row"[^>]*><a href="[^"]*\/([0-9a-f-]{36})"/g)].map(
    ([, id = ""]) => id,
  );
}

describe("the list of meetings", () => {
  test("has its nine columns in their order, the latest first, and counts attendees once each", async () => {
    const { text } = await host.get(path());
    const heads = [...text.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/gs)].map(([, cell = ""]) =>
      cell.replaceAll(/<[^>]+>/g, "").trim(),
    );
    expect(heads).toEqual([
      ...["Name", "Type", "Topic", "Focus", "Host", "Start time", "End time", "Participants", "Feedback"],
    ]);
    expect(await listed()).toEqual([evening.meeting, first.meeting]);
    expect(figuresOn(text)).toMatchObject({
      "Total attendees": "3",
      "One-time attendees": "2",
      "Repeat attendees": "1",
    });
    expect(textOf(await host.get(path()))).toContain("3 of 4 came");
  });

  test.each([
    ["?sort=participants&order=up", [0, 1]],
    ["?sort=participants", [1, 0]],
    ["?sort=name", [1, 0]],
    ["?sort=name&order=down", [0, 1]],
    ["?sort=topic&order=up", [1, 0]],
    ["?sort=host&order=up", [0, 1]],
    ["?sort=nonsense", [0, 1]],
  ])("is ordered by %s", async (query, order) => {
    const both = [evening.meeting, first.meeting];
    expect(await listed(query)).toEqual(order.map((i) => both[i]));
  });

  test.each([
    ["?q=WALKING", [0]],
    ["?q=sleep", [0]],
    ["?q=habits+hanna", [0]],
    ["?q=hanna", [0, 1]],
    ["?q=%25", []],
    ["?from=2026-03-04", [1]],
    ["?from=2026-03-05&until=2026-03-11", [0]],
    ["?until=2026-03-03&from=2026-03-10", [0, 1]],
    ["?from=never", [0, 1]],
  ])("is searched by words and by a day or several: %s", async (query, which) => {
    const both = [evening.meeting, first.meeting];
    expect(await listed(query)).toEqual(which.map((i) => both[i]));
  });

  test("reads days on the reader's clock", async () => {
    const away = await kith.signIn(first.host);
    away.cookies.set("zone", "Asia/Kathmandu");
    expect(await listed("?from=2026-03-10", host)).toEqual([evening.meeting]);
    expect(await listed("?from=2026-03-10", away)).toEqual([]);
    expect(await listed("?from=2026-03-11", away)).toEqual([evening.meeting]);
  });

  test("shows what was called off only when asked, and says so", async () => {
    expect(await listed("?off=1")).toEqual([off.meeting, evening.meeting, first.meeting]);
    expect(textOf(await host.get(`${path()}?off=1`))).toContain("Called off");
  });

  test("has what one gives beside the host, and nothing of others", async () => {
    expect(await listed("", await kith.signIn(coHost))).toEqual([evening.meeting]);
    const other = await kith.person(first.community, { roles: ["provider"] });
    expect(await listed("", await kith.signIn(other))).toEqual([]);
  });

  test("comes as a file that keeps the search and opens safely in a spreadsheet", async () => {
    await kith.inside(first.community, (trx) =>
      trx.updateTable("meetings").set({ focus: "=1+1" }).where("id", "=", first.meeting).execute(),
    );
    const { headers, text } = await host.get(`${path()}.csv?q=beginning`);
    expect(headers.get("content-type")).toContain("text/csv");
    const [, row = "", rest = ""] = text.split("\r\n");
    expect(row).toContain(
      "Beginning again,,,'=1+1,Hanna Host,2026-03-04 10:00,2026-03-04 11:00,4,3,1,0,Sure",
    );
    expect(rest).toBe("");
  });
});

test("a row leads to the data of that meeting: who had a place, when they came, what was said and paid", async () => {
  const [came, missed] = [people[0], people[3]] as [TestPerson, TestPerson];
  await kith.inside(first.community, async (trx) => {
    const own = { community_id: first.community.id, meeting_id: first.meeting };
    const at = Temporal.Instant.from("2026-03-04T12:00Z");
    await trx
      .updateTable("registrations")
      .set({
        joined_at: Temporal.Instant.from("2026-03-04T09:58Z"),
        left_at: Temporal.Instant.from("2026-03-04T10:55Z"),
      })
      .where("meeting_id", "=", first.meeting)
      .where("person_id", "=", came.id)
      .execute();
    const answers = JSON.stringify([{ question: "1", label: "How was it?", answer: ["It helped"] }]);
    await trx
      .insertInto("feedback")
      .values({ ...own, person_id: came.id, answers, created_at: at, changed_at: at })
      .execute();
    const paid = {
      method: "desk",
      reference: "AAA-BBB",
      amount: 1250,
      currency: "USD",
      paid_at: at,
      created_at: at,
    };
    await trx
      .insertInto("payments")
      .values({ ...own, ...paid, id: crypto.randomUUID(), payer_id: missed.id, payee_id: first.host.id })
      .execute();
  });
  const page = await host.get(`${path()}/${first.meeting}`);
  expect(page.status).toBe(200);
  expect(figuresOn(page.text)).toMatchObject({
    Registered: "4",
    Attended: "3",
    "No-shows": "1",
    "Not known": "0",
  });
  const text = textOf(page);
  for (const words of ["Guest0 G", "09:58", "10:55", "No-show", "It helped", "At the desk", "$12.50"])
    expect(text).toContain(words);
  expect(page.text).toContain(`/groups/${first.meeting}#messages`);
  expect(await listed("?sort=feedback")).toEqual([first.meeting, evening.meeting]);
});

test("a list and a meeting's data exist for who gives it alone", async () => {
  const coordinator = await kith.person(first.community, { roles: ["coordinator"] });
  const other = await kith.person(first.community, { roles: ["provider"] });
  const away = await kith.person(await kith.community(), { roles: ["provider"] });
  const data = `${path()}/${first.meeting}`;
  expect((await host.get(data)).status).toBe(200);
  expect((await (await kith.signIn(coHost)).get(data)).status).toBe(404);
  expect((await (await kith.signIn(coHost)).get(`${path()}/${evening.meeting}`)).status).toBe(200);
  for (const outsider of [coordinator, other, away, people[0] as TestPerson])
    expect((await (await kith.signIn(outsider)).get(data)).status).toBe(404);
  for (const outsider of [coordinator, away, people[0] as TestPerson])
    for (const address of [path(), `${path()}.csv`])
      expect((await (await kith.signIn(outsider)).get(address)).status).toBe(404);
  expect((await kith.visitor().get(data)).location).toMatch(/^\/sign-in/);
  expect((await host.get(`${path()}/nonsense`)).status).toBe(404);
});
