import type { Context } from "hono";
import { getSignedCookie, setSignedCookie } from "hono/cookie";
import type { Web } from "#platform/http/web.ts";

/** How long a session lives without being used, in seconds. */
export const sessionSeconds = 30 * 24 * 60 * 60;

export const sessionCookie = "kith.session_token";

/** The token of a session whose cookie carries this installation's signature. */
export async function sessionToken(c: Context<Web>): Promise<string | null> {
  return (await getSignedCookie(c, c.get("platform").secret, sessionCookie)) || null;
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
