import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "#platform/postgres/processes.ts";

/** A new folder below the system's temporary one, named after its purpose and this process, that others may enter. */
export function temporaryFolder(purpose: "run" | "embedded"): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `kith-test-${purpose}-${process.pid}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** Removes what killed runs left. A server whose folder is gone notices within a minute and ends itself. */
export function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const maker = Number(/^kith-test-[a-z]+-(\d+)-/.exec(name)?.[1]);
    if (maker && !isAlive(maker)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
