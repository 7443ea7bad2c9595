import { giveUp, projectNode, root, run } from "./project.mjs";
import { ensureBuilt, ensureInstalled, isBuilt } from "./setup.mjs";

// `npm start`: a fresh clone becomes a running server; a second start goes straight to it.
if (Number.parseInt(process.versions.node, 10) < 20) {
  giveUp(`Kith needs Node 20 or newer to set itself up; this is ${process.versions.node}.`);
}
process.chdir(root);
await ensureInstalled({ dev: !isBuilt() });
await ensureBuilt();

const node = projectNode();
// Without source maps, which take 40 MB of memory: the bundle is not minified, and its traces can be read as they are.
const args = ["dist/server/main.js", ...process.argv.slice(2)];
if (process.execve && process.platform !== "win32") {
  process.execve(node, [node, ...args], process.env); // the server takes this process's place, signals and all
}
process.exit(await run(node, args, { shell: false }));
