import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Programme, programme } from "#support/programme.ts";
import { opened } from "#support/requests.ts";
import { keepDeadlines } from "../../deadlines.ts";

let kith: TestApp;
let scene: Programme;
let root: string;
let member: Client;
let robin: TestPerson;
let coordinator: Client;

beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());
beforeEach(async () => {
  kith.clock.set("2026-03-02T09:00:00Z");
  scene = await programme(kith, { providers: 3, zone: "Europe/London" });
  root = `${scene.community.base}/admin/requests`;
  member = await kith.signIn(scene.member);
  robin = await kith.person(scene.community, { roles: ["coordinator"] });
  coordinator = await kith.signIn(robin);
});

const looks = () =>
  kith.inside(scene.community, (trx) =>
    trx.selectFrom("staff_looks").select(["person_id", "kind", "record_id"]).execute(),
  );
/** The ids in the list, in its order. */
const listed = (text: string): string[] =>
  [...text.matchAll(/\/admin\/requests\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? "");

test("coordinators see who waits too long first, then who waits longest, and nothing of what was written", async () => {
  const late = await opened(member, scene.community.base, { subject: "A secret" });
  kith.clock.set("2026-03-03T09:00:00Z");
  const old = await opened(member, scene.community.base, { subject: "A secret" });
  kith.clock.set("2026-03-04T09:00:00Z");
  await keepDeadlines(kith.platform);
  const latest = await opened(member, scene.community.base, { subject: "A secret" });
  const closed = await opened(member, scene.community.base);
  await member.post(`${scene.community.base}/requests/${closed}/close`);

  const { status, text } = await coordinator.get(root);
  expect(status).toBe(200);
  expect(listed(text)).toEqual([late, old, latest]);
  expect(text).toContain("All told");
  expect(text).toContain("2 days");
  for (const secret of ["A secret", "Mina", scene.member.email]) expect(text).not.toContain(secret);
  expect((await coordinator.get(`${scene.community.base}/admin`)).text).toContain(root);
});

test("what was written is read only after that was recorded, by the one who had it recorded, for an hour", async () => {
  const id = await opened(member, scene.community.base, {
    subject: "A secret",
    description: "Nobody's business",
  });
  const before = await coordinator.get(`${root}/${id}`);
  expect(before.status).toBe(200);
  expect(before.text).not.toContain("A secret");
  expect(await looks()).toEqual([]);

  const answer = await coordinator.post(`${root}/${id}/look`);
  expect(answer.location).toBe(`${root}/${id}`);
  const { text } = await coordinator.follow(answer);
  expect(text).toContain("A secret");
  expect(text).toContain("Nobody&#39;s business");
  expect(text).toContain("and that is recorded");
  expect(await looks()).toEqual([{ person_id: robin.id, kind: "request", record_id: id }]);

  const second = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
  expect((await second.get(`${root}/${id}`)).text).not.toContain("A secret");
  kith.clock.set("2026-03-02T10:01:00Z");
  expect((await coordinator.get(`${root}/${id}`)).text).not.toContain("A secret");
});

test("nobody else finds these pages, and a look at what is not here is none", async () => {
  const id = await opened(member, scene.community.base);
  const [provider] = scene.providers;
  const abroad = await kith.community();
  const elsewhere = await kith.signIn(await kith.person(abroad, { roles: ["coordinator"] }));
  const insiders = [member, await kith.signIn(provider ?? scene.member)];
  for (const client of insiders) {
    expect((await client.get(root)).status).toBe(404);
    expect((await client.get(`${root}/${id}`)).status).toBe(404);
    expect((await client.post(`${root}/${id}/look`)).status).toBe(404);
  }
  expect((await elsewhere.get(`${abroad.base}/admin/requests`)).status).toBe(200);
  expect((await elsewhere.get(`${abroad.base}/admin/requests/${id}`)).status).toBe(404);
  expect((await elsewhere.post(`${abroad.base}/admin/requests/${id}/look`)).status).toBe(404);
  for (const nothing of [newId(), "nonsense"])
    expect((await coordinator.post(`${root}/${nothing}/look`)).status).toBe(404);
  await member.post(`${scene.community.base}/requests/${id}/close`);
  expect((await coordinator.get(`${root}/${id}`)).status).toBe(404);
  expect((await coordinator.post(`${root}/${id}/look`)).status).toBe(404);
  expect(await looks()).toEqual([]);
});
