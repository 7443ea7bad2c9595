import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import type { Web } from "./web.ts";

export const maxUpload = 32 * 1024 * 1024;

/** Headers of every answer: scripts, styles and fonts from this origin alone, no framing, no address sent onward. */
export const headers: MiddlewareHandler<Web> = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    objectSrc: ["'none'"],
  },
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  crossOriginEmbedderPolicy: false,
  strictTransportSecurity: false,
});

/** Only reads: has no body, and changes nothing. */
const reads = ({ method }: { method: string }): boolean => method === "GET" || method === "HEAD";

/** A form is taken only from this installation's own pages. */
export const sameOrigin: MiddlewareHandler<Web> = (c, next) => {
  if (reads(c.req)) return next();
  const own = new URL(c.get("platform").config.baseUrl).origin;
  return csrf({ origin: (origin) => origin === own || origin === new URL(c.req.url).origin })(c, next);
};

export function limitBody(onError: Parameters<typeof bodyLimit>[0]["onError"]): MiddlewareHandler<Web> {
  const limit = bodyLimit({ maxSize: maxUpload, ...(onError ? { onError } : {}) });
  // To look for a body that cannot be there would cost every page a request object.
  return (c, next) => (reads(c.req) ? next() : limit(c, next));
}
