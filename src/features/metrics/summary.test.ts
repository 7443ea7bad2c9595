import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { figuresOn, leave, seat, tableOf } from "#support/metrics.ts";
import { another, gathering, guestsOf } from "#support/places.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const path = "/dashboard/metrics";

test("meetings and who came are counted by the community's months, and what is called off stands beside", async () => {
  const community = await kith.community({ zone: "Pacific/Auckland" });
  // 23:30 on 31 January there, which is still the 31st, and an hour later the 1st of February.
  const first = await gathering(kith, { community, at: "2026-01-31T10:30Z", seats: 9 });
  const second = await another(kith, first, { at: "2026-01-31T11:30Z", seats: 9 });
  const off = await another(kith, first, { at: "2026-02-05T10:00Z" });
  const ahead = await another(kith, first, { at: "2026-03-04T10:00Z", seats: 9 });
  const guests = (await guestsOf(kith, first, 4)).map(({ person }) => person);
  await seat(kith, first, guests.slice(0, 2), "attended");
  await seat(kith, first, guests.slice(2, 3), "no_show");
  await seat(kith, second, guests.slice(0, 1), "attended");
  await seat(kith, second, guests.slice(1));
  await seat(kith, ahead, guests.slice(0, 1));
  await leave(kith, off, "cancelled");
  kith.clock.set("2026-03-02T09:00:00Z");
  const client = await kith.signIn(first.host);

  const { status, text } = await client.get(community.base + path);
  expect(status).toBe(200);
  expect(figuresOn(text)).toMatchObject({
    "Meetings scheduled": "3",
    "Attendees registered": "8",
    Attended: "3",
    "No-shows": "1",
    "Not known": "3",
    "Still to come": "1",
  });
  expect(text).toContain("Not counted: 1 called off.");
  const table = tableOf(text, "came-graph");
  expect(table[0]).toEqual([
    "Month",
    "Meetings",
    "Called off",
    "Registered",
    "Attended",
    "No-shows",
    "Not known",
    "To come",
  ]);
  expect(table.slice(-3)).toEqual([
    ["Jan 2026", "1", "0", "3", "2", "1", "0", "0"],
    ["Feb 2026", "1", "1", "4", "1", "0", "3", "0"],
    ["Mar 2026", "1", "0", "1", "0", "0", "0", "1"],
  ]);

  const january = await client.get(`${community.base}${path}?from=2026-01&to=2026-01`);
  expect(figuresOn(january.text)).toMatchObject({ "Meetings scheduled": "1", "Attendees registered": "3" });
});

test("a meeting given together counts for each who gives it, and for nobody else", async () => {
  const community = await kith.community();
  const beside = await kith.person(community, { roles: ["provider"] });
  const other = await kith.person(community, { roles: ["provider"] });
  const given = await gathering(kith, { community, at: "2026-02-04T10:00Z", coHosts: [beside] });
  const [guest] = await guestsOf(kith, given, 1);
  if (guest) await seat(kith, given, [guest.person], "attended");
  const seen = await Promise.all(
    [given.host, beside, other].map(async (person) => {
      const client = await kith.signIn(person);
      return figuresOn((await client.get(community.base + path)).text);
    }),
  );
  expect(seen.map((figures) => figures["Meetings scheduled"])).toEqual(["1", "1", "0"]);
  expect(seen.map((figures) => figures.Attended)).toEqual(["1", "1", "0"]);
});

test("figures are for those who give meetings: who does not finds nothing, and who is not signed in is asked to", async () => {
  const given = await gathering(kith, { at: "2026-02-04T10:00Z" });
  const [guest] = await guestsOf(kith, given, 1);
  const coordinator = await kith.signIn(await kith.person(given.community, { roles: ["coordinator"] }));
  const elsewhere = await kith.signIn(await kith.person(await kith.community(), { roles: ["provider"] }));
  const at = given.community.base + path;
  expect((await (await kith.signIn(given.host)).get(at)).status).toBe(200);
  expect((await guest?.client.get(at))?.status).toBe(404);
  expect((await coordinator.get(at)).status).toBe(404);
  expect((await elsewhere.get(at)).status).toBe(404);
  expect((await kith.visitor().get(at)).location).toBe(`/sign-in?next=${encodeURIComponent(at)}`);
});

test("who has given nothing yet is told where to begin", async () => {
  const community = await kith.community();
  const client = await kith.signIn(await kith.person(community, { roles: ["provider"] }));
  const { text } = await client.get(`${community.base}${path}?period=all`);
  expect(text).toContain("No Meetings yet");
  expect(text).toContain(`href="${community.base}/availability"`);
  expect(figuresOn(text)["Meetings scheduled"]).toBe("0");
});
