import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { installJobs } from "../jobs/install.ts";

/** Any number does, as long as it is this project's: two processes that start together migrate one after the other. */
const migrationLock = 5_484_111;

/**
 * Brings the database up to the newest of `folder`'s SQL files, in their order, each in a transaction of its own, and installs
 * the job queue. Takes the owner role's address. `appRole` is granted what it needs on what there is.
 */
export async function migrate(ownerUrl: string, appRole = "kith_app", folder = "migrations"): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await client.query(
      "create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())",
    );
    const { rows } = await client.query<{ name: string }>("select name from migrations");
    const applied = new Set(rows.map((row) => row.name));
    const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
    for (const name of files.filter((file) => !applied.has(file))) {
      await apply(client, name, await readFile(join(folder, name), "utf8"));
    }
    await installJobs(ownerUrl);
    await grant(client, appRole);
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, name: string, statements: string): Promise<void> {
  await client.query("begin");
  try {
    await client.query(statements);
    await client.query("insert into migrations (name) values ($1)", [name]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}

/** The app's role owns nothing: rows only, no tables, and not the list of migrations. */
async function grant(client: pg.Client, role: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  await client.query(`
    grant usage on schema public, jobs to ${name};
    grant select, insert, update, delete on all tables in schema public, jobs to ${name};
    grant usage on all sequences in schema public, jobs to ${name};
    grant execute on all functions in schema jobs to ${name};
    revoke all on migrations from ${name};
  `);
}
