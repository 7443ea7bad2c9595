import { Hono } from "hono";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { filled, listing, param, returned, wanted } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import * as actions from "../actions.ts";
import { atOnce, small } from "../jobs.ts";
import { findImport, recentImports } from "../queries/imports.ts";
import { listsOf } from "../shown-list.ts";
import { ImportPage } from "../views/import.tsx";
import { RecentPage } from "../views/recent.tsx";
import { isUnderWay, UnderWayPage } from "../views/under-way.tsx";
import { UploadPage } from "../views/upload.tsx";

/** Uploading, reviewing, applying and undoing. Named places come before `:id`. */
export const pages = new Hono<CommunityWeb>();

pages.get(
  "/admin/imports",
  show("coordinator", async ({ page }, trx, c) => {
    const found = await listing(wanted(c).page, (limit, offset) => recentImports(trx, limit, offset));
    return <RecentPage page={page} found={found} />;
  }),
);

pages.get(
  "/admin/imports/new",
  show("coordinator", async ({ page, community }, _trx, c) => {
    const form = filled({ kind: c.req.query("kind"), mode: "replace" });
    const fed = community.settings.enrollmentSource === "feed";
    return <UploadPage page={page} form={form} idempotencyKey={newId()} fed={fed} />;
  }),
);

pages.post(
  "/admin/imports",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const platform = c.get("platform");
    const file = await sentFile(form);
    const input = { kind: form.text("kind"), mode: form.text("mode"), ...file };
    const outcome = await actions.uploadFile(platform, actor, input, { idempotencyKey: form.text("key") });
    if (!outcome.ok) {
      c.status(422);
      const fed = community.settings.enrollmentSource === "feed";
      return <UploadPage page={page} form={returned(t, form, outcome)} idempotencyKey={newId()} fed={fed} />;
    }
    const { id } = outcome.value;
    if (file.file.length <= small.bytes)
      await atOnce(platform, "read", { communityId: community.id, importId: id });
    return goOn(c, `${community.base}/admin/imports/${id}`);
  }),
);

/** The file of the form; a form without one has an empty one, which is refused like any empty file. */
async function sentFile(form: Sent): Promise<{ fileName: string; file: Uint8Array }> {
  const file = form.files.file;
  return file
    ? { fileName: file.name, file: new Uint8Array(await file.arrayBuffer()) }
    : { fileName: "", file: new Uint8Array() };
}

pages.get(
  "/admin/imports/:id",
  show("coordinator", async ({ page }, trx, c) => {
    const found = await findImport(trx, param(c, "id"));
    if (!found) return null;
    const { state } = found;
    if (isUnderWay(state)) return <UnderWayPage page={page} found={found} state={state} />;
    const asked = { ...wanted(c), list: c.req.query("list"), group: c.req.query("group") };
    return <ImportPage page={page} found={found} state={state} {...(await listsOf(trx, found, asked))} />;
  }),
);

pages.post(
  "/admin/imports/:id/apply",
  submit("coordinator", async ({ actor, community }, _form, c) => {
    const platform = c.get("platform");
    const id = param(c, "id");
    const outcome = await actions.apply(platform, actor, { id });
    const back = `${community.base}/admin/imports/${id}`;
    if (outcome.ok) {
      if (outcome.value.rows <= small.rows)
        await atOnce(platform, "apply", { communityId: community.id, importId: id });
      return goOn(c, back);
    }
    const { reason } = outcome;
    return reason === "fed" || reason === "has_errors" ? goOn(c, back, `refusal.${reason}`) : null;
  }),
);

pages.post(
  "/admin/imports/:id/discard",
  submit("coordinator", async ({ actor, community }, _form, c) => {
    const outcome = await actions.discard(c.get("platform"), actor, { id: param(c, "id") });
    return outcome.ok ? goOn(c, `${community.base}/admin/imports`, "notice.imports.discarded") : null;
  }),
);

pages.post(
  "/admin/imports/:id/undo",
  submit("coordinator", async ({ actor, community }, _form, c) => {
    const platform = c.get("platform");
    const id = param(c, "id");
    const outcome = await actions.undo(platform, actor, { id });
    if (!outcome.ok) return null;
    if (outcome.value.rows <= small.rows)
      await atOnce(platform, "undo", { communityId: community.id, importId: id });
    return goOn(c, `${community.base}/admin/imports/${id}`);
  }),
);
