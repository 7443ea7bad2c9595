import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { asking } from "./asking.tsx";
import { reading } from "./reading.tsx";
import { waiting } from "./waiting.tsx";

/** Asking for support, and what others ask for. Where a community does not have it, there is nothing here. */
export const requests = new Hono<CommunityWeb>();

for (const path of ["/requests", "/requests/*", "/admin/requests", "/admin/requests/*"]) {
  requests.use(path, async (c, next) => {
    if (!c.get("community").settings.modules.requests) return c.notFound();
    await next();
  });
}

requests.route("/", asking);
requests.route("/", reading);
requests.route("/", waiting);
