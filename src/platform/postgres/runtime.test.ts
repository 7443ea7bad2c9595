import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "#support/temporary.ts";
import { runProgram } from "./runtime.ts";

function program(text: string): { run(): Promise<void> } {
  const folder = temporaryFolder("embedded");
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "initdb");
  mkdirSync(join(folder, "home"));
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  const home = { folder: join(folder, "home"), cluster: "", serverLog: "", account: undefined };
  return { run: () => runProgram(path, [], home) };
}

test("a system without the C library that the programs need is told of it, and of the way out", async () => {
  const foreign = program("#!/lib/a-loader-that-is-not-here.so\n");
  await expect(foreign.run()).rejects.toThrow(/initdb cannot be started: it needs glibc.*DATABASE_URL/);
});

test("a program that fails is quoted, so that a full disk reads as a full disk", async () => {
  const failing = program("#!/bin/sh\necho 'could not write: No space left on device' >&2; exit 3\n");
  await expect(failing.run()).rejects.toThrow(
    "initdb ended with 3:\ncould not write: No space left on device",
  );
  const working = program("#!/bin/sh\nexit 0\n");
  await expect(working.run()).resolves.toBeUndefined();
});

test("a program sees none of this process's secrets", async () => {
  process.env.STRIPE_SECRET_KEY = "sk_test_1";
  onTestFinished(() => {
    delete process.env.STRIPE_SECRET_KEY;
  });
  const curious = program(`#!/bin/sh\ntest -z "$STRIPE_SECRET_KEY"\n`);
  await expect(curious.run()).resolves.toBeUndefined();
});
