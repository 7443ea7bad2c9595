import { existsSync } from "node:fs";
import { join } from "node:path";
import { giveUp, root, run } from "./project.mjs";

const checks = [
  { name: "types", command: ["tsc"] },
  { name: "formatting and lint", command: ["biome", "check"] },
  { name: "import directions", command: ["depcruise", "src"], needs: [".dependency-cruiser.cjs"] },
  { name: "unused code", command: ["knip"], needs: ["knip.json", "knip.jsonc", "knip.ts"] },
];

/** What can be said about the code without running it, one step after the other; gives up at the first that fails. */
export async function runChecks() {
  for (const { name, command, needs } of checks) {
    if (needs && !needs.some((file) => existsSync(join(root, file)))) {
      console.log(`- ${name}: skipped, there is no ${needs.join(" or ")}`);
      continue;
    }
    await step(name, () => run(command[0], command.slice(1)));
  }
}

/** Runs one step between its name and its time. `work` gives an exit status. */
export async function step(name, work) {
  const begin = Date.now();
  console.log(`\n> ${name}`);
  const status = (await work()) ?? 0;
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  if (status !== 0) giveUp(`FAILED: ${name} (after ${seconds} s, exit status ${status})`, status);
  console.log(`ok: ${name} (${seconds} s)`);
}
