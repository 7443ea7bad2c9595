import { spawn, spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const isWindows = process.platform === "win32";
const neededMajor = 26;

/** Ends the launcher with a message for the person who started it. */
export function giveUp(message, status = 1) {
  console.error(`\n${message}`);
  process.exit(status);
}

/** The Node that npm installed with the project, else this one when it is new enough. Gives up when neither is. */
export function projectNode() {
  const file = isWindows ? "node.exe" : "node";
  const place = `${process.platform}-${process.arch}`;
  for (const name of [`node-${place}`, `node-bin-${place}`]) {
    const node = join(root, "node_modules", name, "bin", file);
    if (existsSync(node) && (isThisOne(node) || runs(node))) return node;
  }
  if (Number.parseInt(process.versions.node, 10) >= neededMajor) return process.execPath;
  return giveUp(
    `Kith needs Node ${neededMajor} or newer. npm brings one for most systems, but none that runs on this one ` +
      `(${place}; Alpine and others with musl have to bring their own), and this is Node ${process.versions.node}. ` +
      `Install Node ${neededMajor} and try again. On a usual system npm may have failed to fetch it: remove node_modules ` +
      "and try again.",
  );
}

const isThisOne = (node) => realpathSync(node) === realpathSync(process.execPath);
const runs = (node) => spawnSync(node, ["--version"]).status === 0;

/** Runs one of the project's tools or a program, with this terminal. Gives its exit status. */
export async function run(command, args, { path = toolPath(), shell = isWindows } = {}) {
  const env = { ...process.env, PATH: path };
  const child = spawn(command, args, { cwd: root, env, shell, stdio: "inherit" });
  const pass = (signal) => child.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  // A signal to npm ends the shell between it and this process, which itself is never told.
  const parent = process.ppid;
  const orphaned = setInterval(() => process.ppid === parent || pass("SIGTERM"), 500);
  const { status, signal, error } = await new Promise((resolve) => {
    child.once("error", (error) => resolve({ error }));
    child.once("exit", (status, signal) => resolve({ status, signal }));
  });
  clearInterval(orphaned);
  for (const name of signals) process.off(name, pass);
  if (error) return giveUp(`${command} cannot be started: ${error.message}`);
  if (signal) process.kill(process.pid, signal);
  return status ?? 1;
}

/** npm itself must not run on a Node that it is about to replace. */
export function npm(args) {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  const path = withoutTools();
  if (cli?.endsWith(".js") && node && !node.startsWith(join(root, "node_modules"))) {
    return run(node, [cli, ...args], { path, shell: false });
  }
  return run("npm", args, { path });
}

const tools = join(root, "node_modules", ".bin");
const toolPath = () => [tools, withoutTools()].join(delimiter);
const withoutTools = () =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== tools)
    .join(delimiter);
