import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask, embeddedTrial, recall, remember } from "#support/embedded.ts";

const one = [{ one: 1 }];

test("the server of a killed process goes on running and is joined by the next", async () => {
  const trial = embeddedTrial();
  const killed = await trial.startElsewhere();
  await ask(killed.server.ownerUrl, remember);
  await killed.end("SIGKILL");

  const next = await trial.start();
  expect(next.pid).toBe(killed.server.pid);
  expect(await ask(next.appUrl, recall)).toEqual([{ n: 1 }]);
  await next.stop();
  expect(trial.isRunning(next.pid)).toBe(false);
});

test("after an immediate stop the next start recovers every acknowledged row", async () => {
  const trial = embeddedTrial();
  const first = await trial.start({ throwaway: false });
  await ask(first.ownerUrl, remember);
  await first.stop({ mode: "immediate" });
  expect(readFileSync(join(trial.home, "server.log"), "utf8")).toContain("immediate shutdown");

  const second = await trial.start({ throwaway: false });
  expect(await ask(second.appUrl, recall)).toEqual([{ n: 1 }]);
});

test("a server that dies under a process that uses it is started again at the same address", async () => {
  const trial = embeddedTrial();
  const server = await trial.start();
  const dead = server.pid;
  process.kill(dead, "SIGKILL");
  await expect.poll(() => server.pid, { timeout: 20_000 }).not.toBe(dead);
  expect(await ask(server.appUrl, "select 1 as one")).toEqual(one);
});

test("a server that stops while others wait for it is not started again by the one that stopped it", async () => {
  const trial = embeddedTrial();
  const server = await trial.start();
  await Promise.all([server.stop(), server.stop()]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(trial.isRunning(server.pid)).toBe(false);
  expect(existsSync(join(trial.cluster, "postmaster.pid"))).toBe(false);
});

test("a dead server's process number that now belongs to another program does not keep it down", async () => {
  const trial = embeddedTrial();
  const first = await trial.start();
  const locks = [join(trial.cluster, "postmaster.pid"), join(trial.home, "run/.s.PGSQL.5432.lock")];
  const left = locks.map((path) =>
    readFileSync(path, "utf8").replace(String(first.pid), String(process.pid)),
  );
  await first.stop();
  locks.forEach((path, at) => {
    writeFileSync(path, left[at] ?? "");
  });

  const second = await trial.start();
  expect(await ask(second.appUrl, "select 1 as one")).toEqual(one);
});

test("an interrupted first start leaves nothing that the next one stumbles over", async () => {
  const trial = embeddedTrial();
  const home = join(trial.dataDir, "postgres");
  const half = () => {
    const aside = existsSync(home) && readdirSync(home).find((name) => name.startsWith("init-"));
    return aside ? existsSync(join(home, aside, "cluster/PG_VERSION")) : false;
  };
  const interrupted = trial.startElsewhere().catch((error: unknown) => error);
  await expect.poll(half, { interval: 5, timeout: 10_000 }).toBe(true);
  await trial.killAll();
  expect(await interrupted).toBeInstanceOf(Error);
  expect(half()).toBe(true);
  expect(existsSync(join(home, "cluster"))).toBe(false);

  const next = await trial.start();
  expect(await ask(next.appUrl, "select 1 as one")).toEqual(one);
  expect(half()).toBe(false);
});
