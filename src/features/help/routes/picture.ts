import type { Context } from "hono";

/** A screenshot as an answer: it was made here, and may be shown in place. Nobody keeps a copy on the way. */
export const pictureAnswer = (c: Context, content: Buffer): Response =>
  c.body(new Uint8Array(content), 200, {
    "Content-Type": "image/webp",
    "Content-Disposition": 'inline; filename="screenshot.webp"',
    "Content-Length": String(content.length),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
  });
