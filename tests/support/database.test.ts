import { expect, test } from "vitest";
import { testDatabase } from "./database.ts";
import { ask } from "./embedded.ts";

test("each test database has every migration, and what one stores the other does not have", async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  const migrations = "select count(*)::int > 0 as applied from migrations";
  expect(await ask(one.ownerUrl, migrations)).toEqual([{ applied: true }]);
  expect(await ask(other.ownerUrl, migrations)).toEqual([{ applied: true }]);

  await ask(one.ownerUrl, "create table only_here (n int)");
  await expect(ask(other.ownerUrl, "select from only_here")).rejects.toThrow("does not exist");
  await Promise.all([one.drop(), other.drop()]);
});

test("tests work with a role as plain as the app's in production", async () => {
  const database = await testDatabase();
  const me = `select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as powerful,
    pg_has_role(current_user, (select datdba from pg_database where datname = current_database()), 'member') as owner
    from pg_roles where rolname = current_user`;
  expect(await ask(database.appUrl, me)).toEqual([{ powerful: false, owner: false }]);
  await database.drop();
});

test("a dropped database is gone even while something is still connected to it", async () => {
  const database = await testDatabase();
  const sleeping = ask(database.appUrl, "select pg_sleep(30)").catch((error: unknown) => error);
  const sleeps =
    "select from pg_stat_activity where query like 'select pg_sleep%' and datname = current_database()";
  await expect.poll(async () => (await ask(database.appUrl, sleeps)).length).toBe(1);
  await database.drop();
  expect(await sleeping).toBeInstanceOf(Error);
  await expect(ask(database.appUrl, "select 1")).rejects.toThrow("does not exist");
});
