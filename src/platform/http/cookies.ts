import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Web } from "./web.ts";

const year = 365 * 24 * 60 * 60;

/** A small preference kept in the browser. */
export function keep(c: Context<Web>, name: string, value: string, maxAge = year): void {
  const secure = c.get("platform").config.baseUrl.startsWith("https:");
  setCookie(c, name, value, { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge });
}

export const kept = (c: Context, name: string): string | undefined => getCookie(c, name);

/** A path inside this installation, or "/": a form must not be able to send anybody elsewhere. */
export function localPath(text: string | undefined): string {
  return text && /^\/(?![/\\])[^\s\\]*$/.test(text) ? text : "/";
}
