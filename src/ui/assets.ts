import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Assets {
  script: string;
  style: string;
}

let known: Assets | undefined;

/** The hashed addresses of the browser's script and style, as the build wrote them. */
export function assets(folder = "dist/client"): Assets {
  if (known) return known;
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Record<
    string,
    { file: string; css?: string[] }
  >;
  const entry = manifest["src/ui/client/main.ts"];
  if (!entry?.css?.[0]) throw new Error("the client bundle is missing; run the build first");
  known = { script: `/${entry.file}`, style: `/${entry.css[0]}` };
  return known;
}
