import type { Context } from "hono";

/** Whether a page is fetched ahead, in case somebody might click: nobody has read it. */
export const isFetchedAhead = (c: Pick<Context, "req">): boolean =>
  (c.req.header("Sec-Purpose") ?? c.req.header("X-Sec-Purpose") ?? "").includes("prefetch");
