import { runChecks } from "./checks.mjs";
import { ensureInstalled } from "./setup.mjs";

// `npm run check`: all that can be said about the code without running it.
await ensureInstalled({ dev: true });
await runChecks();
