import { Hono } from "hono";
import { sql } from "kysely";
import { keep, localPath } from "#platform/http/cookies.ts";
import { sentForm } from "#platform/http/form.ts";
import type { Web } from "#platform/http/web.ts";

/** What belongs to the installation and to no community. */
export const front = new Hono<Web>();

front.get("/healthz", (c) => c.text("ok"));

front.get("/readyz", async (c) => {
  await sql`select 1`.execute(c.get("platform").db);
  return c.text("ok");
});

front.post("/look", async (c) => {
  const form = await sentForm(c);
  keep(c, "look", form.text("look"));
  return c.redirect(localPath(form.text("back")), 303);
});
