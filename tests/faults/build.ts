import { join } from "node:path";
import { pathToFileURL } from "node:url";

const launcher = pathToFileURL(join(process.cwd(), "bin/setup.mjs")).href;

/** Makes the bundles that server processes are started from, unless they are made from the sources as they are now. */
export async function build(): Promise<void> {
  const setup: { ensureBuilt(): Promise<void> } = await import(launcher);
  await setup.ensureBuilt();
}
