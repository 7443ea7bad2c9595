import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { figuresOn } from "#support/metrics.ts";
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
  const { id: talia } = await kith.platform.db
    .selectFrom("accounts")
    .select("id")
    .where("email", "=", demoSignIns.provider.email)
    .executeTakeFirstOrThrow();
  const provider = await kith.signIn(talia);
  const summary = figuresOn((await provider.get("/c/northgate/dashboard/metrics?period=all")).text);
  expect(Number(summary["Meetings scheduled"])).toBeGreaterThan(200);
  expect(Number(summary.Attended)).toBeGreaterThan(Number(summary["No-shows"]) * 5);
  expect((await provider.get("/c/northgate/dashboard/metrics/demographics")).text).toContain("22 to 32");
  expect((await provider.get("/c/northgate/dashboard/earnings")).status).toBe(200);
  const twice = await kith.owner.transaction().execute(async (trx) => {
    await sql`select set_config('kith.community', id::text, true) from communities`.execute(trx);
    const { rows } = await sql`
      select a.person_id from given_meetings a join given_meetings b on b.person_id = a.person_id and b.meeting_id > a.meeting_id
        and b.starts_at < a.ends_at and a.starts_at < b.ends_at and b.state <> 'cancelled'
      where a.state <> 'cancelled'`.execute(trx);
    return rows;
  });
  expect(twice, "nobody gives two meetings at once").toEqual([]);
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
