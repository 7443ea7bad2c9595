import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Web } from "#platform/http/web.ts";
import { takeNotice, verified } from "../notices.ts";
import { cardService } from "../stripe.ts";

/** Its notices are a few kilobytes. */
const maxSize = 1024 * 1024;

/**
 * Where the card service sends its notices. They come from no page of ours and of no community: what lets one in is its signature
 * alone, over the body as it came. Anything but 2xx, and the card service sends it again.
 */
export const cardNotices = new Hono<Web>();

cardNotices.post(
  "/payments/stripe",
  bodyLimit({ maxSize, onError: (c) => c.text("too large", 413) }),
  async (c) => {
    const platform = c.get("platform");
    if (!cardService(platform.config)) return c.notFound();
    const body = new Uint8Array(await c.req.arrayBuffer());
    const notice = verified(platform, body, c.req.header("stripe-signature") ?? "");
    if (!notice) return c.text("not signed, or not now", 400);
    await takeNotice(platform, notice);
    return c.text("taken", 200);
  },
);
