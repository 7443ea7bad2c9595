import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, type TestCommunity, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { programme } from "#support/programme.ts";
import { fillEmpty, leaks, type TenantTable, tenantTables } from "./tenants.ts";

let kith: TestApp;
let tables: TenantTable[];
let communities: [TestCommunity, TestCommunity];
beforeAll(async () => {
  kith = await testApp();
  tables = await tenantTables(kith.owner);
  const scenes = [await programme(kith), await programme(kith)] as const;
  for (const scene of scenes) {
    await meeting(kith, scene, { at: "2026-03-03T10:00Z" });
    await fillEmpty(kith, tables, scene.community);
  }
  communities = [scenes[0].community, scenes[1].community];
});
afterAll(() => kith?.end());

const asOwner = (statement: string) => sql.raw(statement).execute(kith.owner);

describe("between two communities", () => {
  test("the catalogue names the tables that are known to belong to one", () => {
    const names = tables.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["people", "meetings", "occupancy", "answers", "mails"]));
    expect(names.length).toBeGreaterThan(20);
  });

  test("no row is read, changed, removed, added or moved across, and none is seen without a community", async () => {
    expect(await leaks(kith, tables, communities)).toEqual([]);
    expect(await leaks(kith, tables, [communities[1], communities[0]])).toEqual([]);
  });

  test("the list of communities can be read, but no other community is changed or removed", async () => {
    const [own, other] = communities;
    const changed = await kith.inside(own, (trx) =>
      trx.updateTable("communities").set({ name: "Mine now" }).where("id", "=", other.id).executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
    const removed = await kith.inside(own, (trx) =>
      trx.deleteFrom("communities").where("id", "=", other.id).executeTakeFirst(),
    );
    expect(removed.numDeletedRows).toBe(0n);
  });
});

describe("the check itself", () => {
  test("names each table, and no other, whose row-level security is switched off", {
    timeout: 240_000,
  }, async () => {
    // As rows and columns of a square: of any two tables each is switched off once while the other is not, in far fewer turns than
    // one by one.
    const side = Math.ceil(Math.sqrt(tables.length));
    const lines = Array.from({ length: side }, (_, line) => [
      tables.filter((_, i) => Math.floor(i / side) === line),
      tables.filter((_, i) => i % side === line),
    ]).flat();
    for (const open of lines) {
      for (const { name } of open) await asOwner(`alter table ${name} disable row level security`);
      const found = await leaks(kith, tables, communities);
      for (const { name } of open) await asOwner(`alter table ${name} enable row level security`);
      expect(found).toEqual(
        open.flatMap(({ name }) =>
          [
            "another's rows are read",
            "another's rows are changed",
            "another's rows are removed",
            "rows are put into another",
            "own rows are moved to another",
            "rows are read without a community",
          ].map((leak) => `${name}: ${leak}`),
        ),
      );
    }
  });

  test("names a table whose policy lets everything through, for reading or for writing", async () => {
    await asOwner("alter policy own_community on meetings using (true)");
    const readable = await leaks(kith, tables, communities);
    await asOwner("alter policy own_community on meetings using (community_id = current_community())");
    expect(readable).toContain("meetings: another's rows are read");
    expect(readable.filter((leak) => !leak.startsWith("meetings: "))).toEqual([]);

    await asOwner("alter policy own_community on answers with check (true)");
    const writable = await leaks(kith, tables, communities);
    await asOwner("alter policy own_community on answers with check (community_id = current_community())");
    expect(writable).toContain("answers: rows are put into another");
    expect(writable.filter((leak) => !leak.startsWith("answers: "))).toEqual([]);
  });

  test("names a table whose policy is gone, since then nobody finds their own", async () => {
    await asOwner("drop policy own_community on closings");
    const found = await leaks(kith, tables, communities);
    await asOwner(
      "create policy own_community on closings using (community_id = current_community()) with check (community_id = current_community())",
    );
    expect(found).toContain("closings: own rows are not found");
    expect(found.filter((leak) => !leak.startsWith("closings: "))).toEqual([]);
  });
});
