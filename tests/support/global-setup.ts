import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import type pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#platform/database/migrate.ts";
import { openLog } from "#platform/log.ts";
import { startEmbedded } from "#platform/postgres/embedded.ts";
import { isServerOf } from "#platform/postgres/processes.ts";
import { asAdmin, type Login, type TestServer, urlFor } from "./database.ts";
import { removeAbandoned, temporaryFolder } from "./temporary.ts";

interface RunningServer {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/**
 * One PostgreSQL for the whole run: the embedded one in a temporary folder, or the one of DATABASE_OWNER_URL or DATABASE_URL,
 * whose role must be able to make roles and databases. Test files copy the migrated template made here.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL;
  const server = given ? { adminUrl: given, stop: async () => {} } : await embeddedServer();
  const template = `kith_test_${randomBytes(4).toString("hex")}`;
  const end = async () => {
    if (given) await dropAll(given, template);
    await server.stop();
  };
  try {
    project.provide("postgres", await prepare(server.adminUrl, template));
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}

async function embeddedServer(): Promise<RunningServer> {
  removeAbandoned();
  const dataDir = temporaryFolder("run");
  const server = await startEmbedded({ dataDir, throwaway: true, log: openLog("warn") });
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  const abandon = () => {
    process.kill(server.pid, "SIGQUIT");
    for (let tries = 0; tries < 100 && isServerOf(dataDir, server.pid); tries += 1) pause(20);
    remove();
  };
  const forget = onAbruptEnd(abandon);
  return {
    adminUrl: server.adminUrl,
    async stop() {
      forget();
      await server.stop({ mode: "immediate" });
      remove();
    },
  };
}

/** Waits without giving way to anything else, as a process that ends must. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Vitest tears down when it is interrupted once, but not when it is terminated or interrupted again. */
function onAbruptEnd(work: () => void): () => void {
  let interrupts = 0;
  const terminated = () => process.exit(143);
  const interrupted = () => {
    interrupts += 1;
    if (interrupts > 1) process.exit(130);
  };
  process.on("exit", work).on("SIGTERM", terminated).on("SIGINT", interrupted);
  return () => process.off("exit", work).off("SIGTERM", terminated).off("SIGINT", interrupted);
}

async function prepare(adminUrl: string, template: string): Promise<TestServer> {
  const password = createHash("sha256").update(`kith tests ${adminUrl}`).digest("hex");
  const owner: Login = { role: "kith_owner_test", password };
  const app: Login = { role: "kith_app_test", password };
  await asAdmin(adminUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('kith test roles'))");
    for (const login of [owner, app]) await ensurePlainRole(client, login);
    // Only a member of a role may make a database for it and end its connections.
    await client.query(`grant ${owner.role}, ${app.role} to current_user`);
    await client.query(`create database ${template} template template0 encoding 'UTF8' owner ${owner.role}`);
  });
  await migrate(urlFor(adminUrl, owner, template), app.role);
  // A database in use cannot be copied, and automatic vacuuming would use it.
  await asAdmin(adminUrl, (client) => client.query(`alter database ${template} allow_connections false`));
  return { adminUrl, template, owner, app };
}

async function ensurePlainRole(client: pg.Client, { role, password }: Login): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
  await client.query(`${rowCount ? "alter" : "create"} role ${role} login password '${password}'`);
}

async function dropAll(adminUrl: string, template: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where starts_with(datname, $1)",
      [template],
    );
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
  });
}
