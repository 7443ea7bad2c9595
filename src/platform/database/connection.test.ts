import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#support/database.ts";
import { newId } from "../ids.ts";
import { allowTime, connect, type Database } from "./connection.ts";
import { asCommunityId, inCommunity, type Scoped } from "./scope.ts";

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase();
  db = connect({ url: database.appUrl, max: 1, statementTimeout: 300 }, () => undefined);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const inside = (work: (trx: Scoped) => Promise<unknown>) => inCommunity(db, asCommunityId(newId()), work);
const slow = (trx: Database) => sql`select pg_sleep(${1.2}::float8)`.execute(trx);

test("a statement is given up after its time, and the connection is of use afterwards", async () => {
  await expect(inside(slow)).rejects.toThrow("statement timeout");
  await inside((trx) => sql`select 1`.execute(trx));
});

test("a transaction may allow itself more time, and the next one on the same connection has not got it", async () => {
  await inside(async (trx) => {
    await allowTime(trx, 5_000);
    await slow(trx);
  });
  await expect(inside(slow)).rejects.toThrow("statement timeout");
});
