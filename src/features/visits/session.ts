import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setSignedCookie } from "hono/cookie";
import type { Web } from "#platform/http/web.ts";

/** How long a session lives without being used, in seconds. */
export const sessionSeconds = 30 * 24 * 60 * 60;

export const sessionCookie = "kith.session_token";

/**
 * The token of a session whose cookie carries this installation's signature. Every page asks, so the signature is checked here
 * and now; Hono's own way is the same by way of another thread, twice.
 */
export function sessionToken(c: Context<Web>): string | null {
  const cookie = getCookie(c, sessionCookie) ?? "";
  const end = cookie.lastIndexOf(".");
  if (end < 1) return null;
  const token = cookie.slice(0, end);
  const given = Buffer.from(cookie.slice(end + 1), "base64");
  const right = createHmac("sha256", c.get("platform").secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

/** Lets the browser keep this session for its whole life from now on. */
export async function keepSession(c: Context<Web>, token: string): Promise<void> {
  const { secret, config } = c.get("platform");
  await setSignedCookie(c, sessionCookie, token, secret, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: config.baseUrl.startsWith("https:"),
    maxAge: sessionSeconds,
  });
}
