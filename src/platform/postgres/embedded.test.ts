import { once } from "node:events";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask, embeddedTrial, recall, remember } from "#support/embedded.ts";

test("a fresh folder gets a server that is durable, speaks UTF-8 and UTC, and is reached by nobody else", async () => {
  const trial = embeddedTrial();
  const server = await trial.start({ throwaway: false });
  const settings = await ask(
    server.appUrl,
    `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
       current_setting('timezone') as zone, current_setting('max_connections') as connections,
       current_setting('listen_addresses') as addresses, current_setting('unix_socket_permissions') as socket,
       pg_encoding_to_char(encoding) as encoding, datlocale as locale
     from pg_database where datname = current_database()`,
  );
  expect(settings).toEqual([
    {
      fsync: "on",
      checksums: "on",
      zone: "UTC",
      connections: "200",
      addresses: "",
      socket: "0700",
      encoding: "UTF8",
      locale: "C.UTF-8",
    },
  ]);
  expect(statSync(join(trial.cluster, "kith.secret")).mode & 0o777).toBe(0o600);
  const guessed = server.appUrl.replace(/:[0-9a-f]+@/, ":guessed@");
  await expect(ask(guessed, "select 1")).rejects.toThrow("password authentication failed");
});

test("the app's role owns nothing and is bound by row security, the owner's is no superuser", async () => {
  const server = await embeddedTrial().start();
  const roles = await ask(
    server.appUrl,
    `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powerful,
       exists (select from pg_database where datdba = r.oid) as owns
     from pg_roles r where rolname like 'kith%' order by 1`,
  );
  expect(roles).toEqual([
    { name: "kith_app", powerful: false, owns: false },
    { name: "kith_owner", powerful: false, owns: true },
  ]);
  await ask(server.ownerUrl, remember);
  expect(await ask(server.appUrl, recall)).toEqual([{ n: 1 }]);
  await expect(ask(server.appUrl, "create table mine (n int)")).rejects.toThrow("permission denied");
});

test("a stopped server is gone, and a second start finds what the first one kept", async () => {
  const trial = embeddedTrial();
  const first = await trial.start();
  await ask(first.ownerUrl, remember);
  await first.stop();
  expect(trial.isRunning(first.pid)).toBe(false);

  const second = await trial.start();
  expect(second.pid).not.toBe(first.pid);
  expect(second.appUrl).toBe(first.appUrl);
  expect(await ask(second.appUrl, recall)).toEqual([{ n: 1 }]);
});

test("only the last process to leave stops the server", async () => {
  const trial = embeddedTrial();
  const elsewhere = await trial.startElsewhere();
  const here = await trial.start();
  expect(here.pid).toBe(elsewhere.server.pid);

  await elsewhere.end("SIGTERM");
  expect(await ask(here.appUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  await here.stop();
  expect(trial.isRunning(here.pid)).toBe(false);
});

test("processes that start at the same moment on a fresh folder share one server", async () => {
  const trial = embeddedTrial();
  const [one, other, third] = await Promise.all([trial.start(), trial.start(), trial.startElsewhere()]);
  expect([other.pid, third.server.pid]).toEqual([one.pid, one.pid]);
  await ask(one.ownerUrl, remember);
  expect(await ask(third.server.appUrl, recall)).toEqual([{ n: 1 }]);
  expect(readdirSync(trial.home).filter((name) => name.startsWith("init-"))).toEqual([]);
});

test("a port given is used on the loopback address instead of a socket", async () => {
  const port = await freePort();
  const server = await embeddedTrial().start({ port });
  expect(new URL(server.appUrl).searchParams.get("port")).toBe(String(port));
  const answer = await ask(server.appUrl, "select host(inet_server_addr()) as host");
  expect(answer).toEqual([{ host: "127.0.0.1" }]);
});

test("data written by another major version is refused in words", async () => {
  const trial = embeddedTrial();
  await (await trial.start()).stop();
  writeFileSync(join(trial.cluster, "PG_VERSION"), "17\n");
  await expect(trial.start()).rejects.toThrow("was written by PostgreSQL 17; this Kith brings 18");
});

test("what people wrote does not get into the server's log when a statement fails", async () => {
  const trial = embeddedTrial();
  const server = await trial.start();
  await ask(server.ownerUrl, "create table people (email text unique)");
  const insert = "insert into people values ('ana@example.org')";
  await ask(server.ownerUrl, insert);
  await expect(ask(server.ownerUrl, insert)).rejects.toThrow("duplicate key");
  const log = readFileSync(join(trial.home, "server.log"), "utf8");
  expect(log).toContain("duplicate key");
  expect(log).not.toContain("ana@example.org");
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
