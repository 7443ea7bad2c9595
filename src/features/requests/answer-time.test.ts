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
  tells,
  toldOf,
} from "#support/requests.ts";
import { keepDeadlines } from "../../deadlines.ts";

let kith: TestApp;
let scene: Programme;
let base: string;
let member: Client;
let coordinator: TestPerson;
let grief: string;

beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());
beforeEach(async () => {
  kith.clock.set("2026-03-02T09:00:00Z");
  scene = await programme(kith, { providers: 4, zone: "Europe/London" });
  base = scene.community.base;
  member = await kith.signIn(scene.member);
  coordinator = await kith.person(scene.community, { roles: ["coordinator"] });
  [grief = ""] = await optionIds(kith, scene.community, "Grief and loss");
});

const provider = (place: number): TestPerson => {
  const found = scene.providers[place];
  if (!found) throw new Error("there is a provider");
  return found;
};
const stored = (id: string) => storedRequest(kith, scene.community, id);
const kinds = async (id: string) => (await eventsOf(kith, scene.community, id)).map(({ kind }) => kind);
const toldProviders = () => Promise.all(scene.providers.map(async (one) => (await toldOf(kith, one)).length));

async function keepAt(moment: string): Promise<void> {
  kith.clock.set(moment);
  await keepDeadlines(kith.platform);
}

async function propose(client: Client, request: string): Promise<void> {
  const answer = await client.post(`${base}/requests/${request}/propose`, {
    text: "I have been there.",
    formatId: scene.format,
    minutes: "",
    price: "",
    locationId: "",
    zone: "Europe/London",
    key: newId(),
  });
  if (answer.status !== 303) throw new Error(`not proposed: ${answer.status}`);
}

describe("who is told", () => {
  test("those for whom there is a reason, and nobody else", async () => {
    await tells(kith, provider(1), { experiences: [grief] });
    const id = await opened(member, base, { experiences: [grief] });
    expect(await toldProviders()).toEqual([0, 1, 0, 0]);
    expect(await toldOf(kith, provider(1))).toEqual([`requests.open /requests/${id}`]);
    expect((await eventsOf(kith, scene.community, id))[0]?.detail).toEqual({ told: 1, opened: 1 });
  });

  test("those who are free in a wished time", async () => {
    const times = ["2026-03-05 10:00 12:00"];
    await kith.inside(scene.community, (trx) =>
      trx.deleteFrom("weekly_hours").where("provider_id", "<>", provider(2).id).execute(),
    );
    await opened(member, base, { times });
    expect(await toldProviders()).toEqual([0, 0, 1, 0]);
  });

  test("everybody when there is no reason for anybody; but who pauses, left, or has a block between", async () => {
    await kith.inside(scene.community, async (trx) => {
      const at = kith.clock.now();
      await trx
        .updateTable("providers")
        .set({ paused_at: at })
        .where("person_id", "=", provider(0).id)
        .execute();
      await trx.updateTable("people").set({ archived_at: at }).where("id", "=", provider(1).id).execute();
      await trx
        .insertInto("blocks")
        .values({
          community_id: scene.community.id,
          person_id: provider(2).id,
          blocked_id: scene.member.id,
          at,
        })
        .execute();
    });
    await opened(member, base);
    expect(await toldProviders()).toEqual([0, 0, 0, 1]);
  });

  test("a second click tells nobody twice", async () => {
    const key = newId();
    await Promise.all([ask(member, base, { key }), ask(member, base, { key })]);
    expect(await toldProviders()).toEqual([1, 1, 1, 1]);
  });

  test("whoever has a proposal on it hears of a change, and nobody else", async () => {
    const id = await opened(member, base);
    await propose(await kith.signIn(provider(0)), id);
    const before = await toldProviders();
    await member.post(`${base}/requests/${id}/edit`, { ...asked({ subject: "Changed" }), version: "1" });
    expect((await toldOf(kith, provider(0))).at(-1)).toBe(`requests.changed /requests/${id}`);
    expect((await toldProviders()).map((count, i) => count - (before[i] ?? 0))).toEqual([1, 0, 0, 0]);
  });
});

describe("when nobody answers in time", () => {
  const wish: Asked = { when: "flexible" };

  test("all are told, each once, the coordinators are, and the member hears of the nearest free time", async () => {
    await tells(kith, provider(1), { experiences: [grief] });
    const id = await opened(member, base, { ...wish, experiences: [grief] });
    await keepAt("2026-03-04T08:59:00Z");
    expect(await kinds(id)).toEqual(["asked"]);

    await keepAt("2026-03-04T09:00:00Z");
    await Promise.all([keepDeadlines(kith.platform), keepDeadlines(kith.platform)]);
    await keepAt("2026-03-08T09:00:00Z");
    expect(await kinds(id)).toEqual(["asked", "widened"]);
    expect((await eventsOf(kith, scene.community, id)).at(-1)?.detail).toEqual({ told: 4 });
    expect(await stored(id)).toMatchObject({
      state: "open",
      answer_by: null,
      widened_at: Temporal.Instant.from("2026-03-04T09:00:00Z"),
    });
    expect(await toldProviders()).toEqual([1, 1, 1, 1]);
    expect(await toldOf(kith, coordinator)).toEqual(["requests.unanswered /admin/requests"]);
    expect(await toldOf(kith, scene.member)).toEqual([`requests.sooner /requests/${id}`]);

    kith.clock.set("2026-03-08T09:00:00Z");
    const { text } = await member.get(`${base}/requests/${id}`);
    expect(text).toContain("If you would rather not wait");
    const free = /href="([^"]*\/book\/[^"]*\/2026-03-08T[^"]*Z)"/.exec(text)?.[1] ?? "";
    expect(free).toContain(`/book/${scene.format}/${scene.generic}/`);
    expect((await member.get(free)).status).toBe(200);
  });

  test("without a free time the member is told that more people are asked, and no more", async () => {
    await kith.inside(scene.community, (trx) => trx.deleteFrom("weekly_hours").execute());
    const id = await opened(member, base, wish);
    await keepAt("2026-03-04T09:00:00Z");
    expect(await toldOf(kith, scene.member)).toEqual([`requests.waiting /requests/${id}`]);
    expect((await member.get(`${base}/requests/${id}`)).text).toContain("your coordinators too");
  });

  test("one that was answered is left alone", async () => {
    const id = await opened(member, base, wish);
    await propose(await kith.signIn(provider(0)), id);
    expect(await stored(id)).toMatchObject({ answer_by: null });
    await keepAt("2026-03-05T09:00:00Z");
    expect(await stored(id)).toMatchObject({ widened_at: null, state: "open" });
    expect(await kinds(id)).not.toContain("widened");
  });

  test("one whose only proposal was taken back waits again, from then on", async () => {
    const id = await opened(member, base, wish);
    const client = await kith.signIn(provider(0));
    await propose(client, id);
    await keepAt("2026-03-05T09:00:00Z");
    const { id: proposal } = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("proposals").select("id").where("request_id", "=", id).executeTakeFirstOrThrow(),
    );
    expect((await client.post(`${base}/proposals/${proposal}/withdraw`, { version: "1" })).status).toBe(303);
    await keepAt("2026-03-05T10:00:00Z");
    expect(await stored(id)).toMatchObject({ answer_by: Temporal.Instant.from("2026-03-07T10:00:00Z") });
    await keepAt("2026-03-07T10:00:00Z");
    expect((await kinds(id)).at(-1)).toBe("widened");
  });

  test("a member who left is waited for by nobody", async () => {
    const id = await opened(member, base, wish);
    await kith.inside(scene.community, (trx) =>
      trx
        .updateTable("people")
        .set({ archived_at: kith.clock.now() })
        .where("id", "=", scene.member.id)
        .execute(),
    );
    await keepAt("2026-03-05T09:00:00Z");
    expect(await kinds(id)).toEqual(["asked"]);
    const staff = await kith.signIn(coordinator);
    expect((await staff.get(`${base}/admin/requests`)).text).toContain("Nobody waits for an answer");
  });

  test("a community has its own answer time, and a request that is opened again has it anew", async () => {
    scene = await programme(kith, { settings: { answerMinutes: 60 } });
    base = scene.community.base;
    member = await kith.signIn(scene.member);
    const id = await opened(member, base, wish);
    await keepAt("2026-03-02T10:00:00Z");
    expect(await kinds(id)).toEqual(["asked", "widened"]);
    await member.post(`${base}/requests/${id}/close`);
    await member.post(`${base}/requests/${id}/reopen`);
    expect(await stored(id)).toMatchObject({ widened_at: null });
    await keepAt("2026-03-02T11:00:00Z");
    expect(await kinds(id)).toEqual(["asked", "widened", "closed", "reopened", "widened"]);
    expect(await toldOf(kith, provider(0))).toHaveLength(2);
  });
});

describe("when its time is over", () => {
  test("a request ends, its proposals end kindly, and its member opens it again with one click", async () => {
    const id = await opened(member, base, { times: ["2026-03-05 10:00 12:00"] });
    await propose(await kith.signIn(provider(0)), id);
    await keepAt("2026-03-31T09:00:00Z");
    expect(await stored(id)).toMatchObject({ state: "open" });
    await keepAt("2026-04-01T09:00:00Z");
    await keepDeadlines(kith.platform);
    expect(await stored(id)).toMatchObject({ state: "expired", answer_by: null });
    expect((await kinds(id)).filter((kind) => kind === "expired")).toHaveLength(1);
    expect((await toldOf(kith, scene.member)).at(-1)).toBe(`requests.expired /requests/${id}`);
    const proposals = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("proposals").select("state").where("request_id", "=", id).execute(),
    );
    expect(proposals).toEqual([{ state: "not_chosen" }]);

    const { text } = await member.get(`${base}/requests/${id}`);
    expect(text).toContain(`action="${base}/requests/${id}/reopen"`);
    expect((await member.post(`${base}/requests/${id}/reopen`)).status).toBe(303);
    expect(await stored(id)).toMatchObject({ state: "open", version: 2 });
    const other = await kith.signIn(provider(1));
    expect((await other.get(`${base}/requests`)).text).toContain("The times that were named are over.");
  });

  test("closed and accepted ones do not", async () => {
    const closed = await opened(member, base);
    await member.post(`${base}/requests/${closed}/close`);
    const accepted = await opened(member, base);
    await kith.inside(scene.community, (trx) =>
      trx.updateTable("support_requests").set({ state: "accepted" }).where("id", "=", accepted).execute(),
    );
    await keepAt("2026-05-01T09:00:00Z");
    expect([(await stored(closed)).state, (await stored(accepted)).state]).toEqual(["closed", "accepted"]);
    const answer = await member.post(`${base}/requests/${accepted}/reopen`);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("You have accepted a proposal for it");
  });
});
