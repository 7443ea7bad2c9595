import { runChecks, step } from "./checks.mjs";
import { run } from "./project.mjs";
import { ensureBuilt, ensureInstalled } from "./setup.mjs";

// `npm test`: everything, on a fresh clone too. `npm test -- <path>` runs only the tests named, as Vitest understands it.
const wanted = process.argv.slice(2);
await ensureInstalled({ dev: true });
if (wanted.length === 0) await runChecks();
await step("build", ensureBuilt);

// Nothing is printed after this: the last lines are Vitest's own.
console.log("\n> tests");
process.exit(await run("vitest", ["run", ...wanted]));
