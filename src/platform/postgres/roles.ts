import type pg from "pg";
import type { Passwords } from "./cluster.ts";
import type { Address } from "./postmaster.ts";
import { superuser } from "./presence.ts";

export type Role = "postgres" | "kith_owner" | "kith_app";

const database = "kith";

/** A `postgresql://` address for one role, which URL parsers, `pg` and PostgreSQL's own tools all read. */
export function connectionString({ host, port }: Address, role: Role, passwords: Passwords): string {
  const password = { postgres: passwords.superuser, kith_owner: passwords.owner, kith_app: passwords.app }[
    role
  ];
  const url = new URL(`postgresql://${role}:${password}@localhost/${role === "postgres" ? role : database}`);
  url.searchParams.set("host", host);
  url.searchParams.set("port", String(port));
  return url.href;
}

/**
 * Makes what is missing of: the role that owns the database and changes its tables, the role the app works with (owns
 * nothing, bound by row security), and the database itself. May be interrupted and repeated at any point.
 */
export async function ensureRoles(address: Address, passwords: Passwords): Promise<void> {
  const client = superuser(address, passwords);
  await client.connect();
  try {
    if (await isComplete(client)) return;
    await client.query("select pg_advisory_lock(hashtext('kith roles'))");
    await ensureRole(client, "kith_owner", passwords.owner);
    await ensureRole(client, "kith_app", passwords.app);
    await ensureDatabase(client);
  } finally {
    await client.end();
  }
}

/** Taking the public's rights and giving the app its own is the last step. */
async function isComplete(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `select not has_database_privilege('public', oid, 'connect') and
       has_database_privilege('kith_app', oid, 'connect') as complete
     from pg_database where datname = $1`,
    [database],
  );
  return rows[0]?.complete === true;
}

async function ensureRole(client: pg.Client, role: Role, password: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
  if (rowCount) return;
  const limits = "nosuperuser nobypassrls nocreatedb nocreaterole noreplication";
  await client.query(`create role ${role} login ${limits} password ${client.escapeLiteral(password)}`);
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [database]);
  if (!rowCount) await client.query(`create database ${database} owner kith_owner`);
  // One transaction: a server that dies between the two would let nobody in.
  await client.query(
    `revoke all on database ${database} from public; grant connect, temporary on database ${database} to kith_app`,
  );
}
