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
const args = ["--enable-source-maps", "dist/server/main.js", ...process.argv.slice(2)];
if (process.execve && process.platform !== "win32") {
  process.execve(node, [node, ...args], process.env); // the server takes this process's place, signals and all
}
process.exit(await run(node, args, { shell: false }));
