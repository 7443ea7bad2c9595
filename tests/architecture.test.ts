import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "..");

interface Cruise {
  summary: { violations: { from: string; rule: { name: string } }[] };
}

/** What the import rules find in a folder's `src`. */
async function cruise(folder: string): Promise<Cruise["summary"]> {
  const args = ["src", "--config", resolve(root, ".dependency-cruiser.cjs"), "--output-type", "json"];
  const command = resolve(root, "node_modules/.bin/depcruise");
  const cwd = resolve(root, folder);
  // It ends with the number of violations as its status, which is no failure here.
  const { stdout } = await run(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 }).catch((error) => error);
  return (JSON.parse(stdout) as Cruise).summary;
}

test("every rule of imports catches a file that breaks it, and no other", async () => {
  const { violations } = await cruise("tests/fixtures/architecture");
  const found = violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  expect(new Set(found)).toEqual(
    new Set([
      "platform-knows-nothing-of-the-product: src/platform/wrong.ts",
      "ui-knows-no-feature: src/ui/wrong.ts",
      "views-decide-nothing: src/features/a/views/wrong.ts",
      "the-slot-engine-is-pure: src/features/availability/slots.ts",
      "no-cycles: src/features/b/one.ts",
      "actions-do-not-know-the-web: src/features/b/actions.ts",
    ]),
  );
});
