import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { exporters, notExported } from "./exports.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

/** Columns of ids that no person is meant by, where the catalogue does not say so. */
const namesNobody = [
  "format_id",
  "handle",
  "location_id",
  "meeting_id",
  "offered_location_id",
  "option_id",
  "payment_id",
  "proposal_id",
  "question_id",
  "record_id",
  "request_id",
  "service_id",
  "thread_id",
  "experiences",
  "languages",
  "options",
];

/** Every column that can name a person: each id, or list of ids, that refers to one, or to nothing the catalogue knows of. */
async function columnsOfPeople(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select t.relname || '.' || a.attname as name
    from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
    where t.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype)
      and a.attname not in ('id', 'community_id') and a.attname <> all(${namesNobody}::text[])
      and exists (select from pg_attribute k where k.attrelid = t.oid and k.attname = 'community_id' and not k.attisdropped)
      and not exists (
        select from pg_constraint f, unnest(f.conkey, f.confkey) as pair(here, there), pg_attribute r
        where f.conrelid = t.oid and f.contype = 'f' and pair.here = a.attnum and r.attrelid = f.confrelid and r.attnum = pair.there
          and r.attname = 'id' and f.confrelid not in ('people'::regclass, 'accounts'::regclass))
    order by 1`.execute(kith.platform.db);
  return rows.map(({ name }) => name);
}

test("every column that names somebody is in a copy of their data, or is said not to be theirs, and why", async () => {
  const covered = exporters.flatMap(({ covers }) => covers);
  const known = [...covered, ...Object.keys(notExported)];
  const columns = await columnsOfPeople();
  expect(columns.length).toBeGreaterThan(60);
  expect(columns.filter((column) => !known.includes(column))).toEqual([]);
  expect(known.filter((column) => !columns.includes(column))).toEqual([]);
  expect(known.length).toBe(new Set(known).size);
  for (const why of Object.values(notExported)) expect(why.length).toBeGreaterThan(20);
});

test("a table that is added and forgotten is found", async () => {
  await sql`create table forgotten (community_id uuid, id uuid, by_whom uuid, thread_id uuid)`.execute(
    kith.owner,
  );
  expect(await columnsOfPeople()).toContain("forgotten.by_whom");
  await sql`drop table forgotten`.execute(kith.owner);
});

test("each part has a name of its own, and is a file that every system can store", () => {
  const parts = exporters.map(({ part }) => part);
  expect(new Set(parts).size).toBe(parts.length);
  for (const part of parts) expect(part).toMatch(/^[a-z-]{3,30}$/);
});
