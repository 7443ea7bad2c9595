import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

test("a zero character in a form is left out, and an address with one is not found", async () => {
  const community = await kith.community();
  const coordinator = await kith.signIn(await kith.person(community, { roles: ["coordinator"] }));
  const sent = await coordinator.post(`${community.base}/admin/closings`, {
    name: "Win\0ter",
    from: "2026-12-24",
    until: "2026-12-31",
    key: newId(),
  });
  expect(sent.status).toBe(303);
  const names = await kith.inside(community, (trx) => trx.selectFrom("closings").select("name").execute());
  expect(names).toEqual([{ name: "Winter" }]);

  const found = await coordinator.get(`${community.base}/admin/members?q=%00`);
  expect(found.status).toBe(404);
  expect((await coordinator.get(`${community.base}/admin/members?q=x`)).status).toBe(200);
});
