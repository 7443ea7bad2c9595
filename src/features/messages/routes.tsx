import { Hono } from "hono";
import { isId } from "#platform/ids.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import { removeFile } from "./actions.ts";
import { fileFor } from "./queries/files.ts";
import { fileAnswer } from "./sending.ts";

/** Shared files by addresses of their own. What they are shared on has the form that adds one. */
export const files = new Hono<CommunityWeb>();

files.get(
  "/files/:id",
  show("belongs", async ({ actor }, trx, c) => {
    const id = c.req.param("id") ?? "";
    const file = isId(id) ? await fileFor(trx, actor, id) : null;
    return file && fileAnswer(c, file);
  }),
);

files.post(
  "/files/:id/remove",
  submit("belongs", async ({ actor, community }, _form, c) => {
    const removed = await removeFile(c.get("platform"), actor, { fileId: c.req.param("id") ?? "" });
    if (!removed.ok) return null;
    return goOn(c, `${community.base}${removed.value.page}#files`, "notice.fileRemoved");
  }),
);
