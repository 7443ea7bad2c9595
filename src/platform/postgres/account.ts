import { spawnSync } from "node:child_process";
import { chownSync, lchownSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** The system user PostgreSQL runs as when this process is root, which PostgreSQL itself refuses to be. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

const ownUser = "kith-postgres";

/**
 * Who is to run the server: undefined means this process's own user. As root it is the owner of the cluster that is
 * already there, else `postgres`, else a system user made for it, else `nobody`.
 */
export function accountFor(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const usual = ["postgres", "_postgres", ownUser];
  const account = ownerOf(cluster) ?? firstNamed(usual) ?? created() ?? firstNamed(["nobody"]);
  if (account && mayBecome(account)) return account;
  throw new Error(
    "PostgreSQL does not run as root, and this process may not run it as another user" +
      `${account ? ` (${account.name})` : ""}. Start as an ordinary user, or set DATABASE_URL.`,
  );
}

/** Root inside some containers is root by name only. */
function mayBecome({ uid, gid }: Account): boolean {
  return spawnSync("id", ["-u"], { cwd: "/", uid, gid }).status === 0;
}

function firstNamed(names: string[]): Account | undefined {
  return names.map(named).find((account) => account !== undefined);
}

function ownerOf(cluster: string): Account | undefined {
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (!owner || owner.uid === 0) return undefined;
  const name = spawnSync("id", ["-un", String(owner.uid)], { encoding: "utf8" }).stdout?.trim();
  return { uid: owner.uid, gid: owner.gid, name: name || `user ${owner.uid}` };
}

function named(name: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((which) => {
    const answer = spawnSync("id", [which, name], { encoding: "utf8" });
    return answer.status === 0 ? Number(answer.stdout) : Number.NaN;
  });
  return uid && gid !== undefined && Number.isInteger(gid) ? { uid, gid, name } : undefined;
}

function created(): Account | undefined {
  const options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
  // Root's search path lacks /usr/sbin after a plain `su`.
  return spawnSync("/usr/sbin/useradd", [...options, ownUser]).status === 0 ? named(ownUser) : undefined;
}

/** Whether the account may walk to `path` and enter (or run) it, by the permission bits of every folder above. */
export function canReach(account: Account | undefined, path: string): boolean {
  if (!account) return true;
  for (let step = realpathSync(path); ; step = dirname(step)) {
    const { mode, uid, gid } = statSync(step);
    const needed = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & needed) === 0) return false;
    if (step === dirname(step)) return true;
  }
}

/** Makes the account the owner of one file or folder. */
export function give(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** Makes the account the owner of a folder and of all below it. */
export function giveAll(account: Account | undefined, folder: string): void {
  if (!account) return;
  chownSync(folder, account.uid, account.gid);
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    lchownSync(join(folder, path), account.uid, account.gid);
  }
}
