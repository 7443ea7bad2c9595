import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync, realpathSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import type { Log } from "../log.ts";
import { type Account, accountFor, canReach, give, giveAll } from "./account.ts";

/** Where one embedded server lives: `DATA_DIR/postgres`, or the place that name points to. All paths are real ones. */
export interface Home {
  readonly folder: string;
  readonly cluster: string;
  readonly serverLog: string;
  readonly account: Account | undefined;
}

/**
 * Finds or makes the server's folder for `dataDir`, enterable by the user who runs the server. A DATA_DIR below a folder
 * that user may not enter gets its database under /var/lib, with `DATA_DIR/postgres` pointing there. Refuses a dangling
 * link: beginning anew there would look like lost data.
 */
export function homeFor(dataDir: string, log: Log): Home {
  mkdirSync(dataDir, { recursive: true });
  const name = join(realpathSync(dataDir), "postgres");
  const account = accountFor(join(name, "cluster"));
  if (account) log.info({}, `PostgreSQL does not run as root: it runs as ${account.name}`);
  if (!lstatSync(name, { throwIfNoEntry: false })) make(name, account, log);
  if (!statSync(name, { throwIfNoEntry: false })) {
    throw new Error(
      `${name} points to a place that is gone. Bring it back, or remove the link to begin anew.`,
    );
  }
  const folder = realpathSync(name);
  const cluster = join(folder, "cluster");
  for (const path of [folder, cluster]) adopt(path, account, log);
  if (!canReach(account, folder)) {
    throw new Error(
      `${account?.name ?? "This user"}, who runs PostgreSQL, may not enter ${folder}. ` +
        "Let others enter the folders above it (chmod o+x), or move it and leave a link in its place.",
    );
  }
  return { folder, cluster, serverLog: join(folder, "server.log"), account };
}

function make(name: string, account: Account | undefined, log: Log): void {
  const above = resolve(name, "..");
  if (canReach(account, above)) {
    mkdirSync(name, { mode: 0o700 });
    give(account, name);
    return;
  }
  const elsewhere = mkdtempSync(join(reachableParent(above, account), "kith-"));
  give(account, elsewhere);
  symlinkSync(elsewhere, name);
  log.warn({}, `The database is kept in ${elsewhere}, because ${account?.name} may not enter ${above}`);
}

/** Data of lasting worth never goes to a temporary folder, unless DATA_DIR itself is in one (tests). */
function reachableParent(dataDir: string, account: Account | undefined): string {
  const temporary = realpathSync(tmpdir());
  const passing = `${dataDir}${sep}`.startsWith(`${temporary}${sep}`);
  const candidates = passing ? [temporary, "/tmp", "/var/tmp"] : ["/var/lib"];
  const found = candidates.find(
    (folder) => statSync(folder, { throwIfNoEntry: false }) && canReach(account, folder),
  );
  if (found) return found;
  throw new Error(
    `No folder was found that ${account?.name} may enter. Set DATA_DIR to one, or DATABASE_URL.`,
  );
}

/** A copy made by root belongs to root; PostgreSQL insists on its own. */
function adopt(path: string, account: Account | undefined, log: Log): void {
  const owner = statSync(path, { throwIfNoEntry: false })?.uid;
  const runner = account?.uid ?? process.getuid?.();
  if (owner === undefined || runner === undefined || owner === runner) return;
  if (!account) {
    throw new Error(
      `${path} belongs to user ${owner}, not to the one who starts it. ` +
        "Start as that user or as root, or give the folder to this one (chown -R).",
    );
  }
  log.info({}, `Giving ${path} to ${account.name}, who runs PostgreSQL`);
  giveAll(account, path);
}

const plainAndShort = /^[\w./-]{1,85}$/;

/**
 * The folder of the server's Unix socket, made when missing. A socket's path has at most about 100 bytes, so a long or
 * unusual home gets one below /tmp, refused when it belongs to somebody else.
 */
export function socketFolder(home: Home): string {
  const hash = createHash("sha256").update(home.folder).digest("hex").slice(0, 12);
  const inside = join(home.folder, "run");
  const folder = plainAndShort.test(inside) ? inside : `/tmp/kith-${hash}`;
  const owner = home.account?.uid ?? process.getuid?.();
  if (!lstatSync(folder, { throwIfNoEntry: false })) {
    mkdirSync(folder, { mode: 0o700 });
    give(home.account, folder);
  }
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== owner) {
    throw new Error(
      `${folder} is needed for the database's socket, but belongs to somebody else. Remove it.`,
    );
  }
  return folder;
}
