import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Assets {
  script: string;
  style: string;
  /** The letters that every page is written in. */
  font: string;
}

let known: Assets | undefined;

/** The hashed addresses of the browser's script, style and font, as the build wrote them. */
export function assets(folder = "dist/client"): Assets {
  if (known) return known;
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Record<
    string,
    { file: string; css?: string[]; assets?: string[] }
  >;
  const entry = manifest["src/ui/client/main.ts"];
  const font = entry?.assets?.find((file) => file.includes("figtree-latin-wght-"));
  if (!entry?.css?.[0] || !font) throw new Error("the client bundle is missing; run the build first");
  known = { script: `/${entry.file}`, style: `/${entry.css[0]}`, font: `/${font}` };
  return known;
}
