import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Programme, programme } from "#support/programme.ts";
import {
  type Asked,
  ask,
  asked,
  eventsOf,
  opened,
  optionIds,
  storedRequest,
  toldOf,
} from "#support/requests.ts";

let kith: TestApp;
let scene: Programme;
let base: string;
let member: Client;
let talia: TestPerson;
let provider: Client;

beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());
beforeEach(async () => {
  kith.clock.set("2026-03-02T09:00:00Z");
  scene = await programme(kith, { zone: "Europe/London" });
  base = scene.community.base;
  member = await kith.signIn(scene.member);
  const [first] = scene.providers;
  if (!first) throw new Error("there is a provider");
  talia = first;
  provider = await kith.signIn(talia);
});

const requests = () =>
  kith.inside(scene.community, (trx) => trx.selectFrom("support_requests").selectAll().execute());
const stored = (id: string) => storedRequest(kith, scene.community, id);
const events = async (id: string) => (await eventsOf(kith, scene.community, id)).map(({ kind }) => kind);

describe("asking", () => {
  test("what a member asks for is stored, has its deadlines, and its page says what comes next", async () => {
    const [grief, money] = await optionIds(kith, scene.community, "Grief and loss", "Money worries");
    const [woman] = await optionIds(kith, scene.community, "Woman");
    const answer = await ask(member, base, {
      subject: "  Starting   over ",
      description: "First line\r\nSecond line",
      times: ["2026-03-05 10:00 12:00", "", "2026-03-06 12:00 13:00", "2026-03-06 13:00 14:00"],
      zone: "America/New_York",
      timeNote: "Not by phone",
      experiences: [grief ?? "", money ?? "", grief ?? ""],
      gender: woman ?? "",
      age: "24",
    });
    expect(answer.status).toBe(303);
    const id = answer.location.split("/").at(-1) ?? "";
    expect(await stored(id)).toMatchObject({
      member_id: scene.member.id,
      subject: "Starting over",
      description: "First line\nSecond line",
      flexible: false,
      windows:
        '{["2026-03-05 15:00:00+00","2026-03-05 17:00:00+00"),["2026-03-06 17:00:00+00","2026-03-06 19:00:00+00")}',
      zone: "America/New_York",
      time_note: "Not by phone",
      gender_id: woman,
      age: 24,
      state: "open",
      version: 1,
      widened_at: null,
      answer_by: Temporal.Instant.from("2026-03-04T09:00:00Z"),
      expires_at: Temporal.Instant.from("2026-04-01T09:00:00Z"),
    });
    expect(await eventsOf(kith, scene.community, id)).toEqual([
      { kind: "asked", by_person: scene.member.id, detail: { told: 1, opened: 1 } },
    ]);
    const { text } = await member.follow(answer);
    expect(text).toContain("Starting over");
    expect(text).toContain("Thu 5 Mar, 15:00–17:00");
    expect(text).toContain("Your request is open. Peer Supporters have been told.");
  });

  test("a second click, also one at the same time, asks once", async () => {
    const key = newId();
    const [one, two] = await Promise.all([ask(member, base, { key }), ask(member, base, { key })]);
    const three = await ask(member, base, { key });
    expect([one.status, two.status, three.status]).toEqual([303, 303, 303]);
    expect(new Set([one.location, two.location, three.location]).size).toBe(1);
    expect(await requests()).toHaveLength(1);
  });

  test("five are open at once at most, also when they come at the same time", async () => {
    for (let i = 0; i < 3; i++) await opened(member, base);
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(member, base)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 303, 422, 422]);
    expect(answers.find(({ status }) => status === 422)?.text).toContain(
      "You have five open requests, as many as there can be.",
    );
    expect(await requests()).toHaveLength(5);
  });

  test("another line for a time keeps everything that was typed, and stores nothing", async () => {
    const [grief] = await optionIds(kith, scene.community, "Grief and loss");
    const fields = asked({
      subject: "Half written",
      times: ["2026-03-05 10:00 12:00"],
      experiences: [grief ?? ""],
    });
    const answer = await member.post(`${base}/requests/new`, { ...fields, more: "on" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="Half written"');
    expect(answer.text).toContain('name="date-1"');
    expect(answer.text).not.toContain('name="date-2"');
    expect(answer.text).toMatch(/name="date-0"[^>]*value="2026-03-05"/);
    expect(answer.text).toMatch(new RegExp(`value="${grief}"[^>]*checked`));
    expect(answer.text).toContain(`name="key" value="${fields.key}"`);
    const full = { ...asked({ times: Array.from({ length: 5 }, () => "") }), more: "on" };
    expect((await member.post(`${base}/requests/new`, full)).text).not.toContain('name="date-5"');
    expect(await requests()).toEqual([]);
  });

  const long = "x".repeat(4_001);
  test.each([
    ["no subject", { subject: "  " }, "Please fill this in."],
    ["no description", { description: "" }, "Please fill this in."],
    ["a subject that is too long", { subject: "x".repeat(121) }, "longer or larger than it may be"],
    ["a description that is too long", { description: long }, "longer or larger than it may be"],
    ["a note that is too long", { timeNote: "x".repeat(301) }, "longer or larger than it may be"],
    ["no time at all", { when: "times" }, "Please name a time, or say that you are flexible."],
    ["an end before its start", { times: ["2026-03-05 12:00 10:00"] }, "The end is not after the start."],
    ["a time that is over", { times: ["2026-03-01 10:00 12:00"] }, "This time is over already."],
    ["half a time", { times: ["2026-03-05 10:00"] }, "Please give a day and both times."],
    ["a time far ahead", { times: ["2026-09-05 10:00 12:00"] }, "This is too far ahead"],
    ["no age", { age: "old" }, "Please give your age in years"],
    ["too young an age", { age: "9" }, "Please give your age in years"],
    ["too high an age", { age: "121" }, "Please give your age in years"],
    ["an unknown experience", { experiences: [newId()] }, "Please choose one of the given answers."],
    ["an experience that is none", { experiences: ["grief"] }, "One thing needs another look"],
    ["an unknown gender", { gender: newId() }, "Please choose one of the given answers."],
  ] satisfies [string, Asked, string][])("%s is refused beside its field", async (_, what, words) => {
    const answer = await ask(member, base, { timeNote: "kept", ...what });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(await requests()).toEqual([]);
  });

  test("an option of another list or community is none of this one", async () => {
    const [woman] = await optionIds(kith, scene.community, "Woman");
    const other = await kith.community();
    const [grief] = await optionIds(kith, other, "Grief and loss");
    for (const what of [{ experiences: [woman ?? ""] }, { gender: grief ?? "" }]) {
      expect((await ask(member, base, what)).status).toBe(422);
    }
    expect(await requests()).toEqual([]);
  });

  test("who reads it stands beside the fields", async () => {
    const { text } = await member.get(`${base}/requests/new`);
    expect(text).toContain("Who can read this");
    expect(text).toContain("Never shown to Peer Supporters who said they are of another gender.");
  });
});

describe("what a member does with a request", () => {
  test("changing it makes another version, and an older screen writes over nothing", async () => {
    const id = await opened(member, base, { times: ["2026-03-05 10:00 12:00"] });
    const form = await member.get(`${base}/requests/${id}/edit`);
    expect(form.text).toMatch(/name="date-0"[^>]*value="2026-03-05"/);
    const change = (version: number, subject: string, key = newId()) =>
      member.post(`${base}/requests/${id}/edit`, { ...asked({ subject, key }), version: String(version) });
    const key = newId();
    expect((await change(1, "Second thoughts", key)).location).toBe(`${base}/requests/${id}`);
    // A second click on the same button.
    expect((await change(1, "Second thoughts", key)).location).toBe(`${base}/requests/${id}`);
    const late = await change(1, "Third thoughts");
    expect(late.status).toBe(422);
    expect(late.text).toContain("Somebody changed this in the meantime.");
    expect(await stored(id)).toMatchObject({
      subject: "Second thoughts",
      version: 2,
      flexible: true,
      windows: "{}",
    });
    expect(await events(id)).toEqual(["asked", "changed"]);
  });

  test("what is refused comes back as it was typed", async () => {
    const id = await opened(member, base);
    const fields = { ...asked({ subject: "", description: "Kept" }), version: "1" };
    const answer = await member.post(`${base}/requests/${id}/edit`, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Kept");
    expect(answer.text).toContain('name="version" value="1"');
  });

  test("closing takes it from the list, twice the same; opening again starts anew and tells anew", async () => {
    const id = await opened(member, base, { subject: "Come and go" });
    expect((await provider.get(`${base}/requests`)).text).toContain("Come and go");
    expect(await toldOf(kith, talia)).toEqual([`requests.open /requests/${id}`]);
    for (let click = 0; click < 2; click++)
      expect((await member.post(`${base}/requests/${id}/close`)).status).toBe(303);
    expect(await stored(id)).toMatchObject({ state: "closed", answer_by: null });
    expect((await provider.get(`${base}/requests`)).text).not.toContain("Come and go");
    expect((await provider.get(`${base}/requests/${id}`)).status).toBe(404);
    expect((await member.get(`${base}/requests/${id}/edit`)).status).toBe(404);
    expect((await member.get(`${base}/requests/${id}`)).text).toContain("You closed this request.");

    kith.clock.set("2026-03-12T09:00:00Z");
    for (let click = 0; click < 2; click++)
      expect((await member.post(`${base}/requests/${id}/reopen`)).status).toBe(303);
    expect(await stored(id)).toMatchObject({
      state: "open",
      version: 2,
      answer_by: Temporal.Instant.from("2026-03-14T09:00:00Z"),
      expires_at: Temporal.Instant.from("2026-04-11T09:00:00Z"),
    });
    expect(await events(id)).toEqual(["asked", "closed", "reopened"]);
    expect(await toldOf(kith, talia)).toHaveLength(2);
  });

  test("one more than five is not opened again either", async () => {
    const id = await opened(member, base);
    await member.post(`${base}/requests/${id}/close`);
    for (let i = 0; i < 5; i++) await opened(member, base);
    const answer = await member.post(`${base}/requests/${id}/reopen`);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("You have five open requests");
    expect(await stored(id)).toMatchObject({ state: "closed" });
  });

  test("nobody else does anything with it", async () => {
    const id = await opened(member, base);
    const other = await kith.signIn(await kith.person(scene.community));
    const own = await opened(other, base);
    expect((await other.get(`${base}/requests/${own}`)).status).toBe(200);
    const elsewhere = await programme(kith);
    const abroad = await kith.signIn(elsewhere.member);
    for (const client of [other, provider, abroad, kith.visitor()]) {
      for (const verb of ["edit", "close", "reopen"]) {
        const path = `${client === abroad ? elsewhere.community.base : base}/requests/${id}/${verb}`;
        const answer = await client.post(path, { ...asked(), version: "1" });
        expect([303, 404, 422], `${verb} ${answer.status}`).toContain(answer.status);
      }
    }
    expect(await stored(id)).toMatchObject({ state: "open", version: 1 });
    expect((await other.get(`${base}/requests/${id}`)).status).toBe(404);
    expect((await abroad.get(`${elsewhere.community.base}/requests/${id}`)).status).toBe(404);
    expect((await kith.visitor().get(`${base}/requests/${id}`)).location).toContain("/sign-in");
  });
});

test("where a community does without, there is nothing: no entry, no page, no form", async () => {
  const without = await programme(kith, { settings: { modules: { requests: false } } });
  const clients = [
    await kith.signIn(without.member),
    await kith.signIn(without.providers[0] ?? without.member),
    await kith.signIn(await kith.person(without.community, { roles: ["coordinator"] })),
  ];
  for (const client of clients) {
    for (const path of ["", "/mine", "/new", `/${newId()}`])
      expect((await client.get(`${without.community.base}/requests${path}`)).status, path).toBe(404);
    expect((await client.get(`${without.community.base}/admin/requests`)).status).toBe(404);
    expect((await client.get(without.community.base)).text).not.toContain("Support requests");
  }
  expect((await ask(clients[0] ?? member, without.community.base)).status).toBe(404);
  expect((await member.get(base)).text).toContain("Support requests");
});
