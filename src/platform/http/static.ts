import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import type { MiddlewareHandler } from "hono";
import type { Web } from "./web.ts";

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
};

/** Files of the browser's bundle. Their names carry a hash of what is in them, so a browser keeps them for good. */
export function staticFiles(folder: string): MiddlewareHandler<Web> {
  const root = join(folder, sep);
  const held = new Map<string, Uint8Array<ArrayBuffer>>();
  return async (c) => {
    const path = normalize(join(root, c.req.path));
    const type = types[extname(path)];
    if (!type || !path.startsWith(root)) return c.notFound();
    let body = held.get(path);
    if (!body) {
      const read = await readFile(path).catch(() => null);
      if (!read) return c.notFound();
      body = new Uint8Array(read);
      held.set(path, body);
    }
    return c.body(body, 200, {
      "Content-Type": type,
      "Cache-Control": "public, max-age=31536000, immutable",
    });
  };
}
