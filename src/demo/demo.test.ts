import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { demoSignIns } from "../features/accounts/demo.ts";
import { fillDemo } from "./demo.ts";
import { demoProviders } from "./people.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true, now: "2026-03-04T12:00:00Z" });
});
afterAll(() => kith.end());

test("an empty installation is filled once, whoever starts it, and each of the three finds their way around", async () => {
  await fillDemo(kith.platform);
  await fillDemo(kith.platform);
  const communities = await kith.platform.db.selectFrom("communities").select("slug").execute();
  expect(communities).toEqual([{ slug: "northgate" }]);
  for (const [role, { email }] of Object.entries(demoSignIns)) {
    const { id } = await kith.platform.db
      .selectFrom("accounts")
      .select("id")
      .where("email", "=", email)
      .executeTakeFirstOrThrow();
    const client = await kith.signIn(id);
    const home = await client.get("/c/northgate");
    expect([role, home.status]).toEqual([role, 200]);
    expect(home.text).toContain("30 minutes online");
    const groups = await client.get("/c/northgate/groups");
    expect([role, groups.text.includes("Finding your feet in the first term")]).toEqual([role, true]);
    expect([role, groups.text.includes("One day at a time")]).toEqual([role, role === "member"]);
    const requests = role === "coordinator" ? "/admin/requests" : "/requests";
    expect([role, (await client.get(`/c/northgate${requests}`)).status]).toEqual([role, 200]);
    const own = { member: "/meetings", provider: "/availability", coordinator: "/admin" }[role];
    expect([role, (await client.get(`/c/northgate${own}`)).status]).toEqual([role, 200]);
  }
  const told = await kith.owner.transaction().execute(async (trx) => {
    await sql`select set_config('kith.community', id::text, true) from communities`.execute(trx);
    return trx.selectFrom("provider_experiences").select("option_id").execute();
  });
  expect(told, "all of it is in the starting lists").toHaveLength(
    demoProviders.flatMap(({ experiences }) => experiences).length,
  );
  const installation = await kith.platform.db.selectFrom("installation").select("demo").executeTakeFirst();
  expect(installation?.demo).toBe(true);
});

test("an installation that has a community is left as it is", async () => {
  const other = await testApp({ demo: true });
  try {
    await other.community();
    await fillDemo(other.platform);
    expect(await other.platform.db.selectFrom("communities").select("slug").execute()).toHaveLength(1);
    expect((await other.platform.db.selectFrom("installation").select("demo").executeTakeFirst())?.demo).toBe(
      false,
    );
  } finally {
    await other.end();
  }
});
