import { create } from "content-disposition";
import type { Context } from "hono";
import type { StoredFile } from "./queries/files.ts";

/** A shared file as an answer. Never shown in place: what somebody else made is not a page of this installation. */
export const fileAnswer = (c: Context, file: StoredFile): Response =>
  c.body(new Uint8Array(file.content), 200, {
    "Content-Type": file.type,
    "Content-Disposition": create(file.name),
    "Content-Length": String(file.content.length),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
  });
