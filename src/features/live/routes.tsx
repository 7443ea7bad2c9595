import { type Context, Hono } from "hono";
import type { Web } from "#platform/http/web.ts";
import { EventStream } from "#platform/live/stream.ts";
import { admission } from "./admission.ts";
import { Page } from "./page.ts";

/** Where pages listen. Not a page itself: it has no frame, and takes no message that waits to be shown once. */
export const live = new Hono<Web>();

live.get("/c/:community/live", async (c) => {
  const slug = c.req.param("community");
  const admitted = await admission(c, slug);
  if (admitted === "signed out") return c.body(null, 401);
  if (admitted === "no member") return c.body(null, 204);
  return opened(c, new Page(admitted, aboutOf(c), () => admission(c, slug)));
});

/** What a page can listen for: so many words of such a length. */
const aboutOf = (c: Context<Web>): Set<string> =>
  new Set((c.req.queries("about") ?? []).filter((word) => word.length <= 60).slice(0, 20));

function opened(c: Context<Web>, page: Page): Response {
  const { live } = c.get("platform");
  const stream = new EventStream(() => page.close());
  page.open(stream, () => live.join(page, c.req.query("stamp") ?? ""));
  return c.body(stream.body, 200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    // Proxies that gather an answer before they pass it on would keep it for good.
    "X-Accel-Buffering": "no",
  });
}
