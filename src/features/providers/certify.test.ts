import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { panelDesk } from "#support/panel.ts";
import { recertify } from "./certify.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const ids = (count: number) => Array.from({ length: count }, () => newId());

test("thousands of providers, services and waiting enrollments are settled far below the time limit of statements", async () => {
  const desk = await panelDesk(app);
  const [providers, services] = [ids(600), ids(3_000)];
  await app.inside(desk.community, async (trx) => {
    await sql`insert into people (community_id, id, email, first_name, roles)
      select current_community(), id, 'p' || n || '@many.example', 'P' || n, '{provider,member}'
      from unnest(${providers}::uuid[]) with ordinality as p (id, n)`.execute(trx);
    await sql`insert into providers (community_id, person_id, zone)
      select current_community(), id, 'UTC' from unnest(${providers}::uuid[]) as p (id)`.execute(trx);
    await sql`insert into listed_codes (community_id, provider_id, code_key, code)
      select current_community(), id, 'm' || (n % 9 + 1) || '*', 'M' || (n % 9 + 1) || '*'
      from unnest(${providers}::uuid[]) with ordinality as p (id, n)`.execute(trx);
    await sql`insert into enrollments (community_id, person_id, code_key, code)
      select current_community(), id, 'm' || n, 'M' || n
      from unnest(${providers}::uuid[]) as p (id) cross join generate_series(1, 40) as n`.execute(trx);
    await sql`insert into services (community_id, id, code, code_key, subject, number)
      select current_community(), id, 'M' || n, 'm' || n, 'M', n::text
      from unnest(${services}::uuid[]) with ordinality as s (id, n)`.execute(trx);
  });
  await app.inside(desk.community, recertify);
  await app.inside(desk.community, recertify);

  const { rows } = await app.inside(desk.community, (trx) =>
    sql<{ certified: number; waiting: number }>`select
      (select count(*) from certifications) as certified,
      (select count(*) from enrollments where service_id is null) as waiting`.execute(trx),
  );
  expect(rows[0]?.waiting).toBe(0);
  expect(rows[0]?.certified).toBeGreaterThan(100_000);
});

test("what is settled already is not written again", async () => {
  const desk = await panelDesk(app);
  await desk.does("/services", { subject: "Talk", number: "", name: "", description: "" });
  await desk.does("/providers", {
    email: "ana@y.example",
    firstName: "Ana",
    lastName: "Diaz",
    codes: "Talk",
  });
  const written = () =>
    app.inside(desk.community, async (trx) => {
      const { rows } = await sql<{
        version: string;
      }>`select xmin::text as version from certifications`.execute(trx);
      return rows;
    });
  const before = await written();
  expect(before).toHaveLength(1);
  await app.inside(desk.community, recertify);
  expect(await written()).toEqual(before);
});
