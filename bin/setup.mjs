import { createHash } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { giveUp, npm, root } from "./project.mjs";

const at = (...names) => join(root, ...names);
const installed = at("node_modules/.kith-lock");
const built = at("dist/.stamp");
const longestSetup = 15 * 60_000;

/** Installs what package-lock.json names unless it is there. Without `dev`, the build and test tools may be missing. */
export async function ensureInstalled({ dev }) {
  if (!isInstalled({ dev })) await alone(() => isInstalled({ dev }) || install());
}

/** Builds what the browser gets and the server, unless both are made from the sources as they are now. */
export async function ensureBuilt() {
  if (!isBuilt()) await alone(() => isBuilt() || build());
}

/**
 * `npm install --no-save` keeps to the versions in package-lock.json like `npm ci`, but also works where the lock file
 * does not list the programs of every operating system. The warnings left out say that packages want a newer Node: they
 * get one. The bundles are built here, so the build tools are needed in production too.
 */
const installation =
  "install --no-save --include=dev --include=optional --no-audit --no-fund --loglevel=error";

async function install() {
  console.log("Installing packages ...");
  const status = await npm(installation.split(" "));
  if (status !== 0) {
    giveUp(
      "npm could not install the packages; the reason is above. Often it is the network: `npm config list` shows the " +
        "registry and proxy in use. Then try again.",
      status,
    );
  }
  writeFileSync(installed, hashOf(["package-lock.json"]));
}

async function build() {
  console.log("Building ...");
  const sources = stampOfSources();
  const status = await npm(["run", "--silent", "build"]);
  if (status !== 0) giveUp("The build failed; the reason is above.", status);
  writeFileSync(built, sources);
}

/** By content, not by date: a fresh clone and a restored cache have dates that say nothing. */
export function isBuilt() {
  return existsSync(at("dist/server/main.js")) && read(built) === stampOfSources();
}

const stampOfSources = () =>
  hashOf([
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    ...readdirSync(at("src"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort(),
  ]);

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(at(path)))
      .update("\0");
  return hash.digest("hex");
}

function isInstalled({ dev }) {
  if (read(installed) === hashOf(["package-lock.json"])) return true;
  const present = packagesOf("node_modules/.package-lock.json");
  if (!present) return false;
  return Object.entries(packagesOf("package-lock.json") ?? {}).every(([path, wanted]) => {
    const mayMiss = path === "" || wanted.optional || wanted.devOptional || (wanted.dev && !dev);
    return present[path] ? present[path].version === wanted.version : mayMiss;
  });
}

function packagesOf(lockFile) {
  const text = read(at(lockFile));
  return text === undefined ? undefined : JSON.parse(text).packages;
}

/** Two that start at the same moment on one checkout set it up one after the other; the second finds it done. */
async function alone(work) {
  mkdirSync(at(".tmp"), { recursive: true });
  const lock = at(".tmp/setup.lock");
  for (let told = false; !taken(lock); told = true) {
    if (!told) console.log("Waiting for another process that sets up this checkout ...");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  await work();
  process.off("exit", release);
  release();
}

function taken(lock) {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(mine);
  }
  if (isAbandoned(lock)) rmSync(lock, { force: true });
  return false;
}

/** A container gives out the same few process numbers again and again, so age counts too. */
function isAbandoned(lock) {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - since > longestSetup || !isAlive(Number(read(lock) ?? process.pid));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
