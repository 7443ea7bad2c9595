import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";

let kith: TestApp;
let scene: Programme;
let staff: Client;
let root: string;

beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());
beforeEach(async () => {
  scene = await programme(kith, { zone: "America/New_York" });
  staff = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
  root = `${scene.community.base}/admin/closings`;
});

const stored = () => kith.inside(scene.community, (trx) => trx.selectFrom("closings").selectAll().execute());
const close = (from: string, until = "", name = "Spring break") =>
  staff.post(root, { key: newId(), name, from, until });

test("a closing is added, shows who is booked then all the same, and cancels nobody", async () => {
  // New York is five hours behind until 8 March and four from then on.
  const first = await meeting(kith, scene, { at: "2026-03-05T05:00Z" });
  const last = await meeting(kith, scene, { at: "2026-03-09T03:30Z" });
  const before = await meeting(kith, scene, { at: "2026-03-05T04:30Z" });
  const after = await meeting(kith, scene, { at: "2026-03-09T04:00Z" });
  const cancelled = await meeting(kith, scene, { at: "2026-03-06T15:00Z", state: "cancelled" });

  const answer = await close("2026-03-05", "2026-03-08");
  expect(answer.status).toBe(303);
  const { text } = await staff.follow(answer);
  expect(text).toContain("2 Meetings are booked");
  for (const id of [first, last]) expect(text).toContain(`/meetings/${id}`);
  for (const id of [before, after, cancelled]) expect(text).not.toContain(id);
  expect(text).toContain("Talia K");
  expect(text).toContain("Mina Alvarez");
  expect(text).toContain("Thu 5 Mar, 00:00–00:30");
  expect((await staff.get(root)).text).toContain("2 Meetings are booked");

  const states = await kith.inside(scene.community, (trx) =>
    trx.selectFrom("meetings").select("state").where("state", "<>", "cancelled").execute(),
  );
  expect(states).toHaveLength(4);
});

test("nothing new can be booked in a closing, and again when it is removed", async () => {
  const member = await kith.signIn(scene.member);
  const times = `${scene.community.base}/book/${scene.format}/${scene.generic}?day=2026-03-10`;
  expect((await member.get(times)).text).toContain("2026-03-10T13:00Z");
  const { location } = await close("2026-03-10");
  expect((await member.get(times)).text).not.toContain("2026-03-10T13:00Z");
  expect((await staff.post(`${location}/remove`)).status).toBe(303);
  expect((await member.get(times)).text).toContain("2026-03-10T13:00Z");
  expect(await stored()).toEqual([]);
});

test("without a last date it is one day, and a second click adds none", async () => {
  const form = { key: newId(), name: "Holiday", from: "2026-03-10", until: "" };
  await staff.post(root, form);
  expect((await staff.post(root, form)).status).toBe(303);
  const [row, ...more] = await stored();
  expect([row?.from_date.toString(), row?.until_date.toString(), more.length]).toEqual([
    "2026-03-10",
    "2026-03-10",
    0,
  ]);
});

test.each([
  ["no name", { name: " ", from: "2026-03-10" }, "Please fill this in."],
  ["no date", { name: "Holiday", from: "" }, "Please fill this in."],
  ["a date that does not exist", { name: "Holiday", from: "2026-02-30" }, "This is not a date we can use."],
  [
    "dates in the wrong order",
    { name: "Holiday", from: "2026-03-10", until: "2026-03-09" },
    "The last day must not be before the first.",
  ],
  ["years", { name: "Holiday", from: "2026-03-10", until: "2028-03-09" }, "This is more than a year."],
])("%s is refused beside the field, and what was typed is kept", async (_name, form, words) => {
  const answer = await staff.post(root, { key: newId(), ...form });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(words);
  expect(answer.text).toContain(`value="${form.from}"`);
  expect(await stored()).toEqual([]);
});

test("what is to come stands before what is past", async () => {
  await close("2026-02-02", "2026-02-03", "Long past");
  await close("2026-05-01", "", "Later");
  await close("2026-02-27", "2026-03-04", "Running");
  const { text } = await staff.get(root);
  const places = ["Running", "Later", "Long past"].map((name) => text.indexOf(name));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text.match(/>Past</g)).toHaveLength(1);
});

test("is for coordinators of this community alone", async () => {
  const { location } = await close("2026-03-10");
  const elsewhere = await kith.community();
  const others = [
    await kith.signIn(scene.member),
    await kith.signIn(await kith.person(scene.community, { roles: ["provider"] })),
    await kith.signIn(await kith.person(elsewhere, { roles: ["coordinator"] })),
  ];
  expect((await staff.get(location)).status).toBe(200);
  for (const other of others) {
    for (const path of [root, `${root}/new`, location]) expect((await other.get(path)).status).toBe(404);
    expect((await other.post(root, { name: "Holiday", from: "2026-03-11" })).status).toBe(404);
    expect((await other.post(`${location}/remove`)).status).toBe(404);
  }
  const [, , coordinator] = others;
  const theirs = location.replace(scene.community.base, elsewhere.base);
  expect((await coordinator?.get(theirs))?.status).toBe(404);
  expect((await coordinator?.post(`${theirs}/remove`))?.status).toBe(404);
  expect(await stored()).toHaveLength(1);
});
